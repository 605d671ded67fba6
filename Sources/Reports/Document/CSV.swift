/// Formats rows of texts as comma-separated values: RFC 4180, but with line feeds as line endings.
///
/// A text that contains a comma, a quote or a line break is quoted, and its quotes are doubled.
func csv(_ rows: [[String]]) -> String {
  rows.map { row in row.map(field).joined(separator: ",") + "\n" }.joined()
}

private func field(_ text: String) -> String {
  let special = Array(",\"\r\n".utf8)
  guard text.utf8.contains(where: special.contains) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
