internal import CairoRendering
@preconcurrency internal import Glibc
internal import NotebookOutputs
internal import Plotting
internal import Statistics
internal import Synchronization

/// Shows a value at this place of the report.
///
/// The last expression of a cell is shown without this call. A `Displayable` value chooses its own
/// appearance; numbers get six significant digits; everything else shows its description. When the
/// notebook runs alone, text goes to standard output and figures to `output/`.
public func show<Value>(_ value: Value) {
  switch value {
  case let value as any Displayable: show(value.display)
  case let value as any Summarized: show(value.summary.display)
  case is Void: break
  default: show(.text(plainText(of: value)))
  }
}

/// Shows something whose appearance is already chosen.
private func show(_ display: Display) {
  recorder.withLock { recorder in
    do {
      if recorder == nil {
        try showByItself(display)
      } else if let output = try recorder?.output(for: display), let now = recorder?.lengths {
        recorder?.append(.shown(output, streams: now))
      }
    } catch {
      let reason = errorText(of: error)
      recorder?.append(.undrawable(reason: reason))
      fputs("the figure cannot be drawn: \(reason)\n", stderr)
      exit(70)
    }
  }
}

extension Recorder {
  /// The output for a display; a figure is rendered into the run's folder.
  fileprivate mutating func output(for display: Display) throws -> Output {
    switch display {
    case .text(let text): return .text(text)
    case .markdown(let text): return .markdown(text)
    case .html(let text): return .html(text)
    case .math(let tex): return .math(tex)
    case .table(let table): return .table(TableOutput(table))
    case .figure(let figure):
      let figure = try figure.sized(figureSize).themed(chosenTheme())
      return try output { try figure.files(idPrefix: $0) }
    case .steps(let steps):
      let steps = try steps.sized(figureSize).themed(chosenTheme())
      return try output { try steps.files(idPrefix: $0) }
    }
  }

  /// Draws the next figure of the open cell.
  private mutating func output(_ draw: (_ idPrefix: String) throws -> FigureFiles) throws -> Output
  {
    figures += 1
    let drawn = try draw(figureIDPrefix(chapter: chapter, cell: cell, figure: figures))
    let stem = "figure-\(cell)-\(figures)"
    try drawn.write(to: "\(folder)/\(stem)")
    for notice in drawn.notices { append(.noticed("\(notice)")) }
    return .figure(drawn.output(stem: stem))
  }
}

extension TableOutput {
  /// A column is trailing if every cell of it that is not empty reads like a number.
  fileprivate init(_ table: Table) {
    let width = max(table.titles.count, table.rows.map(\.count).max() ?? 0)
    let padded = table.rows.map { $0 + Array(repeating: "", count: width - $0.count) }
    self.init(
      columns: (0..<width).map { column in
        let cells = padded.map { $0[column] }.filter { !$0.isEmpty }
        let isNumeric = !cells.isEmpty && cells.allSatisfy(looksLikeNumber)
        return Column(
          title: column < table.titles.count ? table.titles[column] : "",
          alignment: isNumeric ? .trailing : .leading)
      },
      rows: padded, isText: table.isText, omittedRows: table.omittedRows)
  }
}

/// A number stays one in bold or italics, and as a share in percent.
private func looksLikeNumber(_ text: String) -> Bool {
  let digits = text.replacing("−", with: "-").replacing("\u{202F}", with: "")
    .replacing("*", with: "").replacing(" %", with: "").replacing("%", with: "")
  return Double(digits) != nil || ["∞", "NaN", "–"].contains(text)
}

/// Shows a display where no generator listens.
private func showByItself(_ display: Display) throws {
  switch display {
  case .text(let text), .markdown(let text), .html(let text), .math(let text):
    print(text)
  case .table(let table):
    for row in [table.titles] + table.rows { print(row.joined(separator: "\t")) }
    if table.omittedRows > 0 { print("… \(table.omittedRows) more rows") }
  case .figure(let figure):
    try showByItself(figure.themed(chosenTheme()).files(idPrefix: nil))
  case .steps(let steps):
    try showByItself(steps.themed(chosenTheme()).files(idPrefix: nil))
  }
}

/// Writes a figure into `output/` and prints where.
private func showByItself(_ figure: FigureFiles) throws {
  let number = standaloneFigures.withLock { count in
    count += 1
    return count
  }
  let program = CommandLine.arguments.first?.split(separator: "/").last ?? "notebook"
  mkdir("output", 0o755)
  let path = "output/\(program)-\(number)"
  try figure.write(to: path)
  for notice in figure.notices { fputs("\(path).svg: \(notice)\n", stderr) }
  print("\(path).svg")
}
