import Literate
import NotebookOutputs

/// One output of a cell.
enum CellOutput: Equatable, Sendable {
  /// Printed text, or the description of a value.
  case text(String)
  case errorText(String)
  /// A compiler warning.
  case warning(String)
  case blocks([Block])
  /// HTML from the notebook.
  case html(AuthorHTML)
  case formula(TeXFormula)
  case table(CellTable)
  case figure(CellFigure)
  /// The error with which a cell that may fail ended.
  case failure(String)
}

/// A table that a notebook showed.
struct CellTable: Equatable, Sendable {
  var alignments: [MarkdownNode.Alignment]
  var header: [[Inline]]
  var rows: [[[Inline]]]
  /// The number of rows omitted at the end.
  var omittedRows = 0
  /// The whole table as CSV, if rows are omitted.
  var csv: String?

  /// The maximum number of rows on a page.
  static let limit = 200
}

/// A figure that a notebook showed.
struct CellFigure: Equatable, Sendable {
  /// An identifier that is unique in the document.
  var id: String
  /// The bytes of the figure's files, by extension.
  ///
  /// `json` is the data for the page's script; it is not offered for download.
  var files: [String: [UInt8]]
  /// The name of its files in the report's folder; nil if the figure has no label.
  var name: String?
  /// Its letter among the figures of its cell; empty if it is the only one.
  var letter = ""
  /// The alternative text.
  var alt: String
  /// The width in points.
  var width: Double
  /// The height in points.
  var height: Double
  /// The extensions of its files, in the order of the download links.
  var formats = ["svg", "png", "pdf"]
  /// The names of its steps if it is a sequence; empty otherwise.
  var steps: [String] = []
}

extension CellOutput {
  /// Reads one output of a cell.
  ///
  /// Markdown in it has all features of prose.
  static func read(
    _ item: ChapterOutputs.Item, files: [String: [UInt8]], notes: inout ChapterNotes,
    at location: SourceLocation, _ diagnostics: inout [Diagnostic]
  ) -> CellOutput {
    switch item {
    case .printed(let text): return .text(text)
    case .printedToError(let text): return .errorText(text)
    case .warned(let text): return .warning(text)
    case .failed(let description): return .failure(description)
    case .shown(.text(let text)): return .text(text)
    case .shown(.html(let html)): return .html(AuthorHTML(text: html, location: location))
    case .shown(.markdown(let markdown)):
      let prose = Prose(output: markdown, at: location)
      return .blocks(notes.content(of: prose, values: [], &diagnostics).blocks)
    case .shown(.math(let tex)):
      let anchor = TeXFormula.Anchor(offset: 0, location: location, isComputed: true)
      var formula = TeXFormula(tex: tex, isDisplay: true, anchors: [anchor])
      formula.removeNumbering()
      return .formula(formula)
    case .shown(.figure(let figure)):
      return .figure(
        CellFigure(
          id: "\(location.file) \(figure.stem)",
          files: (figure.formats + ["json"]).reduce(into: [:]) {
            $0[$1] = files["\(figure.stem).\($1)"]
          },
          alt: figure.description, width: figure.width, height: figure.height,
          formats: figure.formats.filter { $0 != "json" }, steps: figure.steps))
    case .shown(.table(let table)):
      return .table(CellTable(table, notes: &notes, at: location, &diagnostics))
    }
  }
}

extension CellTable {
  /// Reads a table.
  ///
  /// Markdown cells have all features of prose; data cells are text.
  fileprivate init(
    _ table: TableOutput, notes: inout ChapterNotes, at location: SourceLocation,
    _ diagnostics: inout [Diagnostic]
  ) {
    func cell(_ text: String) -> [Inline] {
      // Most cells of tables are numbers and plain words.
      if table.isText || text.utf8.allSatisfy({ $0 < 0x80 && isPlain[Int($0)] }) {
        return text.isEmpty ? [] : [.text(NumberTypography(text)?.text ?? text)]
      }
      let prose = Prose(output: text, at: location)
      return notes.content(of: prose, values: [], &diagnostics).inlines.settingSoleNumber
    }
    alignments = table.columns.map {
      switch $0.alignment {
      case .leading: .leading
      case .center: .center
      case .trailing: .trailing
      }
    }
    header = table.columns.map { cell($0.title) }
    rows = table.rows.prefix(Self.limit).map { $0.map(cell) }
    let isLong = table.rows.count > Self.limit
    omittedRows = max(table.rows.count - Self.limit, 0) + table.omittedRows
    csv = isLong ? Reports.csv([table.columns.map(\.title)] + table.rows) : nil
  }
}

/// The characters that never have a meaning in Markdown, except for a leading digit or sign.
private let isPlain: [Bool] = (0..<128).map {
  let scalar = Unicode.Scalar(UInt8($0))
  return scalar.properties.isAlphabetic || " ,%/".unicodeScalars.contains(scalar)
    || ("0"..."9").contains(scalar) || scalar == "." || scalar == "+" || scalar == "-"
}

extension Prose {
  /// Reads Markdown that a cell output; its location is the cell's.
  fileprivate init(output markdown: String, at location: SourceLocation) {
    let lines = markdown.utf8.lazy.filter { $0 == UInt8(ascii: "\n") }.count + 1
    let origin = Origin(
      line: location.line, anchors: [Anchor(markdown: 1, source: location.column)])
    self.init(
      markdown: markdown.hidingPrivateCharacters, origins: Array(repeating: origin, count: lines),
      file: location.file)
  }
}
