/// Where a label may be broken into lines.
enum LineBreaking {
  /// The unbreakable pieces of a run: words, Chinese and Japanese characters, whole formulas.
  static func pieces(of run: Label.Run) -> [(run: Label.Run, endsInSpace: Bool)] {
    guard case .text(let text) = run else { return [(run, false)] }
    var result: [(run: Label.Run, endsInSpace: Bool)] = []
    if text.first == " " { result.append((.text(""), true)) }
    let words = text.split(separator: " ")
    for (index, word) in words.enumerated() {
      let parts = parts(of: word)
      let endsInSpace = index < words.count - 1 || text.last == " "
      for (number, part) in parts.enumerated() {
        result.append((.text(part), endsInSpace && number == parts.count - 1))
      }
    }
    return result
  }

  /// Merges adjacent text runs, so that letters kern and join across them.
  static func joined(_ runs: [Label.Run]) -> [Label.Run] {
    runs.reduce(into: []) { result, run in
      if case .text(let text) = run, case .text(let before)? = result.last {
        result[result.count - 1] = .text(before + text)
      } else {
        result.append(run)
      }
    }
  }

  /// Whether a character belongs to a script without spaces between words.
  static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value)
  }

  /// Splits a word without spaces before Chinese and Japanese characters.
  private static func parts(of word: Substring) -> [String] {
    var parts: [String] = []
    for character in word {
      if let last = parts.last?.last, !mayBreak(between: last, and: character) {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    return parts
  }

  private static func mayBreak(between a: Character, and b: Character) -> Bool {
    guard let scalar = b.unicodeScalars.first, isEastAsian(scalar) else { return false }
    // A line does not start with small kana or a long vowel mark, or end with an opening bracket.
    return !"ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々".contains(b) && !"（「『【〈《(".contains(a)
  }
}
