import Literate

extension Document {
  /// Numbers chapters, sections, figures, tables, equations and statements in one pass, and records
  /// the targets of labels.
  ///
  /// In a report of several chapters, a number begins with the chapter's: Figure 2.3.
  mutating func number() {
    var numbering = Numbering()
    var footnotes = 0
    var (plain, appendices) = (0, 0)
    for index in chapters.indices {
      chapters[index].index = index
      if let part = chapters[index].part {
        chapters[index].part = numbering.beginning(part)
      }
      // A report's only chapter may have a title, but needs no number.
      if chapters.count > 1 || !chapters[index].title.isEmpty {
        var number: String?
        if chapters[index].isAppendix {
          appendices += 1
          number = letter(appendices - 1).uppercased()
        } else if chapters.count > 1 {
          plain += 1
          number = "\(plain)"
        }
        numbering.beginChapter(&chapters[index], number: number)
      } else {
        numbering.register(titleOf: chapters[index], title)
      }
      numbering.number(&chapters[index].blocks, cells: chapters[index].cells)
      for note in chapters[index].footnotes.indices {
        numbering.number(&chapters[index].footnotes[note], cells: chapters[index].cells)
      }
      number(footnotesOf: index, after: footnotes)
      footnotes += chapters[index].footnoteNumbers.count
    }
    targets = numbering.targets
    diagnostics += numbering.diagnostics
  }

  /// Numbers the footnotes of a chapter in reading order.
  private mutating func number(footnotesOf index: Int, after count: Int) {
    let chapter = chapters[index]
    var order: [Int] = []
    func visit(_ inline: Inline) {
      if case .footnote(let note) = inline, !order.contains(note) { order.append(note) }
    }
    if index == 0 { title.forEachInline(visit) }
    chapter.title.forEachInline(visit)
    chapter.blocks.forEachInline(cells: chapter.cells, visit)
    var position = 0
    while position < order.count {
      if chapter.footnotes.indices.contains(order[position]) {
        chapter.footnotes[order[position]].forEachInline(cells: chapter.cells, visit)
      }
      position += 1
    }
    for (position, note) in order.enumerated() {
      chapters[index].footnoteNumbers[note] = count + position + 1
    }
  }
}

/// The counters of a report.
private struct Numbering {
  var targets: [String: CrossReferenceTarget] = [:]
  var diagnostics: [Diagnostic] = []
  private var parts = 0
  private var chapter: String?
  private var counters: [LabelKind: Int] = [:]
  /// The Markdown levels of the open sections.
  private var openLevels: [Int] = []
  /// The numbers of the open sections below the first level.
  private var sections: [Int] = []
  /// The number of the open section of the first level.
  private var section = ""
  /// The number of first-level sections, and of appendices.
  private var sectionCount = 0
  private var appendices = 0
  private var headings = 0

  /// Numbers a part with a Roman numeral, independent of chapters.
  mutating func beginning(_ part: DocumentPart) -> DocumentPart {
    parts += 1
    var part = part
    part.target.number = roman(parts)
    return part
  }

  mutating func beginChapter(_ content: inout DocumentChapter, number: String?) {
    chapter = number
    counters = [:]
    openLevels = []
    sections = []
    (section, sectionCount, appendices) = ("", 0, 0)
    content.target.number = number ?? ""
    register(
      content.target, kind: .section, title: content.title, isAppendix: content.isAppendix)
  }

  /// Registers the label of the heading that became the title of the report.
  mutating func register(titleOf content: DocumentChapter, _ title: [Inline]) {
    register(content.target, kind: .section, title: title)
  }

  mutating func number(_ blocks: inout [Block], cells: [CellContent]) {
    for index in blocks.indices {
      switch blocks[index] {
      case .heading(var heading):
        number(&heading)
        blocks[index] = .heading(heading)
      case .equation(var equation):
        number(&equation)
        blocks[index] = .equation(equation)
      case .table(var table):
        number(&table.target, kind: .table)
        blocks[index] = .table(table)
      case .picture(var picture):
        number(&picture.target, kind: .figure)
        blocks[index] = .picture(picture)
      case .cell(var cell) where cells.indices.contains(cell.index):
        cell.target.label = cells[cell.index].label
        if let label = cell.target.label, let kind = LabelKind(label: label.value) {
          number(&cell.target, kind: kind)
          registerPanels(of: cells[cell.index], label: label, target: cell.target)
        }
        blocks[index] = .cell(cell)
      case .division(var division):
        number(&division, cells: cells)
        blocks[index] = .division(division)
      case .quote(var content):
        number(&content, cells: cells)
        blocks[index] = .quote(content)
      case .list(var list):
        for item in list.items.indices { number(&list.items[item].blocks, cells: cells) }
        blocks[index] = .list(list)
      default: break
      }
    }
  }

