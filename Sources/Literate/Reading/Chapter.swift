internal import SwiftDiagnostics
internal import SwiftParser
internal import SwiftParserDiagnostics
internal import SwiftSyntax

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

extension Chapter {
  /// Reads a chapter: a `.md` file as prose, anything else as a Swift notebook.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - defaults: The cell options that the report sets for all its chapters.
  ///   - files: The source of the texts that it includes.
  /// - Throws: `Diagnostics` with all errors of the file, in the order of its lines.
  public init(
    reading file: SourceFile, defaults: CellOptions = CellOptions(), files: TextFiles = .disk()
  ) throws(Diagnostics) {
    self.init(readable: file, defaults: defaults, files: files)
    usesCache = frontMatter.usesCache ?? true
    dependencies = frontMatter.dependencies
    warnings += unknownParameters(frontMatter.params, among: parameters) + set(frontMatter.params)
    let errors = warnings.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Diagnostics(warnings) }
    warnings = Diagnostics(warnings).list
  }

  /// Reads as much of a chapter as possible.
  ///
  /// All problems are in its warnings.
  init(
    readable file: SourceFile, defaults: CellOptions = CellOptions(), files: TextFiles = .disk()
  ) {
    self =
      file.path.hasSuffix(".md")
      ? Self.markdown(file, defaults, files)
      : Self.swift(file, defaults, files)
  }

  private static func markdown(_ file: SourceFile, _ defaults: CellOptions, _ files: TextFiles)
    -> Chapter
  {
    var reader = ProseReader(path: file.path, files: files)
    reader.interpolates = false
    var lines = file.lines.enumerated().map {
      ProseReader.Line(text: $1, number: $0 + 1, column: 1)
    }[...]
    var frontMatter = FrontMatter()
    if let yaml = takeFrontMatter(&lines, &reader) {
      _ = frontMatter.read(yaml, place: .chapter, cells: defaults, with: &reader)
    }
    let prose = reader.prose(reader.including(Array(lines)))
    return Chapter(
      file: file, language: .markdown, frontMatter: frontMatter, cells: [.prose(prose)],
      interpolations: [], included: reader.included.sorted(), warnings: reader.diagnostics)
  }

  private static func swift(_ file: SourceFile, _ defaults: CellOptions, _ files: TextFiles)
    -> Chapter
  {
    let table = LineTable(file.text)
    var reader = ProseReader(path: file.path, files: files)
    func report(_ problem: ReadingProblem, at offset: Int) {
      let (line, column) = table.position(at: offset)
      reader.diagnostics.append(
        Diagnostic(problem, at: file.location(line: line, column: column)))
    }
    if let offset = deepBracket(in: file.text) {
      report(.nestedTooDeeply(limit: bracketLimit), at: offset)
      return Chapter(
        file: file, language: .swift, frontMatter: FrontMatter(), cells: [], interpolations: [],
        included: [], warnings: reader.diagnostics)
    }
    let tree = Parser.parse(source: file.text)
    if tree.hasError {
      if let (offset, name) = unusualSpace(in: file.text) {
        report(.unusualSpace(name: name), at: offset)
      } else {
        for diagnostic in ParseDiagnosticsGenerator.diagnostics(for: tree)
        where diagnostic.diagMessage.severity == .error {
          report(.syntax(message: diagnostic.message), at: diagnostic.position.utf8Offset)
        }
      }
    }
    var cells = CellReader(file: file, tree: tree, table: table, reader: reader, defaults: defaults)
    cells.read()
    let parameters = Parameter.declared(in: tree, of: file, table, &cells.reader.diagnostics)
    return Chapter(
      file: file, language: .swift, frontMatter: cells.frontMatter, cells: cells.cells,
      interpolations: cells.reader.interpolations, parameters: parameters,
      included: cells.reader.included.sorted(),
      warnings: cells.reader.diagnostics
        + usesBeforeDefinition(in: cells.cells, cells.reader.interpolations))
  }
}

/// The first space character of a kind that makes the parser crash when it suggests a correction.
private func unusualSpace(in text: String) -> (offset: Int, name: String)? {
  let names: [Unicode.Scalar: String] = [
    "\u{B}": "vertical tab", "\u{C}": "form feed", "\u{2028}": "line separator",
    "\u{2029}": "paragraph separator",
  ]
  var offset = 0
  for scalar in text.unicodeScalars {
    if let name = names[scalar] { return (offset, name) }
    offset += UTF8.width(scalar)
  }
  return nil
}

/// Removes the front matter from the beginning of some lines and returns it; `nil` if there is
/// none.
///
/// It is between a first line `---` and the next such line.
func takeFrontMatter(
  _ lines: inout ArraySlice<ProseReader.Line>, _ reader: inout ProseReader
) -> [ProseReader.Line]? {
  guard let first = lines.first, trimmed(first.text) == "---" else { return nil }
  guard let end = lines.dropFirst().firstIndex(where: { trimmed($0.text) == "---" }) else {
    reader.diagnostics.append(
      Diagnostic(
        .unclosedFrontMatter,
        at: SourceLocation(file: reader.path, line: first.number, column: first.column)))
    lines = []
    return nil
  }
  defer { lines = lines[(end + 1)...] }
  return Array(lines[(lines.startIndex + 1)..<end])
}
