/// What a value has to say about itself to a reader: facts, and tables of numbers.
///
/// A notebook shows every ``Summarized`` value this way.
public struct Summary: Hashable, Sendable {
  /// One thing to know, such as the status of a fit.
  public struct Fact: Hashable, Sendable {
    /// What it is about.
    public var name: String
    /// What there is to say.
    public var text: String

    /// A fact.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Numbers in rows and columns.
  public struct Table: Hashable, Sendable {
    /// What the rows are: the heading above their names.
    public var corner: String
    /// The headings of the columns.
    public var columns: [String]
    /// The names of the rows, and a number for each column; `nil` where there is none.
    public var rows: [(name: String, numbers: [Double?])] {
      get { zip(names, numbers).map { ($0, $1) } }
      set { (names, numbers) = (newValue.map(\.name), newValue.map(\.numbers)) }
    }

    private var names: [String]
    private var numbers: [[Double?]]

    /// A table.
    ///
    /// - Parameters:
    ///   - corner: The heading above the rows' names.
    ///   - columns: The headings of the columns.
    ///   - rows: A name, and as many numbers as there are columns.
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

  /// What there is to know, in order.
  public var facts: [Fact]
  /// The tables, in order.
  public var tables: [Table]

  /// A summary of facts and tables.
  public init(facts: [Fact] = [], tables: [Table] = []) {
    self.facts = facts
    self.tables = tables
  }
}

/// A value that can be summed up for a reader.
public protocol Summarized {
  /// What it has to say.
  var summary: Summary { get }
}
