/// One layer of data in a chart.
///
/// A chart asks its marks three things in turn: what they share (``survey(_:)``), how far their
/// data reach (``extent(in:)``), and, once scales and positions are known, their shapes
/// (``items(in:)``).
public protocol Mark: Sendable {
  /// The kind in a word, such as `line`: for descriptions and for the reader of the SVG.
  static var kind: String { get }
  /// How the mark looks.
  var style: MarkStyle { get set }
  /// How the legend shows the mark.
  var swatch: Swatch { get }
  /// Whether the mark takes a color of the palette when its author names none.
  var takesSeriesColor: Bool { get }
  /// Tells the chart what other marks must know: categories, samples that share bins, bars that stack.
  func survey(_ survey: inout ChartSurvey) throws
  /// The reach of the data along both axes.
  func extent(in survey: ChartSurvey) throws -> Extent
  /// What a color bar beside the plot shows; nil for none.
  func colorKey(in survey: ChartSurvey) -> ColorKey?
  /// The data behind the mark, for readers who want the numbers; called after all marks were surveyed.
  func data(in survey: ChartSurvey) -> MarkData
  /// The shapes in painting order, clipped to the plot.
  func items(in plot: Plot) throws -> [DisplayItem]
}

extension Mark {
  /// True: most marks are data of a series.
  public var takesSeriesColor: Bool { true }

  /// Nil: most marks do not show numbers by color.
  public func colorKey(in survey: ChartSurvey) -> ColorKey? { nil }

  /// None: some marks are ornament.
  public func data(in survey: ChartSurvey) -> MarkData { MarkData() }
}

/// How a legend shows a mark.
public enum Swatch: Sendable, Equatable {
  /// A short line; with the symbol where the line has one.
  case line
  /// A filled box of this opacity.
  case box(opacity: Double)
  /// One data point.
  case symbol
}

/// A reach along one axis, and how much air it wants.
public struct AxisExtent: Sendable, Equatable {
  /// Smallest value; +∞ where there is none.
  public var lower = Double.infinity
  /// Largest value; −∞ where there is none.
  public var upper = -Double.infinity
  /// Smallest value above zero, for logarithmic axes.
  public var smallestPositive = Double.infinity
  /// How many values have no place on a logarithmic axis.
  var nonPositiveCount = 0
  /// Free space beyond the data as a fraction of their range.
  public var padding: Double
  /// Values beyond which no free space is wanted, such as the zero that bars stand on.
  public var baselines: [Double]

  /// The reach of some values; those that are not finite do not count.
  public init(of values: some Sequence<Double>, padding: Double, baselines: [Double] = []) {
    self.padding = padding
    self.baselines = baselines
    for value in values { include(value) }
  }

  /// An axis of which a mark asks nothing.
  public static let none = AxisExtent(of: [], padding: 0)

  mutating func include(_ value: Double) {
    guard value.isFinite else { return }
    lower = min(lower, value)
    upper = max(upper, value)
    if value > 0 {
      smallestPositive = min(smallestPositive, value)
    } else if !baselines.contains(value) {
      nonPositiveCount += 1
    }
  }
}

/// The reach of a mark along both axes.
public struct Extent: Sendable, Equatable {
  /// Along x.
  public var x: AxisExtent
  /// Along y.
  public var y: AxisExtent

  /// A reach along both axes.
  public init(x: AxisExtent, y: AxisExtent) {
    self.x = x
    self.y = y
  }
}

/// Collects marks; `for`, `if` and `switch` work inside.
@resultBuilder
public enum MarkBuilder {
  /// One mark.
  public static func buildExpression(_ mark: some Mark) -> [any Mark] { [mark] }
  /// Several marks at once.
  public static func buildExpression(_ marks: [any Mark]) -> [any Mark] { marks }
  /// The marks of a block.
  public static func buildBlock(_ parts: [any Mark]...) -> [any Mark] { parts.flatMap { $0 } }
  /// The marks of a loop.
  public static func buildArray(_ parts: [[any Mark]]) -> [any Mark] { parts.flatMap { $0 } }
  /// The marks of an `if` without `else`.
  public static func buildOptional(_ part: [any Mark]?) -> [any Mark] { part ?? [] }
  /// The marks of a first branch.
  public static func buildEither(first part: [any Mark]) -> [any Mark] { part }
  /// The marks of a second branch.
  public static func buildEither(second part: [any Mark]) -> [any Mark] { part }
}
