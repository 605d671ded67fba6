import Literate

extension MarkdownReader {
  /// The blocks of sibling nodes, with those between `:::` lines grouped.
  mutating func blocks(of nodes: [MarkdownNode]) -> [Block] {
    var open: [OpenDivision] = []
    var result: [Block] = []
    func append(_ blocks: [Block]) {
      if open.isEmpty { result += blocks } else { open[open.count - 1].blocks += blocks }
    }
    for node in nodes {
      guard let mark = soleMark(of: node) else {
        let before = open.last?.blocks.last ?? (open.isEmpty ? result.last : nil)
        if let before, let whole = joined(before, node) {
          if open.isEmpty {
            result[result.count - 1] = whole
          } else {
            open[open.count - 1].blocks[open[open.count - 1].blocks.count - 1] = whole
          }
        } else {
          append(blocks(of: node))
        }
        continue
      }
      switch mark.content {
      case .cell(let index): append([.cell(CellBlock(index: index))])
      case .divisionOpening(let attributes):
        open.append(OpenDivision(attributes: attributes, location: mark.location))
      case .divisionClosing:
        if let division = open.popLast() {
          append(blocks(of: division))
        } else {
          diagnostics.append(Diagnostic(.strayBlockEnd, at: mark.location))
        }
      default: append(blocks(of: node))
      }
    }
    while let division = open.popLast() {
      diagnostics.append(Diagnostic(.unclosedBlock, at: division.location))
      append(division.blocks)
    }
    return result
  }

  /// Combines a block with the next paragraph if that begins with a colon: a table's caption, or
  /// the meaning of a term.
  private mutating func joined(_ block: Block, _ node: MarkdownNode) -> Block? {
    guard node.kind == .paragraph, node.children.first?.literal.hasPrefix(":") == true else {
      return nil
    }
    if case .table(let table) = block { return caption(node, of: table).map(Block.table) }
    return meaning(node, of: block)
  }

  /// The mark that makes up a whole paragraph.
  private func soleMark(of node: MarkdownNode) -> Marker? {
    guard node.kind == .paragraph, node.children.count == 1,
      let scalars = node.children.first?.literal.unicodeScalars, let scalar = scalars.first,
      scalars.dropFirst().isEmpty, let index = Marker.index(of: scalar),
      text.marks.indices.contains(index)
    else { return nil }
    return text.marks[index]
  }

  private mutating func blocks(of node: MarkdownNode) -> [Block] {
    switch node.kind {
    case .paragraph: paragraph(node)
    case .heading(let level): [heading(node, level: level)]
    case .quote: [quote(node)]
    case .list(let start, let isTight): [list(node, start: start, isTight: isTight)]
    case .codeBlock("math"): equation(code: node).map { [.equation($0)] } ?? []
    case .codeBlock(let info): [code(node, info: info)]
    case .htmlBlock:
      [
        .html(
          AuthorHTML(text: literal(node.literal), location: text.location(line: node.line)))
      ]
    case .rule: [.rule]
    case .table(let alignments): [table(node, alignments: alignments)]
    default: blocks(of: node.children)
    }
  }

  /// A paragraph, split at displayed formulas.
  ///
  /// A picture alone is a figure.
  private mutating func paragraph(_ node: MarkdownNode) -> [Block] {
    openQuotes = 0
    let content = inlines(of: node.children)
    if case .text(let first) = content.first, first.isGridLine {
      diagnostics.append(
        Diagnostic(
          .unsupported(what: "a grid table", instead: "write rows between bars, | a | b |"),
          at: text.location(line: node.line)))
    }
    let lines = content.split(separator: .softBreak).map { Array($0).plainText }
    if !lines.isEmpty, lines.allSatisfy({ $0.hasPrefix("| ") && !$0.hasSuffix("|") }) {
      diagnostics.append(
        Diagnostic(
          .unsupported(what: "a line block", instead: "end each line with a backslash"),
          at: text.location(line: node.line)))
    }
    if let definition = definition(content) { return [.definitions([definition])] }
    if case .image(let picture) = content.first, content.count == 1 {
      let target = Target(label: label(picture.attributes, of: .figure))
      checkOptions(of: picture)
      let alt = picture.alt
      return [.picture(PictureFigure(picture: picture, alt: alt, target: target))]
    }
    var result: [Block] = []
    var text: [Inline] = []
    func flush() {
      text.trimStart()
      text.trimEnd()
      if !text.isEmpty { result.append(.paragraph(text)) }
      text = []
    }
    for inline in content {
      if case .equation(let equation) = inline {
        flush()
        result.append(.equation(equation))
      } else {
        text.append(inline)
      }
    }
    flush()
    return result
  }

  /// A formula between ```` ```math ```` and ```` ``` ````, as on GitHub.
  private mutating func equation(code node: MarkdownNode) -> Equation? {
    let anchor = TeXFormula.Anchor(offset: 0, location: text.location(line: node.line + 1))
    var formula = TeXFormula(tex: literal(node.literal), isDisplay: true, anchors: [anchor])
    macros += formula.removeMacros()
    return formula.isEmpty ? nil : equation(formula, nil)
  }

  private mutating func heading(_ node: MarkdownNode, level: Int) -> Block {
    var content = rawInlines(of: node.children)
    let attributes = content.removeLastAttributes()
    let known = ["unnumbered", "appendix"]
    for name in attributes?.classes ?? [] where !known.contains(name) {
      guard let attributes, let suggestion = suggestion(for: name, among: known) else { continue }
      diagnostics.append(
        Diagnostic(
          .unknownOption(name: ".\(name)", suggestion: ".\(suggestion)"), at: attributes.location))
    }
    return .heading(
      Heading(
        level: level, content: checked(content),
        target: Target(label: label(attributes, of: .section)),
        isNumbered: attributes?.classes.contains("unnumbered") != true,
        isAppendix: attributes?.classes.contains("appendix") == true))
  }

  private mutating func list(_ node: MarkdownNode, start: Int?, isTight: Bool) -> Block {
    let items = node.children.map { item in
      var isChecked: Bool?
      if case .checkedItem(let checked) = item.kind { isChecked = checked }
      return List.Item(isChecked: isChecked, blocks: blocks(of: item.children))
    }
    return .list(List(start: start, isTight: isTight, items: items))
  }

  private mutating func table(
    _ node: MarkdownNode, alignments: [MarkdownNode.Alignment]
  ) -> Block {
    var table = MarkdownTable(alignments: alignments, header: [], rows: [])
    for row in node.children {
      let cells = row.children.map { inlines(of: $0.children) }
      if row.kind == .tableRow(isHeader: true) {
        table.header = cells
      } else {
        table.rows.append(cells.map(\.settingSoleNumber))
      }
    }
    return .table(table)
  }

  /// Adds the caption from a paragraph that begins with a colon to a table.
  private mutating func caption(_ node: MarkdownNode, of table: MarkdownTable) -> MarkdownTable? {
    guard table.caption.isEmpty else { return nil }
    var content = rawInlines(of: node.children)
    guard case .text(let text) = content.first, text.hasPrefix(": ") else { return nil }
    content[0] = .text(String(text.dropFirst(2)))
    let attributes = content.removeLastAttributes()
    var table = table
    table.caption = checked(content)
    table.target.label = label(attributes, of: .table)
    return table
  }
}
