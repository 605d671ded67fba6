/// The quotation marks of a language.
struct Quotes: Equatable, Sendable {
  var opening: String
  var closing: String
  var innerOpening: String
  var innerClosing: String

  static let english = Quotes(opening: "“", closing: "”", innerOpening: "‘", innerClosing: "’")
}

extension Quotes {
  /// Replaces the English quotation marks that cmark-gfm made of straight ones with the language's.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - open: The number of open inner quotations. An apostrophe does not close one.
  func replacingEnglish(in text: String, open: inout Int) -> String {
    guard self != .english, text.utf8.contains(0xE2) else { return text }
    var result = ""
    for (index, character) in zip(text.indices, text) {
      switch character {
      case "“": result += opening
      case "”": result += closing
      case "‘":
        open += 1
        result += innerOpening
      case "’":
        let next = text[index...].dropFirst().first
        let isApostrophe = open == 0 || next?.isLetter == true
        if !isApostrophe { open -= 1 }
        result += isApostrophe ? "’" : innerClosing
      default: result.append(character)
      }
    }
    return result
  }
}
