import Literate

extension MarkedText {
  /// The placeholder of a new mark.
  mutating func placeholder(for mark: Mark) -> Unicode.Scalar {
    guard marks.count < Mark.limit else { return "\u{FFFD}" }
    marks.append(mark)
    return Mark.placeholder(marks.count - 1)
  }

  /// Takes the marks out of lines between which there is no blank one.
  mutating func markInlines(of paragraph: [SourceLine]) {
    var scanner = InlineScanner(paragraph)
    lines.append(scanner.location(at: 0))
    while let step = scanner.next() {
      switch step {
      case .verbatim(let range):
        for position in range {
          let byte = scanner.bytes[position]
          markdown.append(byte)
          if byte == UInt8(ascii: "\n") { lines.append(scanner.location(at: position + 1)) }
        }
      case .mark(let content, let range):
        let source = String(decoding: scanner.bytes[range], as: UTF8.self)
        let location = scanner.location(at: range.lowerBound)
        let mark = Mark(content: content, source: source, location: location)
        markdown.append(contentsOf: String(placeholder(for: mark)).utf8)
      case .footnote(let name, let isDefinition, let range):
        markdown.append(contentsOf: scanner.bytes[range])
        if isDefinition {
          definedFootnotes.insert(name)
        } else {
          calledFootnotes.append(
            Located(name, at: scanner.location(at: range.lowerBound)))
        }
      case .problem(let problem, let position):
        diagnostics.append(Diagnostic(problem, at: scanner.location(at: position)))
      }
    }
    markdown.append(UInt8(ascii: "\n"))
  }
}

/// Walks over a paragraph and finds what is ours in it.
struct InlineScanner {
  enum Step {
    case verbatim(Range<Int>)
    case mark(Mark.Content, Range<Int>)
    /// A footnote is called or defined: `[^name]`.
    case footnote(String, isDefinition: Bool, Range<Int>)
    case problem(PageProblem, Int)
  }

  /// The paragraph, with `\n` between its lines.
  let bytes: [UInt8]
  private let lines: [SourceLine]
  /// Where each line begins in `bytes`.
  private let starts: [Int]
  private var position = 0

