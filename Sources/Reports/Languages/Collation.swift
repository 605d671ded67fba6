/// The alphabetical order of a language.
///
/// This is the first level of the Unicode Collation Algorithm for Latin letters, with the letters that
/// a language puts elsewhere; letters of other scripts have the order of their code points, which is
/// alphabetical in Greek, Cyrillic and Korean. The result depends on nothing but the text.
struct Collation: Sendable {
  /// The letters that are letters of their own, and after which they come.
  private var places: [Unicode.Scalar: String] = [:]

  /// The order of a language; that of English without one.
  ///
  /// A language says `n<ñ` where ñ is a letter after n, and `е=ё` where ё counts as е.
  init(_ words: Words? = nil) {
    for rule in words?[.alphabet].split(separator: " ") ?? [] {
      let scalars = Array(rule.unicodeScalars)
      guard scalars.count == 3 else { continue }
      places[scalars[2]] = String(scalars[0]) + (scalars[1] == "<" ? "\u{10FFFD}" : "")
    }
  }

  /// What decides where a text is in a list: its letters without accents, upper and lower case alike,
  /// then what is left.
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
        // A name that another one begins with is before it.
        letters += " "
      }
    }
    return letters + "\u{0}" + text
  }
}

extension Unicode.Scalar {
  /// The Latin letter, or letters, without an accent; nil where it has none.
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
