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
        append(scanner.bytes[range])
        for position in range where scanner.bytes[position] == UInt8(ascii: "\n") {
          lines.append(scanner.location(at: position + 1))
        }
      case .mark(let content, let range):
        let source = String(decoding: scanner.bytes[range], as: UTF8.self)
        let location = scanner.location(at: range.lowerBound)
        let mark = Mark(content: content, source: source, location: location)
        markdown.append(contentsOf: String(placeholder(for: mark)).utf8)
      case .emphasis(let isBefore, let range):
        let letter = Mark(
          content: .text(""), source: "", location: scanner.location(at: range.lowerBound))
        if isBefore { markdown.append(contentsOf: String(placeholder(for: letter)).utf8) }
        append(scanner.bytes[range])
        if !isBefore { markdown.append(contentsOf: String(placeholder(for: letter)).utf8) }
      case .note(let range):
        let name = "\(Self.inlineNote)\(inlineNotes.count + 1)"
        inlineNotes.append((name, scanner.lines(in: range)))
        markdown.append(contentsOf: "[^\(name)]".utf8)
      case .footnote(let name, let isDefinition, let range):
        if !isDefinition, let index = notes[name] {
          let mark = Mark(
            content: .footnote(index), source: "", location: scanner.location(at: range.lowerBound))
          markdown.append(contentsOf: String(placeholder(for: mark)).utf8)
          continue
        }
        markdown.append(contentsOf: scanner.bytes[range])
        if isDefinition {
          if !definedFootnotes.contains(name) { definedFootnotes.append(name) }
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
    /// A run of signs of emphasis with a letter before or after it.
    case emphasis(isBefore: Bool, Range<Int>)
    /// A footnote where it is called: `^[text]`; the range is that of the text.
    case note(Range<Int>)
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
  /// The bracket that closes each opening one, where there are notes in brackets.
  private var pairs: [Int: Int] = [:]
  /// Where closing brackets are.
  private let closings: [Int]

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
    closings = bytes.indices.filter { bytes[$0] == UInt8(ascii: "]") }
    let hasNotes = zip(bytes, bytes.dropFirst()).contains {
      $0 == UInt8(ascii: "^") && $1 == UInt8(ascii: "[")
    }
    if hasNotes { pairs = bracketPairs() }
  }

  /// The first closing bracket from a place on.
  private func closing(from position: Int) -> Int? {
    var (low, high) = (0, closings.count)
    while low < high {
      let middle = (low + high) / 2
      if closings[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < closings.count ? closings[low] : nil
  }

  /// Where a byte stands in the source.
  func location(at position: Int) -> SourceLocation {
    let line = lineIndex(at: position)
    return lines[line].location(column: position - starts[line])
  }

  private func lineIndex(at position: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return low
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
  private static let isSpecial: [Bool] = (0..<256).map { "\\`$<@[{]^~*".utf8.contains(UInt8($0)) }

  private func byte(_ position: Int) -> UInt8? {
    bytes.indices.contains(position) ? bytes[position] : nil
  }

  // MARK: What stays as it is

  /// The end of an escape, a code span, a tag or a link's address that begins here.
  private func endOfVerbatim(at position: Int) -> Int? {
    switch bytes[position] {
    case UInt8(ascii: "\\"):
      return environment(at: position) == nil && texReference(at: position) == nil
        ? min(position + 2, bytes.count) : nil
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
    case UInt8(ascii: "\\"): environment(at: position) ?? texReference(at: position)
    case UInt8(ascii: "^"):
      byte(position + 1) == UInt8(ascii: "[") ? inlineNote(at: position) : script(at: position)
    case UInt8(ascii: "~"): script(at: position) ?? flanking(at: position)
    case UInt8(ascii: "*"): flanking(at: position)
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

  /// `$x$`, or GitHub's `` $`x`$ ``.
  ///
  /// Pandoc's rule: no space inside the dollars, no digit after them; so "$5 and $6" is money.
  private func inlineFormula(at start: Int) -> (Step, end: Int)? {
    guard let first = byte(start + 1), !isSpace(first) else { return nil }
    if first == UInt8(ascii: "`") {
      let close = (start + 2..<bytes.count).first {
        bytes[$0] == first && byte($0 + 1) == UInt8(ascii: "$")
      }
      guard let close, close > start + 2 else { return nil }
      let formula = MarkedFormula(pieces: pieces(of: start + 2..<close), isDisplay: false)
      return (.mark(.formula(formula), start..<close + 2), close + 2)
    }
    // A dollar sign in braces belongs to the formula: `$\text{if $x > 0$}$`.
    guard
      let end = endOfInlineFormula(at: start, inBraces: false)
        ?? endOfInlineFormula(at: start, inBraces: true)
    else { return nil }
    let formula = MarkedFormula(pieces: pieces(of: start + 1..<end), isDisplay: false)
    return (.mark(.formula(formula), start..<end + 1), end + 1)
  }

  /// The dollar sign that ends a formula.
  private func endOfInlineFormula(at start: Int, inBraces: Bool) -> Int? {
    var (index, depth) = (start + 1, 0)
    while let current = byte(index) {
      switch current {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`") where endOfCodeSpan(at: index) != nil: return nil
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "$") where inBraces || depth <= 0:
        return isSpace(bytes[index - 1]) || byte(index + 1).map(isDigit) == true ? nil : index
      default: break
      }
      index += 1
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
        let end = withAttributes(&formula, from: index + 2)
        return (.mark(.formula(formula), start..<end), end)
      } else {
        index += 1
      }
    }
    return (.problem(.unclosedFormula, start), start + 2)
  }

  /// `\begin{align} … \end{align}` without dollar signs, at the beginning of a line.
  private func environment(at start: Int) -> (Step, end: Int)? {
    let line = lineIndex(at: start)
    guard start == starts[line] + lines[line].prefixLength,
      let name = group(after: "\\begin", at: start), Self.environments.contains(name)
    else { return nil }
    let ending = Array("\\end{\(name)}".utf8)
    guard let close = (start..<bytes.count).first(where: { bytes[$0...].starts(with: ending) })
    else { return (.problem(.unclosedFormula, start), start + 6) }
    let end = close + ending.count
    var formula = MarkedFormula(pieces: pieces(of: start..<end), isDisplay: true)
    let after = withAttributes(&formula, from: end)
    return (.mark(.formula(formula), start..<after), after)
  }

  private static let environments: Set<String> = {
    let numbered = ["equation", "align", "gather", "alignat"]
    return Set(numbered + numbered.map { "\($0)*" })
  }()

  /// `\eqref{eq-x}` or `\ref{fig-x}` outside a formula.
  private func texReference(at start: Int) -> (Step, end: Int)? {
    for command in ["\\eqref", "\\ref"] {
      guard let name = group(after: command, at: start) else { continue }
      let end = start + command.utf8.count + name.utf8.count + 2
      let reference = Reference(label: name, isNumberOnly: true, location: location(at: start))
      return (.mark(.reference(reference), start..<end), end)
    }
    return nil
  }

  /// The text in braces after a command.
  private func group(after command: String, at start: Int) -> String? {
    let name = Array(command.utf8)
    guard bytes[start...].starts(with: name), byte(start + name.count) == UInt8(ascii: "{"),
      let close = bytes[start...].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return String(decoding: bytes[(start + name.count + 1)..<close], as: UTF8.self)
  }

  /// Reads the braces after a displayed formula.
  ///
  /// - Returns: Where they end.
  private func withAttributes(_ formula: inout MarkedFormula, from end: Int) -> Int {
    let brace = bytes[end...].drop { $0 == UInt8(ascii: " ") }
    guard brace.first == UInt8(ascii: "{"),
      let (attributes, length) = Attributes.read(brace, location: location(at:))
    else { return end }
    formula.attributes = attributes
    return brace.startIndex + length
  }

  /// `H~2~O` or `x^2^`: letters, digits and signs.
  private func script(at start: Int) -> (Step, end: Int)? {
    let sign = bytes[start]
    guard start == 0 || bytes[start - 1] != sign, byte(start + 1) != sign,
      let close = bytes[(start + 1)...].firstIndex(of: sign), byte(close + 1) != sign
    else { return nil }
    let content = bytes[(start + 1)..<close]
    let text = String(decoding: content, as: UTF8.self)
    guard text.allSatisfy({ $0.isLetter || $0.isNumber || "+-−.,".contains($0) }) else {
      return nil
    }
    let mark: Mark.Content = sign == UInt8(ascii: "~") ? .`subscript`(text) : .superscript(text)
    return (.mark(mark, start..<close + 1), close + 1)
  }

  /// A run of `*` or `~` between punctuation and a letter of Chinese, Japanese or Korean.
  ///
  /// In `**「強調」**です` CommonMark sees no end of emphasis, since these languages
  /// have no spaces; a mark without content, which counts as a letter, changes that.
  private func flanking(at start: Int) -> (Step, end: Int)? {
    let end = bytes[start...].firstIndex { $0 != bytes[start] } ?? bytes.count
    guard let before = scalar(endingAt: start), let after = scalar(at: end) else { return nil }
    if before.isPunctuation, after.isIdeographic {
      return (.emphasis(isBefore: true, start..<end), end)
    }
    if before.isIdeographic, after.isPunctuation {
      return (.emphasis(isBefore: false, start..<end), end)
    }
    return nil
  }

  private func scalar(at position: Int) -> Unicode.Scalar? {
    String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  private func scalar(endingAt position: Int) -> Unicode.Scalar? {
    var start = position - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : scalar(at: start)
  }

  /// A note where it is called: `^[text]`, in brackets that match.
  private func inlineNote(at start: Int) -> (Step, end: Int)? {
    guard let close = pairs[start + 1], close > start + 2 else { return nil }
    return (.note(start + 2..<close), close + 1)
  }

  /// The bracket that closes each opening one, escapes and code spans aside.
  private func bracketPairs() -> [Int: Int] {
    var (pairs, open, index) = ([Int: Int](), [Int](), 0)
    while let current = byte(index) {
      switch current {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "]"): if let start = open.popLast() { pairs[start] = index }
      case UInt8(ascii: "`"): index = (endOfCodeSpan(at: index) ?? index + backticks(at: index)) - 1
      default: break
      }
      index += 1
    }
    return pairs
  }

  /// The lines of a part of the paragraph.
  func lines(in range: Range<Int>) -> [SourceLine] {
    (lineIndex(at: range.lowerBound)..<lines.count).prefix { starts[$0] < range.upperBound }.map {
      let line = lines[$0]
      let from = max(range.lowerBound - starts[$0], 0)
      let to = min(range.upperBound - starts[$0], line.bytes.count)
      return SourceLine(
        bytes: Array(line.bytes[min(from, to)..<to]), prose: line.prose, number: line.number,
        start: line.start + from)
    }
  }

  private func footnote(at start: Int) -> (Step, end: Int)? {
    guard let close = closing(from: start), close > start + 2,
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
    let (locator, after) = locator(from: end) ?? ("", end)
    let item = Citation.Item(key: key, suffix: locator, location: place)
    return (.mark(.citation(Citation(items: [item], isNarrative: true)), start..<after), after)
  }

  /// The brackets after a mention: `@dempster1977 [p. 3]`.
  private func locator(from start: Int) -> (String, end: Int)? {
    guard byte(start) == UInt8(ascii: " "), byte(start + 1) == UInt8(ascii: "["),
      let close = closing(from: start),
      !bytes[(start + 2)..<close].contains(where: { "@[^{$`".utf8.contains($0) }),
      byte(close + 1).map({ "([{".utf8.contains($0) }) != true
    else { return nil }
    let text = trimmed(bytes[(start + 2)..<close])
    return text.isEmpty ? nil : (text, close + 1)
  }

  /// `[see @dempster1977, p. 3; @neal1998]`, or `[-@fig-climb]`.
  private func bracketedCitation(at start: Int) -> (Step, end: Int)? {
    guard let close = closing(from: start),
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
      let (key, end) = bracketedKey(in: part[(at + 1)...])
      guard !key.isEmpty else { return nil }
      var prefix = part[..<at]
      let isYearOnly = prefix.last == UInt8(ascii: "-")
      if isYearOnly { prefix.removeLast() }
      items.append(
        Citation.Item(
          prefix: trimmed(prefix), key: key,
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

  /// A key in brackets can have any character that BibTeX allows: `@10.1145/3426744`, `@a+b`, and
  /// in braces also spaces and commas, `@{a b}`.
  private func bracketedKey(in part: ArraySlice<UInt8>) -> (String, end: Int) {
    if part.first == UInt8(ascii: "{"), let close = part.firstIndex(of: UInt8(ascii: "}")) {
      return (String(decoding: part[(part.startIndex + 1)..<close], as: UTF8.self), close + 1)
    }
    var end = part.firstIndex { isSpace($0) || $0 == UInt8(ascii: ",") } ?? part.endIndex
    while end > part.startIndex, ".:/-_?!".utf8.contains(bytes[end - 1]) { end -= 1 }
    return (String(decoding: bytes[part.startIndex..<end], as: UTF8.self), end)
  }

  /// The end of a key or label; without the punctuation of the sentence.
  private func endOfKey(from start: Int) -> Int {
    var end = start
    while let current = byte(end) {
      if current < 0x80 {
        guard isNameByte(current) else { break }
        end += 1
      } else {
        // Letters of scripts that separate their words; others would take the next word along.
        guard let scalar = scalar(at: end), scalar.properties.isAlphabetic, scalar.value < 0x2E80
        else { break }
        end += String(scalar).utf8.count
      }
    }
    while end > start, ".:/-_".utf8.contains(bytes[end - 1]) { end -= 1 }
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

extension Unicode.Scalar {
  /// Whether it is a letter of Chinese, Japanese or Korean.
  fileprivate var isIdeographic: Bool {
    value >= 0x2E80 && value < 0xF0000 && properties.isAlphabetic
  }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .dashPunctuation, .connectorPunctuation:
      self != "*" && self != "~" && self != "\\"
    default: false
    }
  }
}
