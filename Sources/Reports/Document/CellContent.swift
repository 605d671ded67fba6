import Literate
import NotebookOutputs

/// A code cell and its outputs, ready to be shown.
struct CellContent: Sendable {
  var index: Int
  var title: String?
  /// The lines of code to show; empty if there are none.
  var listing: [ListingLine]
  var isFolded: Bool
  /// The highlighted lines, from 1.
  var highlightedLines: [ClosedRange<Int>] = []
  var column: CellOptions.Column
  /// The number of columns of figures; nil for as many as fit.
  var figureColumns: Int?
  var label: Located<String>?
  var caption: [Inline]
  var outputs: [CellOutput]
  /// Where the cell's code begins.
  var location: SourceLocation
}

extension CellContent {
  /// Reads a cell's options and combines them with the cell's outputs.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - outputs: The cell's outputs; nil if the chapter was not run.
  ///   - files: The bytes of the run's figures, by name.
  ///   - values: The values of the chapter's expressions, as text.
  ///   - notes: The footnotes of the chapter.
  ///   - location: Where the cell's code begins.
  /// - Returns: The content, and the problems.
  static func read(
    _ cell: CodeCell, outputs: [ChapterOutputs.Item]?, files: [String: [UInt8]], values: [String?],
    notes: inout ChapterNotes, location: SourceLocation
  ) -> (CellContent, [Diagnostic]) {
    let options = cell.options
    var diagnostics: [Diagnostic] = []
    func content(_ prose: Prose) -> [Inline] {
      notes.content(of: prose, values: values, &diagnostics).inlines
    }
    let shown = options.include && options.output ? outputs ?? [] : []
    var result = CellContent(
      index: cell.index, title: cell.title,
      listing: options.include && options.echo ? cell.listing : [], isFolded: options.fold,
      highlightedLines: options.highlightedLines, column: options.column,
      figureColumns: options.figureColumns, label: options.label,
      caption: options.caption.map(content) ?? [], outputs: [], location: location)
    let alt = options.alt.map { content($0).plainText }
    let count = result.listing.count
    for lines in options.highlightedLines where count > 0 && lines.upperBound > count {
      let value =
        lines.count > 1 ? "\(lines.lowerBound)-\(lines.upperBound)" : "\(lines.lowerBound)"
      let problem = ReadingProblem.optionValue(
        name: "highlight-lines", value: value, allowed: "lines from 1 to \(count)")
      diagnostics.append(Diagnostic(problem, at: location))
    }
    for item in shown {
      result.append(
        CellOutput.read(item, files: files, notes: &notes, at: location, &diagnostics))
    }
    result.nameFigures(alt: alt, diagnostics: &diagnostics)
    if let label = result.label {
      if let problem = result.problem(with: label, hasRun: outputs != nil && options.eval) {
        diagnostics.append(Diagnostic(problem, at: label.location))
        result.label = nil
      }
    }
    return (result, diagnostics)
  }

  /// Appends an output.
  ///
  /// Consecutive texts are joined.
  private mutating func append(_ output: CellOutput) {
    switch (outputs.last, output) {
    case (.text(let before), .text(let text)):
      let gap = before.hasSuffix("\n") ? "" : "\n"
      outputs[outputs.count - 1] = .text(before + gap + text)
    case (.errorText(let before), .errorText(let text)):
      outputs[outputs.count - 1] = .errorText(before + text)
    case (.warning(let before), .warning(let text)):
      outputs[outputs.count - 1] = .warning(before + text)
    default: outputs.append(output)
    }
  }

  /// Gives each figure its file name, letter and description.
  private mutating func nameFigures(alt: String?, diagnostics: inout [Diagnostic]) {
    let label = label.flatMap { LabelKind(label: $0.value) == .figure ? $0 : nil }
    let indices = outputs.indices.filter { if case .figure = outputs[$0] { true } else { false } }
    for (position, index) in indices.enumerated() {
      guard case .figure(var figure) = outputs[index] else { continue }
      if indices.count > 1 { figure.letter = letter(position) }
      if let label {
        figure.name = label.value + (figure.letter.isEmpty ? "" : "-\(figure.letter)")
      }
      if let alt {
        figure.alt = alt
      } else if label == nil {
        diagnostics.append(
          Diagnostic(.draftedDescription(text: figure.alt), at: location, severity: .warning))
      }
      outputs[index] = .figure(figure)
    }
    if let label, alt == nil {
      diagnostics.append(
        Diagnostic(.missingAlternativeText(label: label.value), at: label.location))
    }
  }

  /// The problem with a cell's label; nil if there is none.
  private func problem(with label: Located<String>, hasRun: Bool) -> PageProblem? {
    let kinds: [LabelKind] = [.figure, .table, .listing, .equation]
    guard let kind = LabelKind(label: label.value), kinds.contains(kind) else {
      return .labelPrefix(label: label.value, allowed: kinds.map { "\($0.rawValue)-" })
    }
    let hasFailed = outputs.contains { if case .failure = $0 { true } else { false } }
    let isThere =
      kind == .listing
      ? !listing.isEmpty
      : !hasRun || hasFailed
        || outputs.contains {
          switch $0 {
          case .figure: kind == .figure
          case .table: kind == .table
          case .formula: kind == .equation
          case .blocks(let blocks): kind == .table && blocks.contains(where: \.isTable)
          case .html: kind == .table || kind == .figure
          default: false
          }
        }
    return isThere ? nil : .labelWithoutOutput(label: label.value)
  }
}

extension Block {
  var isTable: Bool { if case .table = self { true } else { false } }
}

/// An index as letters: 0 is `a`, 25 is `z`, 26 is `aa`.
func letter(_ index: Int) -> String {
  let scalar = Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26))
  return (index < 26 ? "" : letter(index / 26 - 1)) + String(Character(scalar))
}
