/// Rows and columns to show.
///
/// ```swift
/// Table("component", "weight", "mean") {
///   for k in 0..<3 { ["\(k + 1)", "\(weights[k], decimals: 3)", "\(means[k], decimals: 2)"] }
/// }
/// ```
public struct Table: Displayable, Sendable, Equatable {
  /// The column headings, in inline Markdown.
  public var titles: [String]
  /// The cells row by row, in inline Markdown.
  ///
  /// Short rows are padded with empty cells; long rows widen the table.
  public var rows: [[String]]
  /// Whether headings and cells are plain text instead of Markdown.
  var isText = false
  /// The number of rows after these that are omitted.
  var omittedRows = 0

  /// Creates a table from its headings and rows.
  public init(_ titles: String..., rows: [[String]]) {
    self.init(titles: titles, rows: rows)
  }

  /// Creates a table from its headings and rows.
  public init(titles: [String], rows: [[String]]) {
    self.titles = titles
    self.rows = rows
  }

  /// Creates a table from its headings and a builder of rows, which may contain loops and conditions.
  public init(_ titles: String..., @RowBuilder rows: () throws -> [[String]]) rethrows {
    self.titles = titles
    self.rows = try rows()
  }

  /// The table itself.
  public var display: Display { .table(self) }

  /// Builds the rows of a table.
  @resultBuilder
  public enum RowBuilder {
    /// One row.
    public static func buildExpression(_ row: [String]) -> [[String]] { [row] }
    /// Consecutive rows.
    public static func buildBlock(_ parts: [[String]]...) -> [[String]] { parts.flatMap(\.self) }
    /// The rows of a loop.
    public static func buildArray(_ parts: [[[String]]]) -> [[String]] { parts.flatMap(\.self) }
    /// The rows of an `if` without `else`.
    public static func buildOptional(_ part: [[String]]?) -> [[String]] { part ?? [] }
    /// The rows of an `if`.
    public static func buildEither(first part: [[String]]) -> [[String]] { part }
    /// The rows of an `else`.
    public static func buildEither(second part: [[String]]) -> [[String]] { part }
  }
}
