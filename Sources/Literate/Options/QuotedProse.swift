/// Puts the prose values of YAML lines into quotation marks if they have none.
///
/// A caption is a sentence, and sentences contain `: ` and ` #`, or begin with `*`, `@` or a
/// backtick, all of which have a meaning in YAML. A value that begins with a quotation mark or as a
/// block (`|`, `>-`) is not changed.
///
/// - Parameter lines: The lines of an option block or a front matter.
/// - Returns: The same number of lines. A value stays on its line; its column is that of the added
///   mark.
func quotingProse(_ lines: [Substring]) -> [String] {
  var quoted = lines.map(String.init)
  for index in lines.indices {
    guard let value = plainProse(in: lines[index]) else { continue }
    var last = index
    // A plain value continues on the indented lines below it.
    while last + 1 < lines.count, lines[last + 1].first == " ",
      !trimmed(lines[last + 1]).isEmpty
    {
      last += 1
    }
    for line in index...last { quoted[line] = quoted[line].replacing("'", with: "''") }
    let name = lines[index][..<value].utf8.count
    let start = quoted[index].utf8.index(quoted[index].startIndex, offsetBy: name)
    quoted[index].insert("'", at: start)
    quoted[last] = trimmingEnd(quoted[last]) + "'"
  }
  return quoted
}

/// The beginning of the value in a line that sets a prose option without quotation marks.
private func plainProse(in line: Substring) -> Substring.Index? {
  guard let colon = line.firstIndex(of: ":"),
    OptionSchema.all.contains(where: { $0.name == line[..<colon] && $0.kind == .prose })
  else { return nil }
  let rest = line[line.index(after: colon)...]
  let value = rest.drop { $0 == " " }
  guard rest.first == " ", let first = value.first, first != "\"", first != "'" else { return nil }
  let isBlock =
    (first == "|" || first == ">")
    && trimmed(value.dropFirst()).allSatisfy { "+-".contains($0) || $0.isNumber }
  return isBlock ? nil : value.startIndex
}

private func trimmingEnd(_ text: String) -> String {
  var text = text[...]
  while text.last == " " { text.removeLast() }
  return String(text)
}
