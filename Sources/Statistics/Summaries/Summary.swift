/// A summary of a value for display: facts, and tables of numbers.
///
/// Notebooks display every ``Summarized`` value this way.
public struct Summary: Hashable, Sendable {
  /// One named fact, such as the status of a fit.
  public struct Fact: Hashable, Sendable {
    /// The name of the fact.
    public var name: String
    /// The text of the fact.
    public var text: String

    /// Creates a fact.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Numbers in rows and columns.
  public struct Table: Hashable, Sendable {
    /// The kind of the rows: the heading above their names.
    public var corner: String
    /// The headings of the columns.
    public var columns: [String]
    /// The names of the rows, with one number per column; `nil` if a cell is empty.
    public var rows: [(name: String, numbers: [Double?])] {
      get { zip(names, numbers).map { ($0, $1) } }
      set { (names, numbers) = (newValue.map(\.name), newValue.map(\.numbers)) }
    }

    private var names: [String]
    private var numbers: [[Double?]]

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - corner: The heading above the rows' names.
    ///   - columns: The headings of the columns.
    ///   - rows: The name of each row and its numbers, one per column.
    public init(
      _ corner: String, columns: [String], rows: [(name: String, numbers: [Double?])]
    ) {
      self.corner = corner
      self.columns = columns
      names = rows.map(\.name)
      numbers = rows.map(\.numbers)
    }

    /// The table with rows and columns exchanged.
    public var transposed: Table {
      Table(
        "", columns: names.map { corner.isEmpty ? $0 : "\(corner) \($0)" },
        rows: columns.indices.map { column in (columns[column], numbers.map { $0[column] }) })
    }
  }

  /// The facts, in order.
  public var facts: [Fact]
  /// The tables, in order.
  public var tables: [Table]

  /// Creates a summary from facts and tables.
  public init(facts: [Fact] = [], tables: [Table] = []) {
    self.facts = facts
    self.tables = tables
  }
}

/// A value that can be summarized for display.
public protocol Summarized {
  /// The summary of the value.
  var summary: Summary { get }
}
