internal import FoundationEssentials
internal import NotebookOutputs
internal import Synchronization

/// A table read from a file of comma- or tab-separated values, with columns accessed by name and type.
///
/// ```swift
/// let flowers = try DataTable(contentsOf: "iris.csv")
/// let lengths = try flowers.numbers("petal length")
/// ```
///
/// The first line contains the column names. Fields are separated by commas, or by tabs in a file whose
/// name ends in `.tsv`. A field in double quotes may contain separators, line breaks and doubled quotes
/// (RFC 4180). An empty field or `NA` is a missing value. If the separator is a semicolon, as in CSV
/// files from many European countries, numbers may have a decimal comma.
public struct DataTable: Sendable, Equatable {
  /// The path of the file, as given.
  public let path: String
  /// The names of the columns, in order.
  public let names: [String]
  /// The fields row by row, each row as long as `names`; nil for a missing value.
  public let rows: [[String?]]
  /// The line in the file where each row begins.
  private let lines: [Int]
  /// The character between fields.
  private let separator: Character

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file, relative to the notebook's folder.
  ///   - separator: The character between fields; by default a comma, or a tab for a `.tsv` file.
  /// - Throws: ``DataError``.
  public init(contentsOf path: String, separator: Character? = nil) throws(DataError) {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      throw FileManager.default.fileExists(atPath: path)
        ? .unreadable(path: path) : .missing(path: path)
    }
    guard let text = String(validating: data, as: UTF8.self) else { throw .notUTF8(path: path) }
    try self.init(
      text, path: path, separator: separator ?? (path.hasSuffix(".tsv") ? "\t" : ","))
  }

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - text: The lines; the first contains the column names.
  ///   - path: The name of the text in errors.
  ///   - separator: The character between fields.
  /// - Throws: ``DataError``.
  public init(_ text: String, path: String = "text", separator: Character = ",") throws(DataError) {
    // Spreadsheet programs write a byte-order mark at the start.
    let bare =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    let records = try DelimitedRecords(bare, path: path, separator: separator).records
    guard let header = records.first else { throw .empty(path: path) }
    let isRagged = records.contains { $0.fields.count != header.fields.count }
    if header.fields.count == 1 || isRagged,
      let other = Self.otherSeparator(of: bare, than: separator)
    {
      throw .otherSeparator(path: path, found: other)
    }
    self.path = path
    self.separator = separator
    names = header.fields
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw .duplicateColumn(path: path, name: name)
    }
    var rows: [[String?]] = []
    for record in records.dropFirst() {
      guard record.fields.count == header.fields.count else {
        throw .raggedRow(
          path: path, line: record.line, count: record.fields.count, expected: names.count)
      }
      rows.append(record.fields.map { $0.isEmpty || $0 == "NA" ? nil : $0 })
    }
    self.rows = rows
    lines = records.dropFirst().map(\.line)
  }

  /// A different separator that divides every line into the same number of columns, at least two.
  private static func otherSeparator(of text: String, than separator: Character) -> Character? {
    [";", "\t", ","].first { other in
      guard other != separator,
        let records = try? DelimitedRecords(text, path: "", separator: other).records
      else { return false }
      let count = records[0].fields.count
      return count > 1 && records.allSatisfy { $0.fields.count == count }
    }
  }

  /// The values of a column as text; a missing value is an empty string.
  ///
  /// - Throws: ``DataError/noColumn(path:name:names:)``.
  public func texts(_ name: String) throws(DataError) -> [String] {
    let column = try index(of: name)
    return rows.map { $0[column] ?? "" }
  }

  /// The values of a column as numbers; a missing value is NaN.
  ///
  /// - Throws: ``DataError`` for the first field that is not a number.
  public func numbers(_ name: String) throws(DataError) -> [Double] {
    let column = try index(of: name)
    var numbers: [Double] = []
    numbers.reserveCapacity(rows.count)
    for (row, line) in zip(rows, lines) {
      guard let field = row[column] else {
        numbers.append(.nan)
        continue
      }
      let digits = String(field.trimmingSpaces())
      guard let number = Double(separator == ";" ? digits.replacing(",", with: ".") : digits) else {
        throw .notANumber(path: path, line: line, column: name, field: field)
      }
      numbers.append(number)
    }
    return numbers
  }

  private func index(of name: String) throws(DataError) -> Int {
    guard let index = names.firstIndex(of: name) else {
      throw .noColumn(path: path, name: name, names: names)
    }
    return index
  }
}

extension DataTable: Displayable {
  /// The first ten rows and the number of the others.
  ///
  /// Names and fields are shown as plain text, not as Markdown.
  public var display: Display {
    var table = Table(titles: names, rows: rows.prefix(10).map { $0.map { $0 ?? "–" } })
    table.isText = true
    table.omittedRows = rows.count - table.rows.count
    return .table(table)
  }
}

extension String {
  /// The text without the spaces at its ends.
  fileprivate func trimmingSpaces() -> Substring {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}
