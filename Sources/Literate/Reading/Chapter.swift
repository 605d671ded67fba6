/// A notebook or Markdown file as read: its prose and code, before it runs.
public struct Chapter: Equatable, Sendable {
  /// The language of a chapter's file.
  public enum Language: Sendable {
    case swift
    case markdown
  }

  /// The file.
  public var file: SourceFile
  /// The language of the file.
  public var language: Language
  /// The settings of the whole chapter.
  public var frontMatter: FrontMatter
  /// Prose and code, in order.
  public var cells: [Cell]
  /// The expressions in prose and options, in source order.
  ///
  /// `Interpolation.placeholder(n)` represents the n-th one.
  public var interpolations: [Interpolation]
  /// The parameters that the chapter declares, in order.
  public var parameters: [Parameter] = []
  /// The parameter values that differ from the defaults, by name.
  public var parameterValues: [String: String] = [:]
  /// Whether results of an earlier run may be used, as set in the front matter or else by the
  /// report.
  public var usesCache = true
  /// What the results depend on although the notebook does not open it: the dependencies from the
  /// front matter, then those from the report.
  public var dependencies: [DependencySetting] = []
  /// The paths of the files that its prose includes, sorted.
  public var included: [String]
  /// The warnings.
  ///
  /// They do not keep the chapter from running.
  public var warnings: [Diagnostic]

  /// The code cells, in order.
  public var codeCells: [CodeCell] {
    cells.compactMap { if case .code(let cell) = $0 { cell } else { nil } }
  }

  /// The modules that the code imports, sorted by name, without duplicates.
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