  init(_ lines: [SourceLine]) {
    self.lines = lines
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for line in lines {
      if !starts.isEmpty { bytes.append(UInt8(ascii: "\n")) }
      starts.append(bytes.count)
      bytes.append(contentsOf: line.bytes)
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// Where a byte stands in the source.
  func location(at position: Int) -> SourceLocation {
    let line = lineIndex(at: position)
    return lines[line].location(column: position - starts[line])
  }

  private func lineIndex(at position: Int) -> Int {
    max((starts.firstIndex { $0 > position } ?? starts.count) - 1, 0)
  }

  /// The next stretch of the paragraph; nil at its end.
  mutating func next() -> Step? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count {
      guard Self.isSpecial[Int(bytes[position])] else {
        position += 1
        continue
      }
      if let end = endOfVerbatim(at: position) {
        position = end
      } else if let (step, end) = mark(at: position) {
        if start < position { return .verbatim(start..<position) }
        position = end
        return step
      } else {
        position += 1
      }
    }
    return .verbatim(start..<position)
  }

  /// The bytes at which something can begin.
  private static let isSpecial: [Bool] = (0..<256).map { "\\`$<@[{]".utf8.contains(UInt8($0)) }

  private func byte(_ position: Int) -> UInt8? {
    bytes.indices.contains(position) ? bytes[position] : nil
  }

  // MARK: What stays as it is

  /// The end of an escape, a code span, a tag or a link's address that begins here.
  private func endOfVerbatim(at position: Int) -> Int? {
    switch bytes[position] {
    case UInt8(ascii: "\\"):
      return min(position + 2, bytes.count)
    case UInt8(ascii: "`"):
      return endOfCodeSpan(at: position) ?? position + backticks(at: position)
    case UInt8(ascii: "<"):
      guard let first = byte(position + 1),
        isLetter(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "!"),
        let end = bytes[position...].firstIndex(of: UInt8(ascii: ">"))
      else { return nil }
      return end + 1
    case UInt8(ascii: "]"):
      guard byte(position + 1) == UInt8(ascii: "(") else { return nil }
      var depth = 0
      for index in (position + 1)..<bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"):
          depth -= 1
          if depth == 0 { return index + 1 }
        default: break
        }
      }
      return nil
    default:
      return nil
    }
  }

  private func endOfCodeSpan(at position: Int) -> Int? {
    let run = backticks(at: position)
    var candidate = position + run
    while let open = bytes[candidate...].firstIndex(of: UInt8(ascii: "`")) {
      let length = backticks(at: open)
      if length == run { return open + run }
      candidate = open + length
    }
    return nil
  }

  private func backticks(at position: Int) -> Int {
    bytes[position...].prefix { $0 == UInt8(ascii: "`") }.count
  }

  // MARK: What is ours

  private func mark(at position: Int) -> (Step, end: Int)? {
    switch bytes[position] {
    case UInt8(ascii: "$"):
      byte(position + 1) == UInt8(ascii: "$")
        ? displayedFormula(at: position) : inlineFormula(at: position)
    case UInt8(ascii: "@"): mention(at: position)
    case UInt8(ascii: "["):
      byte(position + 1) == UInt8(ascii: "^")
        ? footnote(at: position) : bracketedCitation(at: position)
    case UInt8(ascii: "{"):
      Attributes.read(bytes[position...], location: location(at:)).map {
        (.mark(.attributes($0), position..<position + $1), position + $1)
      }
    default: nil
    }
  }

  /// Pandoc's rule: no space inside the dollars, no digit after them; so "$5 and $6" is money.
  private func inlineFormula(at start: Int) -> (Step, end: Int)? {
    guard let first = byte(start + 1), !isSpace(first) else { return nil }
    var index = start + 1
    while let current = byte(index) {
      if current == UInt8(ascii: "\\") {
        index += 2
      } else if current == UInt8(ascii: "`"), endOfCodeSpan(at: index) != nil {
        return nil
      } else if current != UInt8(ascii: "$") {
        index += 1
      } else if isSpace(bytes[index - 1]) || byte(index + 1).map(isDigit) == true {
        return nil
      } else {
        let formula = MarkedFormula(pieces: pieces(of: start + 1..<index), isDisplay: false)
        return (.mark(.formula(formula), start..<index + 1), index + 1)
      }
    }
    return nil
  }

  private func displayedFormula(at start: Int) -> (Step, end: Int)? {
    var index = start + 2
    while let current = byte(index) {
      if current == UInt8(ascii: "\\") {
        index += 2
      } else if current == UInt8(ascii: "$"), byte(index + 1) == current {
        var formula = MarkedFormula(pieces: pieces(of: start + 2..<index), isDisplay: true)
        var end = index + 2
        let brace = bytes[end...].drop { $0 == UInt8(ascii: " ") }
        if brace.first == UInt8(ascii: "{"),
          let (attributes, length) = Attributes.read(brace, location: location(at:))
        {
          formula.attributes = attributes
          end = brace.startIndex + length
        }
        return (.mark(.formula(formula), start..<end), end)
      } else {
        index += 1
      }
    }
    return (.problem(.unclosedFormula, start), start + 2)
  }

  private func footnote(at start: Int) -> (Step, end: Int)? {
    guard let close = bytes[start...].firstIndex(of: UInt8(ascii: "]")), close > start + 2,
      !bytes[start..<close].contains(where: isSpace)
    else { return nil }
    let name = String(decoding: bytes[(start + 2)..<close], as: UTF8.self).lowercased()
    return (
      .footnote(name, isDefinition: isDefinition(start, close), start..<close + 1), close + 1
    )
  }

  /// Whether brackets define a footnote or a link: at the beginning of a line, with a colon after them.
  private func isDefinition(_ start: Int, _ close: Int) -> Bool {
    let line = lineIndex(at: start)
    return start == starts[line] + lines[line].prefixLength && byte(close + 1) == UInt8(ascii: ":")
  }

  /// The lines of a formula, without the `>` of a quote around it, split at expressions.
  private func pieces(of range: Range<Int>) -> [MarkedFormula.Piece] {
    let first = lineIndex(at: range.lowerBound)
    let isQuoted = lines[first].bytes[..<lines[first].prefixLength].contains(UInt8(ascii: ">"))
    var pieces: [MarkedFormula.Piece] = []
    for line in first..<lines.count where line == first || starts[line] < range.upperBound {
      var from = max(range.lowerBound, starts[line])
      if line > first, isQuoted { from = min(from + lines[line].prefixLength, range.upperBound) }
      let to = min(range.upperBound, starts[line] + lines[line].bytes.count)
      from = min(from, to)
      var startsLine = line > first
      repeat {
        // Only a placeholder of an expression begins with this byte.
        let end =
          byte(from) == 0xF4 && from < to
          ? min(from + 4, to) : bytes[from..<to].firstIndex(of: 0xF4) ?? to
        pieces.append(
          MarkedFormula.Piece(
            tex: String(decoding: bytes[from..<end], as: UTF8.self), location: location(at: from),
            startsLine: startsLine))
        startsLine = false
        from = end
      } while from < to
    }
    return pieces
  }

  /// `@fig-climb` or `@dempster1977`, but no address of a mailbox.
  private func mention(at start: Int) -> (Step, end: Int)? {
    if start > 0, !Self.mayPrecedeMention(bytes[start - 1]) { return nil }
    let end = endOfKey(from: start + 1)
    guard end > start + 1 else { return nil }
    let key = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    let place = location(at: start)
    if LabelKind(label: key) != nil {
      return (.mark(.reference(Reference(label: key, location: place)), start..<end), end)
    }
    let citation = Citation(items: [.init(key: key, location: place)], isNarrative: true)
    return (.mark(.citation(citation), start..<end), end)
  }

  /// `[see @dempster1977, p. 3; @neal1998]`, or `[-@fig-climb]`.
  private func bracketedCitation(at start: Int) -> (Step, end: Int)? {
    guard let close = bytes[start...].firstIndex(of: UInt8(ascii: "]")),
      !bytes[(start + 1)..<close].contains(UInt8(ascii: "[")),
      bytes[(start + 1)..<close].contains(UInt8(ascii: "@")),
      byte(close + 1).map({ "([".utf8.contains($0) }) != true,
      !isDefinition(start, close)
    else { return nil }
    var items: [Citation.Item] = []
    for part in bytes[(start + 1)..<close].split(separator: UInt8(ascii: ";")) {
      guard let at = part.firstIndex(of: UInt8(ascii: "@")),
        at == part.startIndex || Self.mayPrecedeMention(part[at - 1])
      else { return nil }
      let end = min(endOfKey(from: at + 1), part.endIndex)
      guard end > at + 1 else { return nil }
      var prefix = part[..<at]
      let isYearOnly = prefix.last == UInt8(ascii: "-")
      if isYearOnly { prefix.removeLast() }
      items.append(
        Citation.Item(
          prefix: trimmed(prefix), key: String(decoding: bytes[(at + 1)..<end], as: UTF8.self),
          suffix: trimmed(part[end...].drop { $0 == UInt8(ascii: ",") }), isYearOnly: isYearOnly,
          location: location(at: at)))
    }
    guard let only = items.first else { return nil }
    if LabelKind(label: only.key) != nil {
      guard items.count == 1, only.prefix.isEmpty, only.suffix.isEmpty else { return nil }
      let reference = Reference(
        label: only.key, isNumberOnly: only.isYearOnly, location: only.location)
      return (.mark(.reference(reference), start..<close + 1), close + 1)
    }
    let citation = Citation(items: items, isNarrative: false)
    return (.mark(.citation(citation), start..<close + 1), close + 1)
  }

  /// The end of a key or label; without the punctuation of the sentence.
  private func endOfKey(from start: Int) -> Int {
    var end = start
    while let current = byte(end), current < 0x80, isNameByte(current) { end += 1 }
    while end > start, ".:/-_".utf8.contains(bytes[end - 1]) { end -= 1 }
    guard let first = byte(start), isLetter(first) || first == UInt8(ascii: "_") else {
      return start
    }
    return end
  }

  private static func mayPrecedeMention(_ byte: UInt8) -> Bool {
    byte >= 0x80 || " \t\n([{\"'*_-,;~".utf8.contains(byte)
  }

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.drop(while: isSpace)
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private func isSpace(_ byte: UInt8) -> Bool { " \t\n".utf8.contains(byte) }

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte }

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte | 0x20
}