  /// The depth of a section is the number of sections around it, regardless of the Markdown levels,
  /// so the headings of a page never skip a level.
  private mutating func number(_ heading: inout Heading) {
    while let last = openLevels.last, last >= heading.level { openLevels.removeLast() }
    openLevels.append(heading.level)
    heading.depth = openLevels.count
    heading.index = headings
    headings += 1
    if heading.isAppendix, heading.depth > 1 || chapter != nil {
      let problem = ReadingProblem.misplacedOption(
        name: ".appendix",
        allowedIn: "the heading of a chapter, or of the first level in a report of one chapter")
      if let label = heading.target.label {
        diagnostics.append(Diagnostic(problem, at: label.location))
      }
      heading.isAppendix = false
    }
    if heading.isNumbered { heading.target.number = nextNumber(of: heading) }
    register(
      heading.target, kind: .section, title: heading.content, isAppendix: heading.isAppendix)
  }

  /// The next number of a section, or letter of an appendix.
  private mutating func nextNumber(of heading: Heading) -> String {
    if heading.depth == 1 {
      sections = []
      if heading.isAppendix {
        appendices += 1
        section = letter(appendices - 1).uppercased()
      } else {
        sectionCount += 1
        section = "\(sectionCount)"
      }
    } else {
      if section.isEmpty { section = "0" }
      let count = heading.depth - 1
      sections = Array((sections + Array(repeating: 0, count: count)).prefix(count))
      sections[count - 1] += 1
    }
    return ([chapter, section].compactMap(\.self) + sections.map(String.init))
      .joined(separator: ".")
  }

  private mutating func number(_ division: inout Division, cells: [CellContent]) {
    if case .statement(let kind) = division.kind {
      if division.target.label != nil || kind.isAlwaysNumbered {
        division.target.number = next(kind)
      }
      register(division.target, kind: kind, title: division.title)
    }
    number(&division.blocks, cells: cells)
  }

  /// A formula has one number, or one for each labeled line.
  private mutating func number(_ equation: inout Equation) {
    for row in equation.rows.indices { number(&equation.rows[row].target, kind: .equation) }
    if let first = equation.rows.first?.target {
      let numbers = equation.rows.compactMap { row in
        row.target.label.map { ($0.value, row.target.number) }
      }
      equation.formula.number(Dictionary(numbers) { first, _ in first })
      // A label of the whole formula refers to the number of its first line.
      if equation.target.label != nil {
        register(
          Target(label: equation.target.label, number: first.number), kind: .equation, title: [])
      }
    } else {
      number(&equation.target, kind: .equation)
    }
  }

  /// Numbers an element if it has a label, unless the author set the number.
  private mutating func number(_ target: inout Target, kind: LabelKind) {
    guard target.label != nil else { return }
    if target.number.isEmpty { target.number = next(kind) }
    register(target, kind: kind, title: [])
  }

  /// The panels of a figure can also be referred to by their letters: `fig-climb-a`.
  private mutating func registerPanels(of cell: CellContent, label: Located<String>, target: Target)
  {
    for case .figure(let figure) in cell.outputs where !figure.letter.isEmpty {
      let name = "\(label.value)-\(figure.letter)"
      let panel = Target(
        label: Located(name, at: label.location),
        number: target.number + figure.letter)
      register(panel, kind: .figure, title: [])
    }
  }

  private mutating func next(_ kind: LabelKind) -> String {
    counters[kind, default: 0] += 1
    return (chapter.map { "\($0)." } ?? "") + "\(counters[kind, default: 0])"
  }

  private mutating func register(
    _ target: Target, kind: LabelKind, title: [Inline], isAppendix: Bool = false
  ) {
    guard let label = target.label else { return }
    if let first = targets[label.value] {
      diagnostics.append(
        Diagnostic(
          .duplicateLabel(label: label.value), at: label.location, related: [first.location]))
      return
    }
    targets[label.value] = CrossReferenceTarget(
      kind: kind, number: target.number, isAppendix: isAppendix, title: title,
      location: label.location)
  }
}

/// A positive number as a Roman numeral.
func roman(_ number: Int) -> String {
  let numerals = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]
  var rest = number
  var text = ""
  for (value, numeral) in numerals {
    while rest >= value {
      text += numeral
      rest -= value
    }
  }
  return text
}

extension LabelKind {
  /// Whether it is numbered even without a label.
  fileprivate var isAlwaysNumbered: Bool { isStatement && self != .remark && self != .solution }
}
