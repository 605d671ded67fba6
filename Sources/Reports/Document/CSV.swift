/// Rows of texts as comma-separated values: RFC 4180, but with lines that end in a line feed alone.
///
/// A text with a comma, a quote or a line's end in it stands in quotes, its own quotes doubled.
func csv(_ rows: [[String]]) -> String {
  rows.map { row in row.map(field).joined(separator: ",") + "\n" }.joined()
}

private func field(_ text: String) -> String {
  let special = Array(",\"\r\n".utf8)
  guard text.utf8.contains(where: special.contains) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
