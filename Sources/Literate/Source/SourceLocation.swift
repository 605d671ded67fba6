/// A location in a source file.
public struct SourceLocation: Hashable, Comparable, Codable, Sendable {
  /// The file's path, as shown to the user.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in UTF-8 bytes as in the Swift compiler.
  public var column: Int

  /// Creates a location.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Whether a location comes before another: by file, then line, then column.
  public static func < (a: Self, b: Self) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}
