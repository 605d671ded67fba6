import Literate

// Footnotes.
extension InlineScanner {
  /// An inline footnote: `^[text]`, with matching brackets.
  func inlineNote(at start: Int) -> (Step, end: Int)? {
    guard let close = pairs[start + 1], close > start + 2 else { return nil }
    return (.note(start + 2..<close), close + 1)
  }

  /// The matching closing bracket of each opening bracket, ignoring escapes and code spans.
  func bracketPairs() -> [Int: Int] {
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

  func footnote(at start: Int) -> (Step, end: Int)? {
    guard let close = closing(from: start), close > start + 2,
      !bytes[start..<close].contains(where: isSpace)
    else { return nil }
    let name = String(decoding: bytes[(start + 2)..<close], as: UTF8.self).lowercased()
    return (
      .footnote(name, isDefinition: isDefinition(start, close), start..<close + 1), close + 1
    )
  }
}
