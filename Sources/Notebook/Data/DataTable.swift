internal import FoundationEssentials
internal import NotebookOutputs
internal import Synchronization

/// A table of data read from a file, whose columns are fetched by name and type.
///
/// ```swift
/// let flowers = try DataTable(contentsOf: "iris.csv")
/// let lengths = try flowers.numbers("petal length")
/// ```
///
/// The first line names the columns. Fields are parted by commas, or by tabs in a file whose name
/// ends in `.tsv`; a field in double quotes may contain separators, line ends and doubled quotes
/// (RFC 4180). An empty field and `NA` are missing. Where semicolons part the fields, as spreadsheets
/// write them in half of Europe, a number may have a comma for its point.
public struct DataTable: Sendable, Equatable {
  /// The path of the file, as it was given.
  public let path: String
  /// The columns' names, in order.
  public let names: [String]
  /// The fields row by row, each row as long as `names`; a missing field is `nil`.
  public let rows: [[String?]]
  /// The line of the file that each row begins in.
  private let lines: [Int]
  /// What parts the fields.
  private let separator: Character

  /// Reads a file.
  ///
  /// Its contents then decide, together with the code, whether a notebook needs to run again.
  ///
  /// - Parameters:
  ///   - path: The file, relative to the notebook's folder.
  ///   - separator: What parts the fields of a line; by default a comma, or a tab in a `.tsv`.
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

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: The lines, the first of which names the columns.
  ///   - path: What to call the text in errors.
  ///   - separator: What parts the fields of a line.
  /// - Throws: ``DataError``.
  public init(_ text: String, path: String = "text", separator: Character = ",") throws(DataError) {
    // Spreadsheets begin their files with a byte-order mark.
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

  /// What parts a text into several columns of one length each, where the separator does not.
  private static func otherSeparator(of text: String, than separator: Character) -> Character? {
    [";", "\t", ","].first { other in
      guard other != separator,
        let records = try? DelimitedRecords(text, path: "", separator: other).records
      else { return false }
      let count = records[0].fields.count
      return count > 1 && records.allSatisfy { $0.fields.count == count }
    }
  }

  /// The texts of a column; a missing field is an empty text.
  ///
  /// - Throws: ``DataError/noColumn(path:name:names:)``.
  public func texts(_ name: String) throws(DataError) -> [String] {
    let column = try index(of: name)
    return rows.map { $0[column] ?? "" }
  }

  /// The numbers of a column; a missing field is NaN.
  ///
  /// - Throws: ``DataError``, at the first field that is not a number.
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
  /// The first ten rows, and how many more there are.
  ///
  /// Names and fields are text, never Markdown.
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
