/// A notebook or Markdown file, read: what a reader will see and what will run, not yet run.
public struct Chapter: Equatable, Sendable {
  /// What the file is written in.
  public enum Language: Sendable {
    case swift
    case markdown
  }

  /// The file itself.
  public var file: SourceFile
  /// What the file is written in.
  public var language: Language
  /// What the author says about the whole chapter.
  public var frontMatter: FrontMatter
  /// Prose and code, in order.
  public var cells: [Cell]
  /// The expressions in prose and options, in the order in which they stand in the file; the n-th
  /// is the one that `Interpolation.placeholder(n)` stands for.
  public var interpolations: [Interpolation]
  /// The parameters that it declares, in order.
  public var parameters: [Parameter] = []
  /// The values of parameters that are not their defaults, by name.
  public var parameterValues: [String: String] = [:]
  /// Whether results of an earlier run may be used: as its front matter says, else the report's.
  public var usesCache = true
  /// What results depend on though the notebook does not open it: what its front matter says, then
  /// the report's.
  public var dependencies: [DependencySetting] = []
  /// The paths of the files that its prose includes, sorted.
  public var included: [String]
  /// What is questionable but does not keep the chapter from running.
  public var warnings: [Diagnostic]

  /// The code cells, in order.
  public var codeCells: [CodeCell] {
    cells.compactMap { if case .code(let cell) = $0 { cell } else { nil } }
  }

  /// The modules that the code imports, each once, in order of their names.
  public var imports: [String] {
    let statements = codeCells.flatMap(\.statements)
    return Set(statements.flatMap(\.imports)).sorted()
  }
}

/// A piece of a chapter.
public enum Cell: Equatable, Sendable {
  case prose(Prose)
  case code(CodeCell)
}
