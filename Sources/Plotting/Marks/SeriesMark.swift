/// A mark whose data can be divided into series by a column of names.
///
/// ```swift
/// PointMark(x: lengths, y: widths).foregroundStyle(by: species).symbol(by: species)
/// ```
public protocol SeriesMark: Mark {
  /// The columns of names that divide the data into series.
  var division: SeriesDivision { get set }
  /// The number of data of the mark.
  var rowCount: Int { get }
  /// A mark with some of its data, in the given order.
  func rows(_ indices: [Int]) -> Self
}

/// The columns of names that divide the data of a mark into series.
public struct SeriesDivision: Sendable, Equatable {
  /// One name per datum, which determines its color; nil for none.
  var colors: [String]?
  /// One name per datum, which determines its symbol; nil for none.
  var symbols: [String]?

  /// Creates an empty division.
  public init() {}
}

extension SeriesMark {
  /// Divides the data into series, each with its own color and an entry in the legend.
  ///
  /// The series are in order of first appearance. The same name has the same color in all marks of
  /// a chart.
  ///
  /// - Parameter names: One name per datum, with math between dollar signs. If their number
  ///   differs, the chart throws ``PlottingError/unequalColumns(mark:lengths:)``.
  public func foregroundStyle(by names: some Sequence<String>) -> Self {
    var mark = self
    mark.division.colors = Array(names)
    mark.style.paint = nil
    return mark
  }

  /// One mark per series; the mark itself if it is not divided.
  public func expanded() throws -> [any Mark] { try series() }

  /// One mark per series, in order of first appearance.
  func series() throws -> [Self] {
    let columns = [division.colors, division.symbols].compactMap { $0 }
    if columns.isEmpty { return [self] }
    guard columns.allSatisfy({ $0.count == rowCount }) else {
      throw PlottingError.unequalColumns(
        mark: Self.kind, lengths: [rowCount] + columns.map(\.count))
    }
    var rows: [[String]: [Int]] = [:]
    var order: [[String]] = []
    for row in 0..<rowCount {
      let key = columns.map { $0[row] }
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(row)
    }
    var symbolNames: [String] = []
    for name in division.symbols ?? [] where !symbolNames.contains(name) {
      symbolNames.append(name)
    }
    return order.map { key in
      var mark = self.rows(rows[key] ?? [])
      mark.division = SeriesDivision()
      mark.style.label = key.count == 2 && key[0] != key[1] ? key.joined(separator: ", ") : key[0]
      if division.colors != nil {
        mark.style.colorKey = key[0]
      } else {
        // If only symbols distinguish the series, they share one color.
        mark.style.colorKey = "\(Self.kind) \(symbolNames)"
      }
      if division.symbols != nil, let rank = symbolNames.firstIndex(of: key[key.count - 1]) {
        mark.style.symbol = Symbol.allCases[rank % Symbol.allCases.count]
      }
      return mark
    }
  }
}

extension SeriesMark where Self: SymbolMark {
  /// Divides the data into series, each with its own symbol and an entry in the legend.
  ///
  /// - Parameter names: One name per datum. With `foregroundStyle(by:)`, both columns may be the
  ///   same; otherwise, their combinations are the series.
  public func symbol(by names: some Sequence<String>) -> Self {
    var mark = self
    mark.division.symbols = Array(names)
    return mark
  }
}

/// A mark that shows its data as symbols.
public protocol SymbolMark: Mark {}

extension PointMark: SeriesMark, SymbolMark {}

extension LineMark: SeriesMark, SymbolMark {
  /// The number of points.
  public var rowCount: Int { x.count }

  /// A line through some of the points.
  public func rows(_ indices: [Int]) -> LineMark {
    var mark = LineMark(x: x.rows(indices), y: y.rows(indices))
    (mark.style, mark.interpolation) = (style, interpolation)
    return mark
  }
}
