import Literate

extension Document {
  /// Reports every reference and citation that leads nowhere.
  mutating func resolve() {
    var problems: [Diagnostic] = []
    var cited: [String: Bibliography.Work] = [:]
    let labels = targets.keys.sorted()
    forEachInline { inline in
      switch inline {
      case .reference(let reference) where targets[reference.label] == nil:
        problems.append(
          Diagnostic(
            .danglingReference(
              label: reference.label, suggestion: suggestion(for: reference.label, among: labels)),
            at: reference.location))
      case .citation(let citation):
        for item in citation.items {
          if let work = bibliography[item.key] {
            cited[item.key] = work
            continue
          }
          // Without a bibliography "@main" is a word like any other.
          if citation.isNarrative, bibliography.isEmpty { continue }
          problems.append(
            Diagnostic(
              .unknownCitation(
                key: item.key, suggestion: suggestion(for: item.key, among: bibliography.keys)),
              at: item.location))
        }
      default: break
      }
    }
    diagnostics += problems
    citedWorks = cited.values.sorted {
      ($0.longAuthors, $0.year, $0.key) < ($1.longAuthors, $1.year, $1.key)
    }
  }

  /// The formulas, in the order of the source.
  var formulas: [Formula] {
    var result: [Formula] = []
    forEachInline {
      switch $0 {
      case .formula(let formula): result.append(formula)
      case .equation(let equation): result.append(equation.formula)
      default: break
      }
    }
    for work in citedWorks {
      for case .formula(let formula) in work.title { result.append(formula) }
    }
    return result
  }

  /// Calls a function with every inline of the report, in reading order.
  func forEachInline(_ visit: (Inline) -> Void) {
    title.forEachInline(visit)
    subtitle.forEachInline(visit)
    abstract.forEachInline(cells: [], visit)
    for chapter in chapters {
      chapter.title.forEachInline(visit)
      chapter.blocks.forEachInline(cells: chapter.cells, visit)
      for note in chapter.footnotes { note.forEachInline(cells: chapter.cells, visit) }
    }
  }
}

extension [Inline] {
  fileprivate func forEachInline(_ visit: (Inline) -> Void) {
    for inline in self {
      visit(inline)
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .link(_, _, let content):
        content.forEachInline(visit)
      case .image(let picture): picture.caption.forEachInline(visit)
      default: break
      }
    }
  }
}

extension [Block] {
  fileprivate func forEachInline(cells: [CellContent], _ visit: (Inline) -> Void) {
    for block in self {
      switch block {
      case .paragraph(let content): content.forEachInline(visit)
      case .heading(let heading): heading.content.forEachInline(visit)
      case .equation(let equation): visit(.equation(equation))
      case .quote(let blocks): blocks.forEachInline(cells: cells, visit)
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

extension CellContent {
  fileprivate func forEachInline(_ visit: (Inline) -> Void) {
    for output in outputs {
      switch output {
      case .blocks(let blocks): blocks.forEachInline(cells: [], visit)
      case .formula(let formula): visit(.formula(formula))
      case .table(let table):
        for cell in table.header { cell.forEachInline(visit) }
        for cell in table.rows.joined() { cell.forEachInline(visit) }
      case .text, .errorText, .html, .figure, .failure: break
      }
    }
    caption.forEachInline(visit)
  }
}
