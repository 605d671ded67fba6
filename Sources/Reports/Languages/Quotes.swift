/// The quotation marks of a language.
struct Quotes: Equatable, Sendable {
  var opening: String
  var closing: String
  var innerOpening: String
  var innerClosing: String

  static let english = Quotes(opening: "“", closing: "”", innerOpening: "‘", innerClosing: "’")
}

extension Quotes {
  /// Text of cmark-gfm's, whose English quotation marks were straight ones, with those of the language.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - open: How many inner quotations are open; an apostrophe closes none.
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
