import Literate

/// Scans a paragraph for syntax that is not Markdown.
struct InlineScanner {
  enum Step {
    case verbatim(Range<Int>)
    case mark(Marker.Content, Range<Int>)
    /// A run of emphasis characters with a letter before or after it.
    case emphasis(isBefore: Bool, Range<Int>)
    /// An inline footnote, `^[text]`, with the range of the text.
    case note(Range<Int>)
    /// The call or definition of a footnote: `[^name]`.
    case footnote(String, isDefinition: Bool, Range<Int>)
    case problem(PageProblem, Int)
  }

  /// The paragraph, with `\n` between its lines.
  let bytes: [UInt8]
  let lines: [SourceLine]
  /// The offsets of the lines in `bytes`.
  let starts: [Int]
  private var position = 0
  /// The matching closing bracket of each opening bracket, if there are inline footnotes.
  private(set) var pairs: [Int: Int] = [:]
  /// The positions of closing brackets.
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

  /// The first closing bracket at or after a position.
  func closing(from position: Int) -> Int? {
    var (low, high) = (0, closings.count)
    while low < high {
      let middle = (low + high) / 2
      if closings[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < closings.count ? closings[low] : nil
  }

  /// The source location of a byte.
  func location(at position: Int) -> SourceLocation {
    let line = lineIndex(at: position)
    return lines[line].location(column: position - starts[line])
  }

  func lineIndex(at position: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// The next part of the paragraph; nil at its end.
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

  /// The bytes that can begin special syntax.
  private static let isSpecial: [Bool] = (0..<256).map { "\\`$<@[{]^~*".utf8.contains(UInt8($0)) }

  func byte(_ position: Int) -> UInt8? {
    bytes.indices.contains(position) ? bytes[position] : nil
  }

  // MARK: Verbatim text

  /// The end of an escape, a code span, a tag or a link's URL that begins here.
  private func endOfVerbatim(at position: Int) -> Int? {
    switch bytes[position] {
    case UInt8(ascii: "\\"):
      let isOurs =
        environment(at: position) != nil || texReference(at: position) != nil
        || bracketedFormula(at: position) != nil || command(at: position) != nil
      return isOurs ? nil : min(position + 2, bytes.count)
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

  func endOfCodeSpan(at position: Int) -> Int? {
    let run = backticks(at: position)
    var candidate = position + run
    while let open = bytes[candidate...].firstIndex(of: UInt8(ascii: "`")) {
      let length = backticks(at: open)
      if length == run { return open + run }
      candidate = open + length
    }
    return nil
  }

  func backticks(at position: Int) -> Int {
    bytes[position...].prefix { $0 == UInt8(ascii: "`") }.count
  }

  // MARK: Special syntax

  private func mark(at position: Int) -> (Step, end: Int)? {
    switch bytes[position] {
    case UInt8(ascii: "$"):
      byte(position + 1) == UInt8(ascii: "$")
        ? displayedFormula(at: position)
        : inlineFormula(at: position) ?? spacedFormula(at: position)
    case UInt8(ascii: "\\"):
      environment(at: position) ?? texReference(at: position) ?? bracketedFormula(at: position)
        ?? command(at: position)
    case UInt8(ascii: "^"):
      byte(position + 1) == UInt8(ascii: "[") ? inlineNote(at: position) : script(at: position)
    case UInt8(ascii: "~"): script(at: position) ?? flanking(at: position)
    case UInt8(ascii: "*"): flanking(at: position)
    case UInt8(ascii: "@"): mention(at: position)
    case UInt8(ascii: "["):
      byte(position + 1) == UInt8(ascii: "^")
        ? footnote(at: position) : bracketedCitation(at: position)
    case UInt8(ascii: "{"):
      role(at: position) ?? rawAttribute(at: position)
        ?? Attributes.read(bytes[position...], location: location(at:)).map {
          (.mark(.attributes($0), position..<position + $1), position + $1)
        }
    default: nil
    }
  }

  // MARK: Locations

  func scalar(at position: Int) -> Unicode.Scalar? {
    String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  func scalar(endingAt position: Int) -> Unicode.Scalar? {
    var start = position - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : scalar(at: start)
  }

  /// The lines of a range of the paragraph.
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

  /// Whether brackets define a footnote or a link: at the beginning of a line, followed by a colon.
  func isDefinition(_ start: Int, _ close: Int) -> Bool {
    let line = lineIndex(at: start)
    return start == starts[line] + lines[line].prefixLength && byte(close + 1) == UInt8(ascii: ":")
  }
}

func isSpace(_ byte: UInt8) -> Bool { " \t\n".utf8.contains(byte) }

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte }

func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte | 0x20
}
