/// The numbers and names that a mark shows, as columns of one length.
public struct MarkData: Sendable, Equatable {
  /// Names and contents, in order.
  public private(set) var columns: [(name: String, values: DataColumn)] = []

  /// No data: references and annotations.
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

  /// Two columns that are equal in name and content.
  public static func == (a: MarkData, b: MarkData) -> Bool {
    a.columns.map(\.name) == b.columns.map(\.name)
      && a.columns.map(\.values) == b.columns.map(\.values)
  }
}
