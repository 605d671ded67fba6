/// A place in a file that a person wrote.
public struct SourceLocation: Hashable, Comparable, Codable, Sendable {
  /// The file's path, as it is shown.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, counted in bytes of UTF-8 as the Swift compiler does.
  public var column: Int

  /// Creates a location.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Whether one place comes before another: by file, then line, then column.
  public static func < (a: Self, b: Self) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}
