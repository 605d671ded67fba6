/// The data of one dimension of a mark: numbers, or names for a category axis.
public enum DataColumn: Sendable, Equatable {
  /// Numbers; non-finite ones are gaps.
  case numbers([Double])
  /// Names, each positioned on the axis in order of first appearance.
  case categories([String])

  /// The number of values.
  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .categories(let names): names.count
    }
  }

  /// The values at some row indices; indices outside the column are ignored.
  func rows(_ indices: [Int]) -> DataColumn {
    switch self {
    case .numbers(let values): .numbers(indices.filter(values.indices.contains).map { values[$0] })
    case .categories(let names):
      .categories(indices.filter(names.indices.contains).map { names[$0] })
    }
  }

  /// The whole column, repeated.
  func cycled(_ count: Int) -> DataColumn {
    switch self {
    case .numbers(let values): .numbers((0..<count).flatMap { _ in values })
    case .categories(let names): .categories((0..<count).flatMap { _ in names })
    }
  }

  /// Each value repeated consecutively.
  func stretched(_ count: Int) -> DataColumn {
    switch self {
    case .numbers(let values):
      .numbers(values.flatMap { Array(repeating: $0, count: count) })
    case .categories(let names):
      .categories(names.flatMap { Array(repeating: $0, count: count) })
    }
  }
}

/// A type whose values can be plotted: numbers and strings.
public protocol Plottable {
  /// The values as a column.
  static func column(_ values: some Sequence<Self>) -> DataColumn
}

extension Double: Plottable {
  /// The numbers themselves.
  public static func column(_ values: some Sequence<Double>) -> DataColumn {
    .numbers(Array(values))
  }
}

extension Float: Plottable {
  /// The numbers in double precision.
  public static func column(_ values: some Sequence<Float>) -> DataColumn {
    .numbers(values.map(Double.init))
  }
}

extension Int: Plottable {
  /// The numbers as floating-point values.
  public static func column(_ values: some Sequence<Int>) -> DataColumn {
    .numbers(values.map(Double.init))
  }
}

extension String: Plottable {
  /// The names.
  public static func column(_ values: some Sequence<String>) -> DataColumn {
    .categories(Array(values))
  }
}
