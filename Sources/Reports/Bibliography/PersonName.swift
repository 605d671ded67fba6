/// A name as BibTeX parses it: “Tame the BeaST” (Markey, 2009), section 11.
///
/// It is tested with the cases of btparse's `names.t`.
struct PersonName: Equatable, Sendable {
  var given = ""
  /// Lowercase words before the family name, such as `van der`.
  var particle = ""
  var family = ""
  /// A suffix such as `Jr.` or `III`.
  var suffix = ""

  /// The family name with its particle, as used in a sentence.
  var shortName: String { [particle, family].filter { !$0.isEmpty }.joined(separator: " ") }

  /// The initials of the given names; Chinese, Japanese and Korean given names are not abbreviated.
  var initials: String {
    if given.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) { return given }
    return given.split(whereSeparator: { " .\u{A0}".contains($0) }).map { name in
      name.split(separator: "-").compactMap { $0.first.map { "\($0)." } }.joined(separator: "-")
    }.joined(separator: " ")
  }

  /// The name as `King, M. L., Jr.`, for a list of references.
  var listedName: String {
    [shortName, initials, suffix].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The name as `M. L. King, Jr.`, in its usual order.
  var naturalName: String {
    [[initials, shortName].filter { !$0.isEmpty }.joined(separator: " "), suffix]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// The names in a field, separated by `and`.
struct PersonNames: Equatable, Sendable {
  var list: [PersonName] = []
  /// Whether there are further, unnamed persons: the field ends with `and others`.
  var hasOthers = false

  init(bibTeX field: String) {
    for name in split(withLetters(tex: field), at: \.isAnd).map({ $0.map(\.text) }) {
      if name == ["others"] {
        hasOthers = true
      } else if !name.isEmpty {
        list.append(PersonName(words: name))
      }
    }
  }

  var isEmpty: Bool { list.isEmpty }
}

extension PersonName {
  /// Reads `First von Last`, `von Last, First` or `von Last, Jr, First`.
  fileprivate init(words: [String]) {
    var parts = words.split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    // Ignore a superfluous comma at the end.
    while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    switch parts.count {
    case 1:
      let words = parts[0]
      guard let first = words.dropLast().firstIndex(where: isLower) else {
        self.init(given: joined(words.dropLast()), family: joined(words.suffix(1)))
        return
      }
      let last = words.dropLast().lastIndex(where: isLower) ?? first
      self.init(
        given: joined(words[..<first]), particle: joined(words[first...last]),
        family: joined(words[(last + 1)...]))
    default:
      let words = parts[0]
      let last = words.dropLast().lastIndex(where: isLower)
      let start = last.map { $0 + 1 } ?? 0
      self.init(
        given: joined((parts.last ?? [])[...]), particle: joined(words[..<start]),
        family: joined(words[start...]),
        suffix: parts.count > 2 ? joined(parts[1...].dropLast().joined()) : "")
    }
  }
}

private func joined(_ words: some Sequence<String>) -> String {
  readableText(tex: words.joined(separator: " "))
}

/// Whether a word belongs to a particle: its first letter outside braces is lowercase.
private func isLower(_ word: String) -> Bool {
  var depth = 0
  for character in word {
    if character == "{" { depth += 1 }
    if character == "}" { depth -= 1 }
    if depth == 0, character.isLetter { return character.isLowercase }
  }
  return false
}

/// A word in a field of names, or a comma.
private struct NameWord {
  var text: String
  var isAnd: Bool { text.lowercased() == "and" }
}

/// Splits the words of a field at separators.
///
/// Text in braces is never split.
private func split(_ field: String, at isSeparator: (NameWord) -> Bool) -> [[NameWord]] {
  var words: [NameWord] = []
  var (word, depth) = ("", 0)
  func flush() {
    if !word.isEmpty { words.append(NameWord(text: word)) }
    word = ""
  }
  for character in field {
    if character == "{" { depth += 1 }
    if character == "}" { depth -= 1 }
    if depth <= 0, character.isWhitespace || character == "~" {
      flush()
    } else if depth <= 0, character == "," {
      flush()
      words.append(NameWord(text: ","))
    } else {
      word.append(character)
    }
  }
  flush()
  return words.split(whereSeparator: isSeparator).map(Array.init)
}
