import Literate
import NotebookOutputs

extension CellOutput {
  /// Reads one thing that a cell put out; its Markdown may hold whatever prose may hold.
  static func read(
    _ item: ChapterOutputs.Item, files: [String: [UInt8]], values: [String?],
    at location: SourceLocation
  ) -> (CellOutput, [Diagnostic]) {
    switch item {
    case .printed(let text): return (.text(text), [])
    case .printedToError(let text): return (.errorText(text), [])
    case .warned(let text): return (.warning(text), [])
    case .failed(let description): return (.failure(description), [])
    case .shown(.text(let text)): return (.text(text), [])
    case .shown(.html(let html)): return (.html(html), [])
    case .shown(.markdown(let markdown)):
      let content = MarkdownContent(Prose(output: markdown, at: location), values: [])
      return (.blocks(content.blocks), content.diagnostics)
    case .shown(.math(let tex)):
      let anchor = Formula.Anchor(offset: 0, location: location, isComputed: true)
      return (.formula(Formula(tex: tex, isDisplay: true, anchors: [anchor])), [])
    case .shown(.figure(let figure)):
      return (
        .figure(
          CellFigure(
            id: "\(location.file) \(figure.stem)",
            files: figure.formats.reduce(into: [:]) { $0[$1] = files["\(figure.stem).\($1)"] },
            alt: figure.description, width: figure.width, height: figure.height,
            formats: figure.formats, steps: figure.steps)),
        []
      )
    case .shown(.table(let table)): return read(table, at: location)
    }
  }

  private static func read(
    _ table: TableOutput, at location: SourceLocation
  ) -> (CellOutput, [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    func cell(_ text: String) -> [Inline] {
      // Numbers and plain words are most of what tables hold.
      if text.utf8.allSatisfy({ $0 < 0x80 && isPlain[Int($0)] }) {
        return text.isEmpty ? [] : [.text(NumberTypography(text)?.text ?? text)]
      }
      let content = MarkdownContent(Prose(output: text, at: location), values: [])
      diagnostics += content.diagnostics
      return content.inlines.settingSoleNumber
    }
    let result = DataTable(
      alignments: table.columns.map {
        switch $0.alignment {
        case .leading: .leading
        case .center: .center
        case .trailing: .trailing
        }
      }, header: table.columns.map { cell($0.title) },
      rows: table.rows.prefix(DataTable.limit).map { $0.map(cell) },
      omittedRows: max(table.rows.count - DataTable.limit, 0),
      csv: table.rows.count > DataTable.limit
        ? csv([table.columns.map(\.title)] + table.rows) : nil)
    return (.table(result), diagnostics)
  }
}

/// The characters that mean nothing in Markdown wherever they stand, but for a first digit or sign.
private let isPlain: [Bool] = (0..<128).map {
  let scalar = Unicode.Scalar(UInt8($0))
  return scalar.properties.isAlphabetic || " ,%/".unicodeScalars.contains(scalar)
    || ("0"..."9").contains(scalar) || scalar == "." || scalar == "+" || scalar == "-"
}

extension Prose {
  /// Markdown that a cell put out: all of it stands where the cell stands.
  fileprivate init(output markdown: String, at location: SourceLocation) {
    let lines = markdown.utf8.lazy.filter { $0 == UInt8(ascii: "\n") }.count + 1
    let origin = Origin(
      line: location.line, anchors: [Anchor(markdown: 1, source: location.column)])
    self.init(
      markdown: markdown, origins: Array(repeating: origin, count: lines), file: location.file)
  }
}
