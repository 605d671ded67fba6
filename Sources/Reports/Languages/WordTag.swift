/// Tags such as `{{words.copy}}`, with which a template or a script puts in a word of the page's
/// language.
enum WordTag {
  private static let opening = "{{words."
  private static let closing = "}}"

  /// The names of the words that a text puts in.
  static func names(in text: String) -> [String] {
    text.components(between: opening, closing).enumerated().compactMap {
      $0.offset % 2 == 1 ? $0.element : nil
    }
  }

  /// A text with its words.
  static func replaced(in text: String, by word: (String) -> String) -> String {
    text.components(between: opening, closing).enumerated().map {
      $0.offset % 2 == 1 ? word($0.element) : $0.element
    }.joined()
  }
}

extension String {
  /// The text between tags, and what is in them, by turns; a tag that is not closed is text.
  fileprivate func components(between opening: String, _ closing: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: opening),
      let end = rest[start.upperBound...].firstRange(of: closing)
    {
      parts.append(String(rest[..<start.lowerBound]))
      parts.append(String(rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return parts + [String(rest)]
  }
}

/// A text within the quotation marks of a script that is part of a page.
func quotedForScript(_ text: String) -> String {
  text.map { character in
    switch character {
    case "\\", "\"", "`": "\\\(character)"
    case "\n": "\\n"
    case "<": "\\u003C"
    default: String(character)
    }
  }.joined()
}
