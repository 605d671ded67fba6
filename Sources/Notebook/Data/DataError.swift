/// Why data cannot be read, and where in the file.
public enum DataError: Error, Equatable, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// The file may not be read.
  case unreadable(path: String)
  /// The file's bytes are not UTF-8.
  case notUTF8(path: String)
  /// The file has not even a line with names.
  case empty(path: String)
  /// Another separator parts the lines into columns, and the given one does not.
  case otherSeparator(path: String, found: Character)
  /// Two columns have the same name.
  case duplicateColumn(path: String, name: String)
  /// A row has more or fewer fields than there are columns.
  case raggedRow(path: String, line: Int, count: Int, expected: Int)
  /// A field in quotes has no closing one.
  case unclosedQuote(path: String, line: Int)
  /// No column has this name.
  case noColumn(path: String, name: String, names: [String])
  /// A field of a column of numbers is none.
  case notANumber(path: String, line: Int, column: String, field: String)
}

extension DataError: CustomStringConvertible {
  /// The error as the compiler would say it: the place, then what is wrong there.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such file; paths begin at the folder of the notebook"
    case .unreadable(let path): "\(path): cannot be read"
    case .notUTF8(let path): "\(path): is not UTF-8 text"
    case .empty(let path): "\(path): has no line that names the columns"
    case .otherSeparator(let path, let found):
      "\(path):1: its columns are parted by \(found == "\t" ? "tabs" : "“\(found)”"); "
        + "DataTable(contentsOf: …, separator: \(String(reflecting: String(found)))) reads them"
    case .duplicateColumn(let path, let name): "\(path):1: two columns are named “\(name)”"
    case .raggedRow(let path, let line, let count, let expected):
      "\(path):\(line): has \(counted(count, "field")) where there \(expected == 1 ? "is" : "are") "
        + counted(expected, "column")
    case .unclosedQuote(let path, let line): "\(path):\(line): a quotation mark is never closed"
    case .noColumn(let path, let name, let names):
      "\(path): has no column “\(name)”, only \(names.joined(separator: ", "))"
    case .notANumber(let path, let line, let column, let field):
      "\(path):\(line): “\(field)” in column “\(column)” is not a number"
    }
  }
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
