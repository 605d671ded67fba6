/// The records of delimited text (RFC 4180), with the lines where they begin.
struct DelimitedRecords {
  struct Record: Equatable {
    var line: Int
    var fields: [String]
  }

  var records: [Record] = []

  /// Parses a text, ignoring blank lines.
  init(_ text: String, path: String, separator: Character) throws(DataError) {
    var record = Record(line: 1, fields: [])
    var field = ""
    var isQuoted = false
    var line = 1
    var rest = text[...]
    func isBlank() -> Bool { record.fields.isEmpty && field.isEmpty && !isQuoted }
    while let character = rest.popFirst() {
      switch character {
      case "\"" where field.isEmpty && !isQuoted:
        let start = line
        isQuoted = true
        field = try Self.quoted(&rest, line: &line, from: start, path: path)
      case separator:
        record.fields.append(field)
        (field, isQuoted) = ("", false)
      case let end where end.isNewline:
        if !isBlank() {
          records.append(Record(line: record.line, fields: record.fields + [field]))
        }
        line += 1
        record = Record(line: line, fields: [])
        (field, isQuoted) = ("", false)
      default:
        field.append(character)
      }
    }
    if !isBlank() { records.append(Record(line: record.line, fields: record.fields + [field])) }
  }

  /// Parses the rest of a field after its opening quotation mark.
  private static func quoted(
    _ rest: inout Substring, line: inout Int, from start: Int, path: String
  ) throws(DataError) -> String {
    var field = ""
    while let character = rest.popFirst() {
      if character.isNewline { line += 1 }
      guard character == "\"" else {
        field.append(character)
        continue
      }
      guard rest.first == "\"" else { return field }
      rest.removeFirst()
      field.append("\"")
    }
    throw .unclosedQuote(path: path, line: start)
  }
}
