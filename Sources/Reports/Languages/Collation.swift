extension String {
  /// What decides where a text is in an alphabetical list: its letters without accents, upper and
  /// lower case alike, then what is left.
  ///
  /// This is the first level of the Unicode Collation Algorithm for Latin letters; letters of other
  /// scripts have the order of their code points, which is alphabetical in Greek and Cyrillic.
  var sortKey: String {
    var letters = ""
    for scalar in lowercased().unicodeScalars {
      if let base = scalar.baseLetter {
        letters += base
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        letters.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace || scalar == ",", letters.last != " " {
        // A name that another one begins with is before it.
        letters += " "
      }
    }
    return letters + "\u{0}" + self
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
