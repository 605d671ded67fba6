/// Tags such as `{{words.copy}}`, which insert a word in the page's language into a template or a
/// script.
enum WordTag {
  private static let opening = "{{words."
  private static let closing = "}}"

  /// The names of the words in a text's tags.
  static func names(in text: String) -> [String] {
    text.components(between: opening, closing).enumerated().compactMap {
      $0.offset % 2 == 1 ? $0.element : nil
    }
  }

  /// Replaces the tags of a text with their words.
  static func replaced(in text: String, by word: (String) -> String) -> String {
    text.components(between: opening, closing).enumerated().map {
      $0.offset % 2 == 1 ? word($0.element) : $0.element
    }.joined()
  }
}

extension String {
  /// The texts between tags and the contents of tags, alternating.
  ///
  /// An unclosed tag is text.
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

/// Escapes a text for a string literal in the script of a page.
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
