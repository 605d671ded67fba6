/// One layer of data in a chart.
///
/// A custom mark needs only a style and its shapes. If its data have columns named `x` and `y`, or
/// `xStart`, `yEnd` and the like, they determine the extents of the axes and the rows in the
/// figure's table.
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
  /// The style of the mark; `foregroundStyle(_:)`, `label(_:)` and others change it.
  var style: MarkStyle { get set }
  /// Returns the shapes in painting order, clipped to the plot.
  func items(in plot: Plot) throws -> [DisplayItem]

  /// The kind in a word or two, such as `line`, for descriptions and the data table; by default
  /// derived from the name of the type.
  static var kind: String { get }
  /// The role of the mark in its chart; by default data.
  var role: MarkRole { get }
  /// The symbol of the mark in the legend; by default a line.
  var swatch: Swatch { get }
  /// How readers look up values in the picture; nil, the default, if they cannot.
  var reading: Reading.Manner? { get }
  /// The marks that the chart draws in place of this one, such as one per series; by default the
  /// mark itself.
  func expanded() throws -> [any Mark]
  /// Registers what other marks need to know: categories, samples that share bins, stacked bars.
  ///
  /// By default, the columns of ``data(in:)`` are registered for their axes.
  func survey(_ survey: inout ChartSurvey) throws
  /// The extent of the data along both axes; by default that of the columns of ``data(in:)``.
  func extent(in survey: ChartSurvey) throws -> Extent
  /// The contents of a color bar beside the plot; nil, the default, for none.
  func colorKey(in survey: ChartSurvey) -> ColorKey?
  /// The numbers and names that the mark shows, by default none; called after all marks are
  /// surveyed.
  func data(in survey: ChartSurvey) -> MarkData
}

/// The role of a mark in its chart, which determines its default color.
public enum MarkRole: Sendable, Hashable {
  /// Data of a series, in the next color of the palette.
  case data
  /// Data with their own colors, such as those of a color map.
  case colored
  /// A reference such as a threshold, in the color of secondary text.
  case reference
  /// An annotation, in the color of text.
  case annotation

  /// The color of a mark that uses none of the palette.
  var paint: Paint { self == .annotation ? .ink : .muted }
  /// Whether the description of a chart lists the mark with the data.
  var isData: Bool { self == .data || self == .colored }
}

extension Mark {
  /// The name of the type in lower case, without `Mark`: `error bar` for `ErrorBarMark`.
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

  /// Values cannot be looked up.
  public var reading: Reading.Manner? { nil }

  /// The mark itself.
  public func expanded() throws -> [any Mark] { [self] }

  /// Registers the data columns whose names start with x or y.
  public func survey(_ survey: inout ChartSurvey) throws {
    for (name, values) in data(in: survey).columns {
      if let dimension = ChartSurvey.Dimension(column: name) {
        try survey.register(values, on: dimension)
      }
    }
  }

  /// The extent of the data columns whose names start with x or y.
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

  /// No color bar.
  public func colorKey(in survey: ChartSurvey) -> ColorKey? { nil }

  /// No data.
  public func data(in survey: ChartSurvey) -> MarkData { MarkData() }
}

extension ChartSurvey.Dimension {
  /// The axis of a data column by its name: `x`, `xStart` or `xEnd`, and likewise for y; nil for
  /// other names.
  fileprivate init?(column name: String) {
    switch name {
    case "x", "xStart", "xEnd": self = .x
    case "y", "yStart", "yEnd": self = .y
    default: return nil
    }
  }
}

/// The symbol of a mark in a legend.
public enum Swatch: Sendable, Equatable {
  /// A short line, with the symbol if the line has one.
  case line
  /// A filled box of this opacity.
  case box(opacity: Double)
  /// One data point.
  case symbol
}

/// The extent of data along one axis, and its padding.
public struct AxisExtent: Sendable, Equatable {
  /// The smallest value; +∞ if there are none.
  public var lower = Double.infinity
  /// The largest value; −∞ if there are none.
  public var upper = -Double.infinity
  /// The smallest value above zero, for logarithmic axes.
  public var smallestPositive = Double.infinity
  /// The number of values that a logarithmic axis cannot show.
  var nonPositiveCount = 0
  /// The number of values too large for any axis, because their differences would overflow.
  var beyondCount = 0
  /// The free space beyond the data as a fraction of their range.
  public var padding: Double
  /// Values beyond which there is no free space, such as the zero at which bars start.
  public var baselines: [Double]

  /// Creates the extent of values; non-finite values are ignored.
  public init(of values: some Sequence<Double>, padding: Double, baselines: [Double] = []) {
    self.padding = padding
    self.baselines = baselines
    for value in values { include(value) }
  }

  /// The largest value that an axis can show.
  private static let limit = 1e300

  /// The extent of a mark that places no requirements on an axis.
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

/// The extent of a mark along both axes.
public struct Extent: Sendable, Equatable {
  /// The extent along x.
  public var x: AxisExtent
  /// The extent along y.
  public var y: AxisExtent

  /// Creates an extent along both axes.
  public init(x: AxisExtent, y: AxisExtent) {
    self.x = x
    self.y = y
  }
}

/// Collects marks; supports `for`, `if` and `switch`.
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
  /// The marks of the first branch.
  public static func buildEither(first part: [any Mark]) -> [any Mark] { part }
  /// The marks of the second branch.
  public static func buildEither(second part: [any Mark]) -> [any Mark] { part }
}
