import Literate

/// Converts a BibTeX field for display: accents are applied, braces removed, spaces collapsed,
/// quotes and dashes made typographic, and `$…$` is read as math.
///
/// All other characters are literal.
///
/// - Parameters:
///   - tex: The field.
///   - location: The location of its entry, for problems with a formula.
func inlines(tex: String, at location: SourceLocation) -> [Inline] {
  var reader = TeXReader(tex: tex, location: location)
  var result = reader.group()
  result.trimStart()
  result.trimEnd()
  return result
}

/// The text of a BibTeX field without markup.
func readableText(tex: String) -> String {
  inlines(tex: tex, at: SourceLocation(file: "", line: 1, column: 1)).plainText
}

/// Replaces TeX's accents and special letters with characters.
///
/// Braces are kept, because they group the parts of a name.
func withLetters(tex: String) -> String {
  var reader = TeXReader(tex: tex, location: SourceLocation(file: "", line: 1, column: 1))
  var result = ""
  while let scalar = reader.rest.popFirst() {
    if scalar == "\\", reader.startsLetter {
      result += reader.command().characters
    } else if scalar == "\\" {
      result.unicodeScalars.append(scalar)
      if let next = reader.rest.popFirst() { result.unicodeScalars.append(next) }
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private struct TeXReader {
  var rest: ArraySlice<Unicode.Scalar>
  let location: SourceLocation

  init(tex: String, location: SourceLocation) {
    rest = Array(tex.unicodeScalars)[...]
    self.location = location
  }

  /// Reads up to the brace that closes the group, or to the end.
  mutating func group() -> [Inline] {
    var result: [Inline] = []
    var text = ""
    func flush() {
      if !text.isEmpty { result.append(.text(text)) }
      text = ""
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "}":
        flush()
        return result
      case "{":
        flush()
        result += group()
      case "$":
        guard let tex = formula() else {
          text += "$"
          continue
        }
        flush()
        let anchor = TeXFormula.Anchor(offset: 0, location: location, isComputed: true)
        result.append(.formula(TeXFormula(tex: tex, isDisplay: false, anchors: [anchor])))
      case "~": text += "\u{A0}"
      case "-":
        let count = 1 + skip("-", atMost: 2)
        text += count == 1 ? "-" : count == 2 ? "–" : "—"
      case "`": text += skip("`", atMost: 1) == 1 ? "“" : "‘"
      case "'": text += skip("'", atMost: 1) == 1 ? "”" : "’"
      case "\\":
        let read = command()
        switch read {
        case .text(let letters): text += letters
        case .wrapper(let wrap):
          flush()
          result.append(wrap(argument()))
        case .switch(let wrap):
          flush()
          let content = group()
          if !content.isEmpty { result.append(wrap(content)) }
          return result
        }
      case _ where scalar.properties.isWhitespace && scalar != "\u{A0}":
        if text.last != " " { text += " " }
      default: text.unicodeScalars.append(scalar)
      }
    }
    flush()
    return result
  }

  /// Skips up to `limit` occurrences of a scalar and returns their number.
  private mutating func skip(_ scalar: Unicode.Scalar, atMost limit: Int) -> Int {
    let count = rest.prefix(limit).prefix { $0 == scalar }.count
    rest = rest.dropFirst(count)
    return count
  }

  /// The formula up to the next dollar sign; nil if there is none.
  private mutating func formula() -> String? {
    var end = rest.startIndex
    while end < rest.endIndex, rest[end] != "$" { end += rest[end] == "\\" ? 2 : 1 }
    guard end < rest.endIndex, end > rest.startIndex else { return nil }
    var tex = ""
    tex.unicodeScalars.append(contentsOf: rest[..<end])
    rest = rest[(end + 1)...]
    return tex
  }

  /// The argument of a command: a group, or one character.
  private mutating func argument() -> [Inline] {
    while rest.first == " " { rest = rest.dropFirst() }
    guard rest.first == "{" else {
      return rest.popFirst().map { [.text(String(Character($0)))] } ?? []
    }
    rest = rest.dropFirst()
    return group()
  }

  // MARK: Commands

  enum Command {
    case text(String)
    /// Wraps its argument.
    case wrapper(([Inline]) -> Inline)
    /// Wraps the rest of its group.
    case `switch`(([Inline]) -> Inline)

    var characters: String { if case .text(let text) = self { text } else { "" } }
  }

  /// Whether the command at this position produces a letter.
  var startsLetter: Bool {
    guard let first = rest.first else { return false }
    let name =
      first.properties.isAlphabetic ? commandName(first, in: rest.dropFirst()).name : String(first)
    return accents[name] != nil
      || letters[name]?.unicodeScalars.first?.properties.isAlphabetic == true
  }

  mutating func command() -> Command {
    guard let first = rest.popFirst() else { return .text("") }
    guard first.properties.isAlphabetic else {
      if let accent = accents[String(first)] { return .text(accented(by: accent)) }
      return .text(first == " " || first == "\n" ? " " : String(first))
    }
    let (name, length) = commandName(first, in: rest)
    rest = rest.dropFirst(length)
    if let accent = accents[name] { return .text(accented(by: accent)) }
    while rest.first == " " { rest = rest.dropFirst() }
    if let letter = letters[name] {
      // `\o{}rsted`: the empty group only ends the name.
      if rest.starts(with: ["{", "}"]) { rest = rest.dropFirst(2) }
      return .text(letter)
    }
    switch name {
    case "emph", "textit", "textsl": return .wrapper { .emphasis($0) }
    case "textbf": return .wrapper { .strong($0) }
    case "texttt": return .wrapper { .code($0.plainText) }
    case "textsubscript": return .wrapper { .`subscript`($0) }
    case "textsuperscript": return .wrapper { .superscript($0) }
    case "textsc": return .wrapper { .smallCaps($0) }
    case "enquote": return .wrapper { .text("“\($0.plainText)”") }
    case "em", "it", "itshape", "sl": return .switch { .emphasis($0) }
    case "bf", "bfseries": return .switch { .strong($0) }
    case "tt", "ttfamily": return .switch { .code($0.plainText) }
    case "sc", "scshape": return .switch { .smallCaps($0) }
    case "url", "path": return .text(verbatim())
    case "href":
      _ = verbatim()
      return .text("")
    // The effect of an unknown command is unknown; its arguments are text.
    default: return .text("")
    }
  }

  /// The text of a group, with all characters literal.
  private mutating func verbatim() -> String {
    guard rest.first == "{" else { return "" }
    var (text, depth) = ("", 0)
    while let scalar = rest.popFirst() {
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth -= 1 }
      if depth == 0 { break }
      if scalar == "{", depth == 1 { continue }
      if scalar == "\\", let next = rest.first, "_%#&$~{}".unicodeScalars.contains(next) {
        continue
      }
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  private func commandName(
    _ first: Unicode.Scalar, in rest: ArraySlice<Unicode.Scalar>
  ) -> (name: String, length: Int) {
    var name = String(first)
    let following = rest.prefix { $0.properties.isAlphabetic && $0.isASCII }
    name.unicodeScalars.append(contentsOf: following)
    return (name, following.count)
  }

  /// The next letter, in braces or not, with an accent.
  private mutating func accented(by accent: Unicode.Scalar) -> String {
    var braces = 0
    while let next = rest.first, next == "{" || next == " " {
      if next == "{" { braces += 1 }
      rest = rest.dropFirst()
    }
    var base = ""
    if let first = rest.first, first != "}" {
      rest = rest.dropFirst()
      base = first == "\\" ? command().characters : String(Character(first))
    }
    while braces > 0, rest.first == "}" {
      rest = rest.dropFirst()
      braces -= 1
    }
    // A dotless letter with an accent becomes the plain accented letter.
    base = base == "ı" ? "i" : base == "ȷ" ? "j" : base
    return composed(base, accent)
  }
}

/// A letter and a combining accent as one character, if there is such a character.
func composed(_ base: String, _ accent: Unicode.Scalar) -> String {
  let bases = Array("AEIOUYaeiouyNnCcSsZzGgRrUuDdTtLlWwKkHhJjAaEe".unicodeScalars)
  guard let scalar = base.unicodeScalars.first, base.unicodeScalars.count == 1,
    bases.contains(scalar), let word = accentNames[accent], let letter = scalar.properties.name
  else { return base.isEmpty ? "" : base + String(Character(accent)) }
  // Unicode's names of characters say which letter has which accent.
  return letterNames["\(letter) WITH \(word)"] ?? base + String(Character(accent))
}

/// The letters of the Latin blocks U+00C0 to U+024F and U+1E00 to U+1EFF, by name.
private let letterNames: [String: String] = [0xC0...0x24F, 0x1E00...0x1EFF].joined()
  .reduce(into: [:]) { names, value in
    guard let scalar = Unicode.Scalar(UInt32(value)), let name = scalar.properties.name else {
      return
    }
    names[name] = String(Character(scalar))
  }

private let accentNames: [Unicode.Scalar: String] = [
  "\u{300}": "GRAVE", "\u{301}": "ACUTE", "\u{302}": "CIRCUMFLEX", "\u{303}": "TILDE",
  "\u{308}": "DIAERESIS", "\u{304}": "MACRON", "\u{307}": "DOT ABOVE", "\u{30A}": "RING ABOVE",
  "\u{327}": "CEDILLA", "\u{30C}": "CARON", "\u{306}": "BREVE", "\u{30B}": "DOUBLE ACUTE",
  "\u{328}": "OGONEK", "\u{323}": "DOT BELOW",
]

private let accents: [String: Unicode.Scalar] = [
  "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "\"": "\u{308}",
  "=": "\u{304}", ".": "\u{307}", "r": "\u{30A}", "c": "\u{327}", "v": "\u{30C}", "u": "\u{306}",
  "H": "\u{30B}", "k": "\u{328}", "d": "\u{323}", "b": "\u{331}",
]

private let letters: [String: String] = [
  "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
  "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
  "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
  "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
  "textquotedblleft": "“", "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~",
  "ldots": "…", "dots": "…", "textregistered": "®", "texttrademark": "™", "copyright": "©",
  "S": "§", "P": "¶", "pounds": "£", "TeX": "TeX", "LaTeX": "LaTeX", "slash": "/",
]
