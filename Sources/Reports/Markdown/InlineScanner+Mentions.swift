import Literate

// References and citations.
extension InlineScanner {
  /// `@fig-climb` or `@dempster1977`, but not an email address.
  func mention(at start: Int) -> (Step, end: Int)? {
    if start > 0, !Self.mayPrecedeMention(bytes[start - 1]) { return nil }
    let end = endOfKey(from: start + 1)
    guard end > start + 1 else { return nil }
    let key = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    let place = location(at: start)
    if let reference = reference(to: key, at: place) {
      return (.mark(.reference(reference), start..<end), end)
    }
    let (locator, after) = locator(from: end) ?? ("", end)
    let item = Citation.Item(key: key, suffix: locator, location: place)
    return (.mark(.citation(Citation(items: [item], isNarrative: true)), start..<after), after)
  }

  /// The text in brackets after a citation: `@dempster1977 [p. 3]`.
  private func locator(from start: Int) -> (String, end: Int)? {
    guard byte(start) == UInt8(ascii: " "), byte(start + 1) == UInt8(ascii: "["),
      let close = closing(from: start),
      !bytes[(start + 2)..<close].contains(where: { "@[^{$`".utf8.contains($0) }),
      byte(close + 1).map({ "([{".utf8.contains($0) }) != true
    else { return nil }
    let text = trimmed(bytes[(start + 2)..<close])
    return text.isEmpty ? nil : (text, close + 1)
  }

  /// A reference to a label; nil for the key of a work.
  ///
  /// `@Fig-climb`, at the beginning of a sentence, refers to `fig-climb`.
  private func reference(
    to key: String, at place: SourceLocation, isNumberOnly: Bool = false
  ) -> Reference? {
    if LabelKind(label: key) != nil {
      return Reference(label: key, isNumberOnly: isNumberOnly, location: place)
    }
    guard key.first?.isUppercase == true else { return nil }
    let label = key.prefix(1).lowercased() + key.dropFirst()
    guard LabelKind(label: label) != nil else { return nil }
    return Reference(
      label: label, isNumberOnly: isNumberOnly, isCapitalized: true, location: place)
  }

  /// `[see @dempster1977, p. 3; @neal1998]`, `[-@fig-climb]` or `[@fig-climb; @fig-fall]`.
  func bracketedCitation(at start: Int) -> (Step, end: Int)? {
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
    let references = items.compactMap {
      $0.prefix.isEmpty && $0.suffix.isEmpty
        ? reference(to: $0.key, at: $0.location, isNumberOnly: only.isYearOnly) : nil
    }
    if references.count == items.count {
      let mark =
        items.count == 1 ? Marker.Content.reference(references[0]) : .references(references)
      return (.mark(mark, start..<close + 1), close + 1)
    }
    // If the text refers to labels, the references are found individually.
    if items.contains(where: { reference(to: $0.key, at: $0.location) != nil }) { return nil }
    let citation = Citation(items: items, isNarrative: false)
    return (.mark(.citation(citation), start..<close + 1), close + 1)
  }

  /// Reads a key in brackets.
  ///
  /// It may contain any character that BibTeX allows, as in `@10.1145/3426744` or `@a+b`, and in
  /// braces also spaces and commas: `@{a b}`.
  private func bracketedKey(in part: ArraySlice<UInt8>) -> (String, end: Int) {
    if part.first == UInt8(ascii: "{"), let close = part.firstIndex(of: UInt8(ascii: "}")) {
      return (String(decoding: part[(part.startIndex + 1)..<close], as: UTF8.self), close + 1)
    }
    var end = part.firstIndex { isSpace($0) || $0 == UInt8(ascii: ",") } ?? part.endIndex
    while end > part.startIndex, ".:/-_?!".utf8.contains(bytes[end - 1]) { end -= 1 }
    return (String(decoding: bytes[part.startIndex..<end], as: UTF8.self), end)
  }

  /// The end of a key or label, without the punctuation of the sentence.
  private func endOfKey(from start: Int) -> Int {
    var end = start
    while let current = byte(end) {
      if current < 0x80 {
        guard isNameByte(current) else { break }
        end += 1
      } else {
        // Only letters of scripts that separate words; others would include the next word.
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
