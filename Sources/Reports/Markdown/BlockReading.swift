import Literate

extension MarkdownReader {
  /// The blocks of nodes with the same parent, those between `:::` lines gathered.
  mutating func blocks(of nodes: [MarkdownNode]) -> [Block] {
    var open: [OpenDivision] = []
    var result: [Block] = []
    func append(_ blocks: [Block]) {
      if open.isEmpty { result += blocks } else { open[open.count - 1].blocks += blocks }
    }
    for node in nodes {
      guard let mark = soleMark(of: node) else {
        let before = open.last?.blocks.last ?? (open.isEmpty ? result.last : nil)
        if case .table(var table) = before, let caption = caption(node, of: table) {
          table = caption
          if open.isEmpty {
            result[result.count - 1] = .table(table)
          } else {
            open[open.count - 1].blocks[open[open.count - 1].blocks.count - 1] = .table(table)
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

  /// The mark that is all of a paragraph.
  private func soleMark(of node: MarkdownNode) -> Mark? {
    guard node.kind == .paragraph, node.children.count == 1,
      let scalars = node.children.first?.literal.unicodeScalars, let scalar = scalars.first,
      scalars.dropFirst().isEmpty, let index = Mark.index(of: scalar),
      text.marks.indices.contains(index)
    else { return nil }
    return text.marks[index]
  }

  private mutating func blocks(of node: MarkdownNode) -> [Block] {
    switch node.kind {
    case .paragraph: paragraph(node)
    case .heading(let level): [heading(node, level: level)]
    case .quote: [.quote(blocks(of: node.children))]
    case .list(let start, let isTight): [list(node, start: start, isTight: isTight)]
    case .codeBlock("math"): [.equation(equation(code: node))]
    case .codeBlock(let info):
      [
        .code(
          CodeBlock(
            language: info.prefix { $0 != " " && $0 != "{" }.lowercased(),
            text: literal(node.literal), location: text.location(line: node.line + 1)))
      ]
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

  /// A paragraph, split at formulas on their own lines; a picture alone is a figure.
  private mutating func paragraph(_ node: MarkdownNode) -> [Block] {
    let content = inlines(of: node.children)
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

  /// A formula between ```` ```math ```` and ```` ``` ````, as GitHub has it.
  private mutating func equation(code node: MarkdownNode) -> Equation {
    let anchor = TeXFormula.Anchor(offset: 0, location: text.location(line: node.line + 1))
    let tex = literal(node.literal)
    return equation(TeXFormula(tex: tex, isDisplay: true, anchors: [anchor]), nil)
  }

  private mutating func heading(_ node: MarkdownNode, level: Int) -> Block {
    var content = rawInlines(of: node.children)
    let attributes = content.removeLastAttributes()
    return .heading(
      Heading(
        level: level, content: checked(content),
        target: Target(label: label(attributes, of: .section)),
        isNumbered: attributes?.classes.contains("unnumbered") != true))
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

  /// The table with the caption that a paragraph beginning with a colon gives it.
  private mutating func caption(_ node: MarkdownNode, of table: MarkdownTable) -> MarkdownTable? {
    guard table.caption.isEmpty, node.kind == .paragraph,
      node.children.first?.literal.hasPrefix(":") == true
    else { return nil }
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
