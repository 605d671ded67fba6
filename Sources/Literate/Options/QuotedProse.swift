/// Lines of YAML whose texts of prose are put into quotation marks where their authors put none.
///
/// A caption is a sentence, and sentences contain `: ` and ` #`, or begin with `*`, `@` or a backtick,
/// all of which mean something to YAML. A value that begins with a quotation mark, and one that
/// begins as a block (`|`, `>-`), stay as they are.
///
/// - Parameter lines: The lines of an option block or a front matter.
/// - Returns: As many lines; a value keeps its line, and its column is that of the mark before it.
func quotingProse(_ lines: [Substring]) -> [String] {
  var quoted = lines.map(String.init)
  for index in lines.indices {
    guard let value = plainProse(in: lines[index]) else { continue }
    var last = index
    // A plain value goes on in the lines below that are indented.
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

/// Where the value of a line begins that is a prose option's, without quotation marks of its own.
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
