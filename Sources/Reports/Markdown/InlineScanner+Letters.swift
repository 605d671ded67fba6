import Literate

// Subscripts and superscripts, and emphasis next to letters of languages without spaces.
extension InlineScanner {
  /// `H~2~O` or `x^2^`: letters, digits and signs.
  func script(at start: Int) -> (Step, end: Int)? {
    let sign = bytes[start]
    guard start == 0 || bytes[start - 1] != sign, byte(start + 1) != sign,
      let close = bytes[(start + 1)...].firstIndex(of: sign), byte(close + 1) != sign
    else { return nil }
    let content = bytes[(start + 1)..<close]
    let text = String(decoding: content, as: UTF8.self)
    guard text.allSatisfy({ $0.isLetter || $0.isNumber || "+-−.,".contains($0) }) else {
      return nil
    }
    let mark: Marker.Content = sign == UInt8(ascii: "~") ? .`subscript`(text) : .superscript(text)
    return (.mark(mark, start..<close + 1), close + 1)
  }

  /// A run of `*` or `~` between punctuation and a Chinese, Japanese or Korean letter.
  ///
  /// In `**「強調」**です`, CommonMark does not end the emphasis, because there is no space. An empty
  /// mark, which counts as a letter, makes it end. The same is done in `**Note:**text`.
  func flanking(at start: Int) -> (Step, end: Int)? {
    let end = bytes[start...].firstIndex { $0 != bytes[start] } ?? bytes.count
    guard let before = scalar(endingAt: start), let after = scalar(at: end) else { return nil }
    // In every language, `**Note:**text` is meant to end the emphasis.
    if before.isPunctuation,
      after.isIdeographic
        || before.endsPhrase && after.value < 0xF0000 && after.properties.isAlphabetic
    {
      return (.emphasis(isBefore: true, start..<end), end)
    }
    if before.isIdeographic, after.isPunctuation {
      return (.emphasis(isBefore: false, start..<end), end)
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// Whether it is a Chinese, Japanese or Korean letter.
  fileprivate var isIdeographic: Bool {
    value >= 0x2E80 && value < 0xF0000 && properties.isAlphabetic
  }

  /// Whether it ends a phrase or a sentence.
  fileprivate var endsPhrase: Bool { ":;,.!?".unicodeScalars.contains(self) }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .dashPunctuation, .connectorPunctuation:
      self != "*" && self != "~" && self != "\\"
    default: false
    }
  }
}
