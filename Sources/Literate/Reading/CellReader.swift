internal import SwiftSyntax

/// Groups the lines of a Swift notebook into cells.
struct CellReader {
  let file: SourceFile
  let table: LineTable
  let kinds: LineKinds
  let listing: [ListingLine]
  let statements: [CodeCell.Statement]
  var reader: ProseReader
  var defaults: CellOptions
  var frontMatter = FrontMatter()
  var cells: [Cell] = []
  /// The number of code cells in `cells`.
  var codeCells = 0
  /// The index of the first statement that is not in a cell yet.
  var nextStatement = 0
  /// Whether only comments have been read so far.
  var frontMatterMayFollow = true

  init(
    file: SourceFile, tree: SourceFileSyntax, table: LineTable, reader: ProseReader,
    defaults: CellOptions
  ) {
    self.file = file
    self.table = table
    self.reader = reader
    self.defaults = defaults
    kinds = LineKinds(of: tree, text: file.text, lines: file.lines, table: table)
    listing = SwiftListing.lines(of: tree, text: file.text)
    statements = CodeCell.statements(of: tree, in: file, table)
  }

  mutating func read() {
    for line in kinds.strayProse {
      let column = file.lines[line - 1].prefix { $0 == " " || $0 == "\t" }.utf8.count + 1
      reader.diagnostics.append(
        Diagnostic(
          .proseInsideCode, at: file.location(line: line, column: column), severity: .warning))
    }
    var line = 1
    var title: String?
    var options: [ProseReader.Line] = []
    while line <= file.lines.count {
      switch kinds.kinds[line - 1] {
      case .prose, .blockProse:
        reportUnused(&options)
        title = nil
        line = readProse(from: line)
      case .option(let column):
        options.append(self.line(line, from: column))
        line += 1
      case .cellBreak(let text):
        reportUnused(&options)
        title = text
        line += 1
      case .code:
        if isBlank(line) {
          line += 1
        } else {
          line = readCode(from: line, title: title, options: options)
          title = nil
          options = []
        }
      }
    }
    reportUnused(&options)
  }

  private func isBlank(_ line: Int) -> Bool {
    file.lines[line - 1].allSatisfy(\.isWhitespace)
  }

  private func line(_ number: Int, from column: Int) -> ProseReader.Line {
    let text = file.lines[number - 1]
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: min(column - 1, text.utf8.count))
    return ProseReader.Line(text: text[start...], number: number, column: column)
  }

  private mutating func reportUnused(_ options: inout [ProseReader.Line]) {
    if let first = options.first {
      reader.diagnostics.append(
        Diagnostic(
          .optionsWithoutCode, at: file.location(line: first.number, column: first.column)))
    }
    options = []
  }

  /// Reads consecutive prose lines.
  ///
  /// A blank line between two `//:` comments separates paragraphs.
  private mutating func readProse(from first: Int) -> Int {
    var lines: [ProseReader.Line] = []
    var next = first
    while next <= file.lines.count {
      switch kinds.kinds[next - 1] {
      case .prose(let column):
        lines.append(line(next, from: column))
      case .blockProse(let columns):
        var part = line(next, from: columns.lowerBound)
        if columns.upperBound < Int.max {
          part.text = Substring(part.text.utf8.prefix(columns.count))
        }
        warnOfMathematics(part)
        lines.append(part)
      case .code where isBlank(next) && proseFollows(next):
        lines.append(ProseReader.Line(text: "", number: next, column: 1))
      default:
        append(lines)
        return next
      }
      next += 1
    }
    append(lines)
    return next
  }

  private mutating func append(_ lines: [ProseReader.Line]) {
    var rest = lines[...]
    // A license or a shebang may come before it.
    if frontMatterMayFollow, let yaml = takeFrontMatter(&rest, &reader) {
      let remainder = frontMatter.read(yaml, place: .chapter, cells: defaults, with: &reader)
      defaults = remainder.cells
    }
    frontMatterMayFollow = false
    reportMisplacedFrontMatter(rest)
    guard rest.contains(where: { !$0.text.allSatisfy(\.isWhitespace) }) else { return }
    cells.append(.prose(reader.prose(reader.including(Array(rest)))))
  }

  /// In Markdown, `---` around `name: value` lines would become a rule and a heading.
  private mutating func reportMisplacedFrontMatter(_ lines: ArraySlice<ProseReader.Line>) {
    let lines = lines.drop { trimmed($0.text) != "---" }
    guard let first = lines.first, let next = lines.dropFirst().first,
      let name = trimmed(next.text).split(separator: ":", maxSplits: 1).first,
      trimmed(next.text).contains(":"),
      OptionSchema.all.contains(where: { $0.name == name && $0.places.contains(.chapter) }),
      lines.dropFirst().contains(where: { trimmed($0.text) == "---" })
    else { return }
    reader.diagnostics.append(
      Diagnostic(
        .misplacedFrontMatter, at: file.location(line: first.number, column: first.column)))
  }

  private func proseFollows(_ line: Int) -> Bool {
    for next in line..<file.lines.count where !isBlank(next + 1) {
      switch kinds.kinds[next] {
      case .prose, .blockProse: return true
      default: return false
      }
    }
    return false
  }

  private mutating func warnOfMathematics(_ line: ProseReader.Line) {
    guard let dollar = line.text.utf8.firstIndex(of: UInt8(ascii: "$")) else { return }
    let column = line.column + line.text.utf8.distance(from: line.text.utf8.startIndex, to: dollar)
    reader.diagnostics.append(
      Diagnostic(
        .mathInBlockComment, at: file.location(line: line.number, column: column),
        severity: .warning))
  }

  /// Reads the lines up to the next prose, option block or cell break.
  private mutating func readCode(
    from first: Int, title: String?, options block: [ProseReader.Line]
  ) -> Int {
    var next = first
    while next <= file.lines.count, kinds.kinds[next - 1] == .code { next += 1 }
    var last = next - 1
    while isBlank(last) { last -= 1 }
    var options = defaults
    options.read(block, with: &reader)
    var shown = listing[(first - 1)..<min(last, listing.count)].filter {
      !kinds.hidden.contains($0.number)
    }
    while shown.last?.text.allSatisfy(\.isWhitespace) == true { shown.removeLast() }
    while shown.first?.text.allSatisfy(\.isWhitespace) == true { shown.removeFirst() }
    let own = statements[nextStatement...].prefix { $0.location.line <= last }
    nextStatement += own.count
    if !own.isEmpty { frontMatterMayFollow = false }
    cells.append(
      .code(
        CodeCell(
          index: codeCells, title: title, options: options, lines: first...last, listing: shown,
          statements: Array(own))))
    codeCells += 1
    return next
  }
}
