import Literate

extension ChapterRenderer {
  /// Renders blocks as HTML, each followed by the footnotes that it calls.
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

  /// The cell whose annotations a list explains: the one before the list, if the numbers match.
  private func annotatedCell(_ block: CellBlock, by list: List) -> CellContent? {
    guard chapter.cells.indices.contains(block.index) else { return nil }
    let cell = chapter.cells[block.index]
    return cell.isExplained(by: list) ? cell : nil
  }

  private mutating func html(_ block: Block, isTight: Bool) -> String {
    switch block {
    case .paragraph(let content):
      templates.wrap(isTight ? .tightParagraph : .paragraph, html(content))
    case .heading(let heading): html(heading)
    case .equation(let equation):
      html(equation.formula, target: equation.target, rows: equation.rows)
    case .code(let code): html(code)
    case .quote(let content): templates.wrap(.quote, html(content))
    case .definitions(let definitions): html(definitions)
    case .list(let list): html(list)
    case .table(let table):
      html(
        header: table.header, rows: table.rows, alignments: table.alignments,
        caption: table.caption, target: table.target)
    case .html(let html): self.html(ofAuthor: html)
    case .rule: templates.wrap(.rule)
    case .picture(let figure): html(figure)
    case .division(let division): html(division)
    case .cell(let cell): html(cell)
    }
  }

  private mutating func html(_ heading: Heading) -> String {
    let level = min(heading.depth + (document.hasChapters ? 2 : 1), 6)
    let content = html(heading.content)
    let anchor = id(page.anchors.heading(heading))
    let number = heading.target.number
    if !anchor.isEmpty {
      let title = html(heading.content.mention)
      note(Section(depth: heading.depth, anchor: anchor, number: number, title: title))
    }
    return templates.render(
      HeadingView(
        level: level, anchor: anchor.nonEmpty, number: number.nonEmpty, content: content))
  }

  /// A displayed formula, with its number at the right.
  mutating func html(
    _ formula: TeXFormula, target: Target, rows: [EquationRow] = []
  ) -> String {
    let anchor = id(of: target)
    let rows = rows.compactMap { id(of: $0.target).map { EquationRowFields(rowAnchor: $0) } }
    return templates.render(
      EquationView(
        content: typeset(formula), anchor: anchor, number: target.number.nonEmpty,
        name: name(of: .equation, target), rows: rows))
  }

  private func html(_ code: CodeBlock) -> String {
    let content = page.parts.listings[code.key].map { lines in
      lines.map { templates.wrap(.line, html($0.tokens)) }.joined(separator: "\n")
    }
    let text = code.text.hasSuffix("\n") ? String(code.text.dropLast()) : code.text
    return templates.render(
      CodeBlockView(language: code.language.nonEmpty, content: content ?? escaped(text)))
  }

  private mutating func html(_ definitions: [Definition]) -> String {
    var fields: [DefinitionFields] = []
    for definition in definitions {
      var meanings: [MeaningFields] = []
      let term = html(definition.term)
      for meaning in definition.meanings { meanings.append(MeaningFields(content: html(meaning))) }
      fields.append(DefinitionFields(term: term, meanings: meanings))
    }
    return templates.render(DefinitionsView(definitions: fields))
  }

  private mutating func html(_ list: List) -> String {
    var items: [ItemFields] = []
    for item in list.items {
      items.append(
        ItemFields(
          content: html(item.blocks, isTight: list.isTight), isTask: item.isChecked != nil,
          isChecked: item.isChecked ?? false))
    }
    return templates.render(
      ListView(
        isOrdered: list.start != nil, start: list.start.flatMap { $0 == 1 ? nil : $0 },
        isTight: list.isTight, isTasks: items.contains(where: \.isTask), items: items))
  }

  /// A table in the author's Markdown or in the output of a cell.
  mutating func html(
    header: [[Inline]], rows: [[[Inline]]], alignments: [MarkdownNode.Alignment],
    caption: [Inline], target: Target, omittedRows: Int = 0, file: String? = nil
  ) -> String {
    func cells(_ row: [[Inline]]) -> [TableCellFields] {
      row.enumerated().map { index, content in
        let alignment = alignments.indices.contains(index) ? alignments[index] : .none
        return TableCellFields(
          content: html(content), isEmpty: content.isEmpty,
          alignment: alignment == .none ? nil : alignment.rawValue)
      }
    }
    return templates.render(
      TableView(
        anchor: id(of: target), name: name(of: .table, target), caption: html(caption).nonEmpty,
        hasCaption: !caption.isEmpty || !target.number.isEmpty, header: cells(header),
        rows: rows.map { RowFields(cells: cells($0)) },
        omittedRows: omittedRows > 0 ? words.number(omittedRows) : nil, file: file))
  }

  private mutating func html(_ figure: PictureFigure) -> String {
    templates.render(
      PictureView(
        source: page.resources.address(of: figure.picture), alt: figure.alt,
        width: figure.picture.length("width"), height: figure.picture.length("height"),
        alignment: figure.picture.alignment,
        anchor: id(of: figure.target), name: name(of: .figure, figure.target),
        caption: html(figure.picture.caption).nonEmpty))
  }

  /// Renders the footnotes that have been called but not shown, and those that they call in turn.
  mutating func takeFootnotes() -> [String] {
    guard !isInFootnote else { return [] }
    isInFootnote = true
    defer { isInFootnote = false }
    var shown: [String] = []
    while !pendingFootnotes.isEmpty {
      let index = pendingFootnotes.removeFirst()
      guard chapter.footnotes.indices.contains(index) else { continue }
      let number = chapter.footnoteNumbers[index] ?? 0
      let content = html(chapter.footnotes[index], isTight: chapter.footnotes[index].count == 1)
      shown.append(
        templates.render(
          FootnoteView(
            number: number, anchor: id(PageAnchors.footnote(number)),
            callAnchor: PageAnchors.call(ofFootnote: number), content: content)))
    }
    return shown
  }
}
