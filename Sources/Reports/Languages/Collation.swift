/// The alphabetical order of a language.
///
/// This is the first level of the Unicode Collation Algorithm for Latin letters, with the
/// language's own exceptions. Letters of other scripts are in code point order, which is
/// alphabetical in Greek, Cyrillic and Korean. The result depends only on the text.
struct Collation: Sendable {
  /// The sort positions of letters that the language orders differently.
  private var places: [Unicode.Scalar: String] = [:]

  /// Creates the order of a language, or of English if there are no words.
  ///
  /// A rule `n<ñ` means that ñ is a letter after n; `е=ё` means that ё sorts as е.
  init(_ words: Words? = nil) {
    for rule in words?[.alphabet].split(separator: " ") ?? [] {
      let scalars = Array(rule.unicodeScalars)
      guard scalars.count == 3 else { continue }
      places[scalars[2]] = String(scalars[0]) + (scalars[1] == "<" ? "\u{10FFFD}" : "")
    }
  }

  /// The sort key of a text: its letters without accents and case, then the text itself as a
  /// tiebreaker.
  func key(of text: String) -> String {
    var letters = ""
    for scalar in text.lowercased().unicodeScalars {
      if let place = places[scalar] {
        letters += place
      } else if let base = scalar.baseLetter {
        letters += base
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        letters.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace || scalar == ",", letters.last != " " {
        // A name sorts before longer names that begin with it.
        letters += " "
      }
    }
    return letters + "\u{0}" + text
  }
}

extension Unicode.Scalar {
  /// The Latin letter or letters without accent; nil if there is no accent.
  fileprivate var baseLetter: String? {
    guard value >= 0xC0, let name = properties.name, name.hasPrefix("LATIN ") else { return nil }
    switch self {
    case "æ": return "ae"
    case "œ": return "oe"
    case "ß": return "ss"
    case "ð", "đ": return "d"
    case "þ": return "th"
    case "ı": return "i"
    case "ŋ": return "n"
    default: break
    }
    let words = name.split(separator: " ")
    guard words.count > 4, words[4] == "WITH", words[3].count == 1 else { return nil }
    return words[3].lowercased()
  }
}
