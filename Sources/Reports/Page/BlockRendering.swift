import Literate

extension ChapterRenderer {
  /// Blocks as HTML, each followed by the footnotes that it called.
  mutating func html(_ blocks: [Block], isTight: Bool = false) -> String {
    var parts: [String] = []
    var before: Block?
    for block in blocks {
      if case .list(let list) = block, case .cell(let cell) = before,
        let content = annotatedCell(cell, by: list)
      {
        parts.append(html(annotations: list, of: content))
      } else {
        parts.append(html(block, isTight: isTight))
      }
      parts += takeFootnotes()
      before = block
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The cell whose annotations a list explains: the one that stands before it, if it has as many.
  private func annotatedCell(_ block: CellBlock, by list: List) -> CellContent? {
    guard list.start == 1, chapter.cells.indices.contains(block.index) else { return nil }
    let cell = chapter.cells[block.index]
    return cell.annotations == Array(1...max(list.items.count, 1)) ? cell : nil
  }

  private mutating func html(_ block: Block, isTight: Bool) -> String {
    switch block {
    case .paragraph(let content):
      templates.wrap(isTight ? .tightParagraph : .paragraph, html(content))
    case .heading(let heading): html(heading)
    case .equation(let equation): html(equation.formula, target: equation.target)
    case .code(let code): html(code)
    case .quote(let content): templates.wrap(.quote, html(content))
    case .list(let list): html(list)
    case .table(let table):
      html(
        header: table.header, rows: table.rows, alignments: table.alignments,
        caption: table.caption, target: table.target)
    case .html(let html): html
    case .rule: templates.wrap(.rule)
    case .picture(let figure): html(figure)
    case .division(let division): html(division)
    case .cell(let cell): html(cell)
    }
  }

  private mutating func html(_ heading: Heading) -> String {
    let level = min(heading.depth + (document.hasChapters ? 2 : 1), 6)
    let content = html(heading.content)
    sections.append(
      Section(
        depth: heading.depth, anchor: heading.target.anchor, number: heading.target.number,
        title: content))
    return templates.render(
      .heading,
      View([
        "level": level, "anchor": heading.target.anchor,
        "number": heading.target.number.isEmpty ? nil : heading.target.number, "content": content,
        "text": heading.content.plainText,
      ]))
  }

  /// A displayed formula, with its number at the right.
  func html(_ formula: Formula, target: Target) -> String {
    templates.render(
      .equation,
      View([
        "content": typeset(formula), "anchor": target.anchor.isEmpty ? nil : target.anchor,
        "number": target.number.isEmpty ? nil : target.number, "tex": formula.tex,
      ]))
  }

  private func html(_ code: CodeBlock) -> String {
    let content = parts.listings[code.key].map { lines in
      lines.map { templates.wrap(.line, html($0.tokens)) }.joined(separator: "\n")
    }
    return templates.render(
      .codeBlock,
      View([
        "language": code.language.isEmpty ? nil : code.language,
        "content": content
          ?? escaped(code.text.hasSuffix("\n") ? String(code.text.dropLast()) : code.text),
      ]))
  }

  private mutating func html(_ list: List) -> String {
    var items: [View] = []
    for item in list.items {
      items.append(
        View([
          "content": html(item.blocks, isTight: list.isTight),
          "isTask": item.isChecked != nil, "isChecked": item.isChecked ?? false,
        ]))
    }
    return templates.render(
      .list,
      View([
        "isOrdered": list.start != nil, "start": list.start.flatMap { $0 == 1 ? nil : $0 },
        "isTight": list.isTight, "isTasks": list.items.contains { $0.isChecked != nil },
        "items": items,
      ]))
  }

  /// A table of the author's or of a cell's.
  mutating func html(
    header: [[Inline]], rows: [[[Inline]]], alignments: [MarkdownNode.Alignment],
    caption: [Inline], target: Target, omittedRows: Int = 0
  ) -> String {
    func cells(_ row: [[Inline]]) -> [View] {
      row.enumerated().map { index, content in
        let alignment = alignments.indices.contains(index) ? alignments[index] : .none
        return View([
          "content": html(content), "isEmpty": content.isEmpty,
          "alignment": alignment == .none ? nil : alignment.rawValue,
        ])
      }
    }
    return templates.render(
      .table,
      View([
        "header": cells(header), "rows": rows.map { View(["cells": cells($0)]) },
        "anchor": target.anchor.isEmpty ? nil : target.anchor,
        "number": target.number.isEmpty ? nil : target.number,
        "caption": caption.isEmpty ? nil : html(caption),
        "omittedRows": omittedRows > 0 ? omittedRows : nil,
        "hasCaption": !caption.isEmpty || !target.number.isEmpty,
      ]))
  }

  private mutating func html(_ figure: PictureFigure) -> String {
    templates.render(
      .picture,
      View([
        "source": resources.address(of: figure.picture), "alt": figure.alt,
        "anchor": figure.target.anchor.isEmpty ? nil : figure.target.anchor,
        "number": figure.target.number.isEmpty ? nil : figure.target.number,
        "caption": figure.picture.caption.isEmpty ? nil : html(figure.picture.caption),
      ]))
  }

  /// The footnotes that have been called and not yet shown.
  mutating func takeFootnotes() -> [String] {
    var shown: [String] = []
    while !pendingFootnotes.isEmpty {
      let index = pendingFootnotes.removeFirst()
      guard chapter.footnotes.indices.contains(index) else { continue }
      let number = chapter.footnotesBefore + index + 1
      let content = html(chapter.footnotes[index], isTight: chapter.footnotes[index].count == 1)
      shown.append(templates.render(.footnote, View(["number": number, "content": content])))
    }
    return shown
  }
}
