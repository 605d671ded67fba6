internal import CairoRendering
@preconcurrency internal import Glibc
internal import NotebookOutputs
internal import Plotting
internal import Statistics
internal import Synchronization

/// Shows a value at this point of the report.
///
/// The last expression of a cell is shown automatically. A `Displayable` value determines its own
/// display; numbers have six significant digits; other values are shown by their description. In a
/// stand-alone program, text goes to standard output and figures to `output/`.
public func show<Value>(_ value: Value) {
  switch value {
  case let value as any Displayable: show(value.display)
  case let value as any Summarized: show(value.summary.display)
  case is Void: break
  default: show(.text(plainText(of: value)))
  }
}

/// Shows a display.
private func show(_ display: Display) {
  recorder.withLock { recorder in
    do {
      if recorder == nil {
        try showStandalone(display)
      } else if let output = try recorder?.output(for: display), let now = recorder?.lengths {
        recorder?.append(.shown(output, streams: now))
      }
    } catch {
      let reason = errorText(of: error)
      recorder?.append(.undrawable(reason: reason))
      fputs("cannot draw this figure: \(reason)\n", stderr)
      exit(70)
    }
  }
}

extension Recorder {
  /// The output for a display; a figure is written into the run's folder.
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

  /// Draws the next figure of the current cell.
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
  /// Creates the output of a table; a column is trailing if all its nonempty cells look like numbers.
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

/// Whether a text looks like a number, which may be bold, italic or a percentage.
private func looksLikeNumber(_ text: String) -> Bool {
  let digits = text.replacing("−", with: "-").replacing("\u{202F}", with: "")
    .replacing("*", with: "").replacing(" %", with: "").replacing("%", with: "")
  return Double(digits) != nil || ["∞", "NaN", "–"].contains(text)
}

/// Prints a display in a stand-alone program.
private func showStandalone(_ display: Display) throws {
  switch display {
  case .text(let text), .markdown(let text), .html(let text), .math(let text):
    print(text)
  case .table(let table):
    for row in [table.titles] + table.rows { print(row.joined(separator: "\t")) }
    if table.omittedRows > 0 { print("… \(table.omittedRows) more rows") }
  case .figure(let figure):
    try showStandalone(figure.themed(chosenTheme()).files(idPrefix: nil))
  case .steps(let steps):
    try showStandalone(steps.themed(chosenTheme()).files(idPrefix: nil))
  }
}

/// Writes a figure into `output/` and prints the path of its SVG.
private func showStandalone(_ figure: FigureFiles) throws {
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
