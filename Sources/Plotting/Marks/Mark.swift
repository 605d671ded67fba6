/// One layer of data in a chart.
///
/// A mark of your own needs a style and its shapes; its data, where it has columns named `x` and `y`
/// or `xStart`, `yEnd` and the like, give the axes their reach and the table of the figure its rows.
///
/// ```swift
/// struct CrosshairMark: Mark {
///   var style = MarkStyle()
///   let x: Double, y: Double
///   func data(in survey: ChartSurvey) -> MarkData { MarkData().with("x", [x]).with("y", [y]) }
///   func items(in plot: Plot) -> [DisplayItem] {
///     let center = plot.point(x, y)
///     let ends = [(-6.0, 0.0), (6, 0), (0, -6), (0, 6)].map { center + Point(x: $0, y: $1) }
///     return plot.line([[ends[0], ends[1]], [ends[2], ends[3]]])
///   }
/// }
/// ```
public protocol Mark: Sendable {
  /// How the mark looks; `foregroundStyle(_:)`, `label(_:)` and others change it.
  var style: MarkStyle { get set }
  /// The shapes in painting order, clipped to the plot.
  func items(in plot: Plot) throws -> [DisplayItem]

  /// The kind in a word or two, such as `line`, for descriptions and the table of the data; by default
  /// the name of the type.
  static var kind: String { get }
  /// What the mark is in its chart; by default data.
  var role: MarkRole { get }
  /// How the legend shows the mark; by default as a line.
  var swatch: Swatch { get }
  /// How a reader of the picture looks up values; nil, the default, for not at all.
  var reading: Reading.Manner? { get }
  /// The marks that the chart draws in place of this one, such as one for each series; by default
  /// itself.
  func expanded() throws -> [any Mark]
  /// Tells the chart what other marks must know: categories, samples that share bins, bars that stack.
  ///
  /// By default the columns of ``data(in:)`` are registered with their axes.
  func survey(_ survey: inout ChartSurvey) throws
  /// The reach of the data along both axes; by default that of the columns of ``data(in:)``.
  func extent(in survey: ChartSurvey) throws -> Extent
  /// What a color bar beside the plot shows; nil, the default, for none.
  func colorKey(in survey: ChartSurvey) -> ColorKey?
  /// The numbers and names that the mark shows, by default none; called after all marks were surveyed.
  func data(in survey: ChartSurvey) -> MarkData
}

/// What a mark is in its chart, which decides its color where its author chooses none.
public enum MarkRole: Sendable, Hashable {
  /// Data of a series, in the next color of the palette.
  case data
  /// Data in colors of its own, such as those of a color map.
  case colored
  /// A reference such as a threshold, in the color of secondary text.
  case reference
  /// An annotation, in the color of text.
  case annotation

  /// The color of a mark that takes none of the palette.
  var paint: Paint { self == .annotation ? .ink : .muted }
  /// Whether a description of the chart names the mark first.
  var isData: Bool { self == .data || self == .colored }
}

extension Mark {
  /// The name of the type in lower case, without `Mark`: `errorBar` of `ErrorBarMark` is `error bar`.
  public static var kind: String {
    var words = ""
    for letter in "\(Self.self)".replacing("Mark", with: "") {
      if letter.isUppercase, !words.isEmpty { words += " " }
      words += letter.lowercased()
    }
    return words
  }

  /// Data.
  public var role: MarkRole { .data }

  /// A line.
  public var swatch: Swatch { .line }

  /// Not at all.
  public var reading: Reading.Manner? { nil }

  /// The mark itself.
  public func expanded() throws -> [any Mark] { [self] }

  /// Registers the columns of the data whose names begin with x or y.
  public func survey(_ survey: inout ChartSurvey) throws {
    for (name, values) in data(in: survey).columns {
      if let dimension = ChartSurvey.Dimension(column: name) {
        try survey.register(values, on: dimension)
      }
    }
  }

  /// The reach of the columns of the data whose names begin with x or y.
  public func extent(in survey: ChartSurvey) throws -> Extent {
    var extent = Extent(x: AxisExtent(of: [], padding: 0.04), y: AxisExtent(of: [], padding: 0.05))
    for (name, values) in data(in: survey).columns {
      switch ChartSurvey.Dimension(column: name) {
      case .x: for value in survey.values(of: values, on: .x) { extent.x.include(value) }
      case .y: for value in survey.values(of: values, on: .y) { extent.y.include(value) }
      case nil: break
      }
    }
    return extent
  }

  /// None: most marks do not show numbers by color.
  public func colorKey(in survey: ChartSurvey) -> ColorKey? { nil }

  /// None: some marks are ornament.
  public func data(in survey: ChartSurvey) -> MarkData { MarkData() }
}

extension ChartSurvey.Dimension {
  /// The axis of a column of data, by its name: `x`, `xStart`, `xEnd`, and so for y; nil for others.
  fileprivate init?(column name: String) {
    switch name {
    case "x", "xStart", "xEnd": self = .x
    case "y", "yStart", "yEnd": self = .y
    default: return nil
    }
  }
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
  /// How many values are too large for any axis: differences between them would overflow.
  var beyondCount = 0
  /// Free space beyond the data as a fraction of their range.
  public var padding: Double
  /// Values beyond which no free space is wanted, such as the zero that bars begin at.
  public var baselines: [Double]

  /// The reach of some values; those that are not finite do not count.
  public init(of values: some Sequence<Double>, padding: Double, baselines: [Double] = []) {
    self.padding = padding
    self.baselines = baselines
    for value in values { include(value) }
  }

  /// The largest value that an axis shows.
  private static let limit = 1e300

  /// An axis of which a mark asks nothing.
  public static let none = AxisExtent(of: [], padding: 0)

  mutating func include(_ value: Double) {
    guard value.isFinite else { return }
    guard abs(value) <= Self.limit else {
      beyondCount += 1
      return
    }
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
