/// Why data cannot be read, and where in the file.
public enum DataError: Error, Equatable, Sendable {
  /// The file does not exist.
  case missing(path: String)
  /// The file cannot be read.
  case unreadable(path: String)
  /// The file is not UTF-8.
  case notUTF8(path: String)
  /// The file has no header line.
  case empty(path: String)
  /// The given separator does not divide the lines into columns, but another one does.
  case otherSeparator(path: String, found: Character)
  /// Two columns have the same name.
  case duplicateColumn(path: String, name: String)
  /// The number of fields in a row differs from the number of columns.
  case raggedRow(path: String, line: Int, count: Int, expected: Int)
  /// A quoted field has no closing quotation mark.
  case unclosedQuote(path: String, line: Int)
  /// No column has this name.
  case noColumn(path: String, name: String, names: [String])
  /// A field in a column of numbers is not a number.
  case notANumber(path: String, line: Int, column: String, field: String)
}

extension DataError: CustomStringConvertible {
  /// The place, then the error, in the style of the compiler's messages.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): no such file; paths are relative to the notebook's folder"
    case .unreadable(let path): "\(path): cannot read this file"
    case .notUTF8(let path): "\(path): not UTF-8 text"
    case .empty(let path): "\(path): no header line"
    case .otherSeparator(let path, let found):
      "\(path):1: columns are separated by \(found == "\t" ? "tabs" : "“\(found)”"); "
        + "use DataTable(contentsOf: …, separator: \(String(reflecting: String(found))))"
    case .duplicateColumn(let path, let name): "\(path):1: two columns are named “\(name)”"
    case .raggedRow(let path, let line, let count, let expected):
      "\(path):\(line): this row has \(counted(count, "field")) but the table has "
        + counted(expected, "column")
    case .unclosedQuote(let path, let line): "\(path):\(line): this quotation mark is not closed"
    case .noColumn(let path, let name, let names):
      "\(path): no column named “\(name)”; the columns are \(names.joined(separator: ", "))"
    case .notANumber(let path, let line, let column, let field):
      "\(path):\(line): “\(field)” in column “\(column)” is not a number"
    }
  }
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
