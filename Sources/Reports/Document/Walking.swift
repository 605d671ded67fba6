import Literate

extension Document {
  /// Calls a function with every block of the report, in reading order, with nested blocks after
  /// their parents.
  func forEachBlock(_ visit: (Block) -> Void) {
    abstract.forEachBlock(cells: [], visit)
    for chapter in chapters {
      chapter.blocks.forEachBlock(cells: chapter.cells, visit)
      for note in chapter.footnotes { note.forEachBlock(cells: chapter.cells, visit) }
    }
  }

  /// The figures of the cells, in reading order.
  var figures: [CellFigure] {
    chapters.lazy.flatMap(\.cells).flatMap(\.outputs).compactMap {
      if case .figure(let figure) = $0 { figure } else { nil }
    }
  }

  /// Calls a function with every inline in the title, the subtitle and the abstract.
  func forEachFrontInline(_ visit: (Inline) -> Void) {
    title.forEachInline(visit)
    subtitle.forEachInline(visit)
    abstract.forEachInline(cells: [], visit)
  }

  /// Calls a function with every inline in the report, in reading order.
  func forEachInline(_ visit: (Inline) -> Void) {
    forEachFrontInline(visit)
    for chapter in chapters {
      chapter.part?.title.forEachInline(visit)
      chapter.title.forEachInline(visit)
      chapter.blocks.forEachInline(cells: chapter.cells, visit)
      for note in chapter.footnotes { note.forEachInline(cells: chapter.cells, visit) }
    }
  }
}

extension [Inline] {
  func forEachInline(_ visit: (Inline) -> Void) {
    for inline in self {
      visit(inline)
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .`subscript`(let content), .superscript(let content), .smallCaps(let content):
        content.forEachInline(visit)
      case .link(let link): link.content.forEachInline(visit)
      case .image(let picture): picture.caption.forEachInline(visit)
      case .term(let term): term.content.forEachInline(visit)
      default: break
      }
    }
  }
}

extension [Block] {
  func forEachInline(cells: [CellContent], _ visit: (Inline) -> Void) {
    for block in self {
      switch block {
      case .paragraph(let content): content.forEachInline(visit)
      case .heading(let heading): heading.content.forEachInline(visit)
      case .equation(let equation): visit(.equation(equation))
      case .quote(let blocks): blocks.forEachInline(cells: cells, visit)
      case .definitions(let definitions):
        for definition in definitions {
          definition.term.forEachInline(visit)
          for meaning in definition.meanings { meaning.forEachInline(visit) }
        }
      case .list(let list):
        for item in list.items { item.blocks.forEachInline(cells: cells, visit) }
      case .table(let table):
        for cell in table.header { cell.forEachInline(visit) }
        for cell in table.rows.joined() { cell.forEachInline(visit) }
        table.caption.forEachInline(visit)
      case .picture(let picture): picture.picture.caption.forEachInline(visit)
      case .division(let division):
        division.title.forEachInline(visit)
        division.blocks.forEachInline(cells: cells, visit)
      case .cell(let cell) where cells.indices.contains(cell.index):
        cells[cell.index].forEachInline(visit)
      case .code, .html, .rule, .cell: break
      }
    }
  }
}

extension [Block] {
  func forEachBlock(cells: [CellContent], _ visit: (Block) -> Void) {
    for block in self {
      visit(block)
      switch block {
      case .quote(let blocks): blocks.forEachBlock(cells: cells, visit)
      case .list(let list):
        for item in list.items { item.blocks.forEachBlock(cells: cells, visit) }
      case .division(let division): division.blocks.forEachBlock(cells: cells, visit)
      case .cell(let cell) where cells.indices.contains(cell.index):
        for case .blocks(let blocks) in cells[cell.index].outputs {
          blocks.forEachBlock(cells: [], visit)
        }
      default: break
      }
    }
  }
}

extension [Block] {
  /// Calls a function with every heading, in reading order, except those in the outputs of cells.
  func forEachHeading(_ visit: (Heading) -> Void) {
    forEachBlock(cells: []) { if case .heading(let heading) = $0 { visit(heading) } }
  }
}

extension CellContent {
  fileprivate func forEachInline(_ visit: (Inline) -> Void) {
    for output in outputs {
      switch output {
      case .blocks(let blocks): blocks.forEachInline(cells: [], visit)
      case .formula(let formula): visit(.formula(formula))
      case .table(let table):
        for cell in table.header { cell.forEachInline(visit) }
        for cell in table.rows.joined() { cell.forEachInline(visit) }
      case .text, .errorText, .warning, .html, .figure, .failure: break
      }
    }
    caption.forEachInline(visit)
  }
}
