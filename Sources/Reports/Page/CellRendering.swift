import Literate

extension ChapterRenderer {
  /// A code cell: its listing, then its outputs.
  mutating func html(_ block: CellBlock) -> String {
    guard chapter.cells.indices.contains(block.index) else { return "" }
    let cell = chapter.cells[block.index]
    guard !cell.listing.isEmpty || !cell.outputs.isEmpty else { return "" }
    let kind = cell.label.flatMap { LabelKind(label: $0.value) }
    let outputs = html(outputs: cell, target: block.target, kind: kind)
    let listing =
      cell.listing.isEmpty
      ? nil : listing(cell, target: kind == .listing ? block.target : Target())
    return templates.render(
      CellView(
        number: cell.index + 1, title: cell.title,
        anchor: kind == .listing ? id(of: block.target) : nil, column: cell.column.rawValue,
        listing: listing, outputs: outputs.nonEmpty))
  }

  /// The outputs of a cell, with its figures under one caption.
  private mutating func html(outputs cell: CellContent, target: Target, kind: LabelKind?) -> String
  {
    var parts: [String] = []
    var figures: [CellFigure] = []
    var caption = kind == .listing ? [] : cell.caption
    var target = kind == .listing ? Target() : target
    let figuresAt = cell.outputs.lastIndex { if case .figure = $0 { true } else { false } }
    for (index, output) in cell.outputs.enumerated() {
      switch output {
      case .text(let text):
        parts.append(html(text: text, in: PrintedView(isText: true), cell: cell.index))
      case .errorText(let text):
        parts.append(html(text: text, in: PrintedView(isErrorText: true), cell: cell.index))
      case .warning(let text):
        parts.append(html(text: text, in: PrintedView(isWarning: true), cell: cell.index))
      case .failure(let text):
        parts.append(html(text: text, in: PrintedView(isFailure: true), cell: cell.index))
      case .html(let html): parts.append(self.html(ofAuthor: html))
      case .blocks(let blocks): parts.append(html(blocks))
      case .formula(let formula):
        parts.append(html(formula, target: kind == .equation ? target : Target()))
        if kind == .equation { target = Target() }
      case .table(let table):
        let isCaptioned = figuresAt == nil
        let file = table.csv.map { keep($0, ofCell: cell.index, as: "csv") }
        parts.append(
          html(
            header: table.header, rows: table.rows, alignments: table.alignments,
            caption: isCaptioned ? caption : [],
            target: kind == .table ? target : Target(), omittedRows: table.omittedRows,
            file: file))
        if isCaptioned { caption = [] }
        if kind == .table { target = Target() }
      case .figure(let figure):
        figures.append(figure)
        if index == figuresAt {
          parts.append(
            html(
              figures, caption: caption, target: target, column: cell.column,
              figureColumns: cell.figureColumns))
          caption = []
          target = Target()
        }
      }
    }
    if !caption.isEmpty || !target.number.isEmpty, !parts.isEmpty {
      // HTML or Markdown can be the figure or table.
      let content = parts.joined(separator: "\n")
      parts = [
        templates.render(
          CaptionedView(
            content: content, anchor: id(of: target),
            name: kind.flatMap { name(of: $0, target) }, caption: html(caption).nonEmpty))
      ]
    }
    return (parts + takeFootnotes()).joined(separator: "\n")
  }

  /// Printed text, or its beginning and end if it is very long.
  ///
  /// Only the beginning of very long lines is shown. A file has the complete text.
  private mutating func html(text: String, in view: PrintedView, cell: Int) -> String {
    let lines = TerminalText(text).lines
    let head = 150
    let tail = 50
    let isCut = lines.count > head + tail + 1
    let file =
      isCut || lines.contains(where: { length(of: $0) > longestLine })
      ? keep(text, ofCell: cell, as: "txt") : nil
    var view = view
    view.file = file
    view.head = html(lines: isCut ? lines.prefix(head) : lines[...], file: file)
    if isCut {
      view.omittedLines = words.number(lines.count - head - tail)
      view.tail = html(lines: lines.suffix(tail), file: file)
    }
    return templates.render(view)
  }

  private func html(lines: ArraySlice<[TerminalText.Run]>, file: String?) -> String {
    lines.map { runs -> String in
      let length = length(of: runs)
      guard length > longestLine else { return runs.map { html($0) }.joined() }
      var left = longestLine
      let shown = runs.map { run in
        let text = String(run.text.prefix(left))
        left -= text.count
        return html(TerminalText.Run(text: text, style: run.style))
      }
      return templates.render(
        LongLineView(
          content: shown.joined(), omittedCharacters: words.number(length - longestLine),
          file: file))
    }.joined(separator: "\n")
  }

  private func html(_ run: TerminalText.Run) -> String {
    if run.style == TerminalStyle() || run.text.isEmpty { return escaped(run.text) }
    return templates.render(
      StyledView(
        isBold: run.style.isBold, isFaint: run.style.isFaint, isItalic: run.style.isItalic,
        isUnderlined: run.style.isUnderlined, isStruck: run.style.isStruck,
        color: run.style.color?.css, background: run.style.background?.css,
        content: escaped(run.text)))
  }
}

extension TerminalStyle.Color {
  /// The color in CSS.
  ///
  /// The page's style sheet defines the palette.
  fileprivate var css: String {
    switch self {
    case .named(let index): "var(--terminal-\(index))"
    case .rgb(let red, let green, let blue): "rgb(\(red) \(green) \(blue))"
    }
  }
}

/// The maximum number of characters shown of a printed line.
private let longestLine = 1_000

private func length(of runs: [TerminalText.Run]) -> Int {
  let bytes = runs.reduce(0) { $0 + $1.text.utf8.count }
  return bytes > longestLine ? runs.reduce(0) { $0 + $1.text.count } : bytes
}
