/// The numbers and names that a mark shows, as columns of equal length.
public struct MarkData: Sendable, Equatable {
  /// The names and values of the columns, in order.
  public private(set) var columns: [(name: String, values: DataColumn)] = []

  /// Creates empty data, for references and annotations.
  public init() {}

  /// Adds a column.
  public func with(_ name: String, _ values: DataColumn) -> MarkData {
    var data = self
    data.columns.append((name, values))
    return data
  }

  /// Adds a column of numbers.
  public func with(_ name: String, _ values: [Double]) -> MarkData {
    with(name, .numbers(values))
  }

  /// Whether the columns are equal in names and values.
  public static func == (a: MarkData, b: MarkData) -> Bool {
    a.columns.map(\.name) == b.columns.map(\.name)
      && a.columns.map(\.values) == b.columns.map(\.values)
  }
}
