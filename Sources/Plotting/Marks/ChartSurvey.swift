/// The information that the marks of a chart share before layout.
public struct ChartSurvey: Sendable {
  /// The axis of a column.
  public enum Dimension: String, Sendable {
    /// Horizontal.
    case x
    /// Vertical.
    case y
  }

  /// The index of the current mark, from 0.
  public internal(set) var markIndex = 0
  /// Notices for the author.
  public var notices: [Notice] = []

  private(set) var categories: [Dimension: [String]] = [:]
  private var kinds: [Dimension: Bool] = [:]
  private var places: [Dimension: [String: Int]] = [:]
  /// The samples of histograms with automatic bins.
  var pooledSamples: [Double] = []
  /// The bin edges that those histograms share.
  var sharedEdges: [Double] = []
  /// The bars of all marks, in order.
  var bars: [BarSeries] = []
  /// The arrangement of bars at the same position.
  let barArrangement: BarArrangement
  /// The scales chosen by the author of the chart; the vertical one is that of the current mark.
  var scales: (x: Scale, y: Scale)

  init(barArrangement: BarArrangement, scales: (x: Scale, y: Scale) = (.linear, .linear)) {
    self.barArrangement = barArrangement
    self.scales = scales
  }

  /// Registers a column for an axis.
  ///
  /// - Throws: ``PlottingError/mixedAxis(_:)`` if the axis has both names and numbers.
  public mutating func register(_ column: DataColumn, on dimension: Dimension) throws {
    let isCategory = if case .categories = column { true } else { false }
    if let known = kinds[dimension], known != isCategory, column.count > 0 {
      throw PlottingError.mixedAxis(dimension.rawValue)
    }
    if column.count > 0 { kinds[dimension] = isCategory }
    guard case .categories(let names) = column else { return }
    for name in names where places[dimension]?[name] == nil {
      places[dimension, default: [:]][name] = categories[dimension]?.count ?? 0
      categories[dimension, default: []].append(name)
    }
  }

  /// Registers two columns of equal length and counts the non-finite pairs.
  ///
  /// A pair of two NaNs does not count: it is an intentional gap in a line.
  ///
  /// - Throws: ``PlottingError/unequalColumns(mark:lengths:)`` or ``PlottingError/mixedAxis(_:)``.
  public mutating func register(x: DataColumn, y: DataColumn, of kind: String) throws {
    guard x.count == y.count else {
      throw PlottingError.unequalColumns(mark: kind, lengths: [x.count, y.count])
    }
    try register(x, on: .x)
    try register(y, on: .y)
    let missing = zip(values(of: x, on: .x), values(of: y, on: .y)).count {
      (!$0.isFinite || !$1.isFinite) && !($0.isNaN && $1.isNaN)
    }
    if missing > 0 { notices.append(.missingValues(mark: kind, count: missing)) }
  }

  /// The column as numbers; a name is its index on the axis, 0, 1, ….
  public func values(of column: DataColumn, on dimension: Dimension) -> [Double] {
    switch column {
    case .numbers(let values): values
    case .categories(let names):
      names.map { Double(places[dimension]?[$0] ?? 0) }
    }
  }

  func names(on dimension: Dimension) -> [String]? { categories[dimension] }
}
