/// Text from a BibTeX field as a reader sees it: accents set, braces gone, spaces single.
///
/// Mathematics between dollar signs stays as it is.
func readableText(tex: String) -> String {
  var result = ""
  var rest = Array(tex.unicodeScalars)[...]
  var isMathematics = false
  while let scalar = rest.popFirst() {
    switch scalar {
    case "$":
      isMathematics.toggle()
      result += "$"
    case _ where isMathematics: result.unicodeScalars.append(scalar)
    case "{", "}": break
    case "~": result += "\u{A0}"
    case "-" where rest.starts(with: ["-", "-"]):
      rest = rest.dropFirst(2)
      result += "—"
    case "-" where rest.first == "-":
      rest = rest.dropFirst()
      result += "–"
    case "\\": result += command(&rest)
    case "\n", "\t", "\r", " ": if result.last != " " { result += " " }
    default: result.unicodeScalars.append(scalar)
    }
  }
  while result.last == " " { result.removeLast() }
  return result.first == " " ? String(result.dropFirst()) : result
}

/// The character that a command after a backslash makes.
private func command(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
  guard let first = rest.popFirst() else { return "" }
  var name = String(first)
  if first.properties.isAlphabetic {
    while let next = rest.first, next.properties.isAlphabetic,
      !(name.count == 1 && accents[name] != nil && next.properties.isUppercase)
    {
      name.unicodeScalars.append(next)
      rest = rest.dropFirst()
    }
    while rest.first == " " { rest = rest.dropFirst() }
  }
  if let letter = letters[name] { return letter }
  guard let accent = accents[name] else { return name }
  while let next = rest.first, next == "{" || next == " " { rest = rest.dropFirst() }
  var base = rest.popFirst().map { String(Character($0)) } ?? ""
  if base == "\\" { base = command(&rest) }
  // A dotless i under an accent is the accented i.
  if base == "ı" { base = "i" }
  return composed(base, accent)
}

/// A letter and a combining accent as one character, as far as there is one.
private func composed(_ base: String, _ accent: Unicode.Scalar) -> String {
  let bases = Array("AEIOUYaeiouyNnCcSsZzGgRrOoUuDdTtLl".unicodeScalars)
  guard let scalar = base.unicodeScalars.first, bases.contains(scalar) else {
    return base + String(Character(accent))
  }
  let table: [Unicode.Scalar: String] = [
    "\u{300}": "ÀÈÌÒÙ àèìòù ", "\u{301}": "ÁÉÍÓÚÝáéíóúýŃńĆćŚśŹź",
    "\u{302}": "ÂÊÎÔÛŶâêîôûŷ", "\u{303}": "Ã  Õ  ã  õ  Ññ", "\u{308}": "ÄËÏÖÜŸäëïöüÿ",
    "\u{30A}": "Å   Ů å   ů ", "\u{327}": "            ŅņÇçŞş",
    "\u{30C}": " Ě     ě    ŇňČčŠšŽžǦǧŘř", "\u{30B}": "   ŐŰ    őű ",
  ]
  guard let row = table[accent].map({ Array($0) }), let index = bases.firstIndex(of: scalar),
    row.indices.contains(index), row[index] != " "
  else { return base + String(Character(accent)) }
  return String(row[index])
}

private let accents: [String: Unicode.Scalar] = [
  "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "\"": "\u{308}",
  "=": "\u{304}", ".": "\u{307}", "r": "\u{30A}", "c": "\u{327}", "v": "\u{30C}", "u": "\u{306}",
  "H": "\u{30B}", "k": "\u{328}",
]

private let letters: [String: String] = [
  "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
  "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "&": "&", "%": "%", "_": "_", "#": "#", "$": "\\$",
  "emph": "", "textit": "", "textbf": "", "url": "", " ": " ", "-": "", "textendash": "–",
]
