/// A line through points in the given order.
///
/// A non-finite value is a gap and gives a notice, unless x and y are both NaN, which is an
/// intentional gap.
public struct LineMark: Mark {
  /// The kind `line`.
  public static let kind = "line"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: DataColumn
  let y: DataColumn
  var interpolation = Interpolation.linear
  /// The columns of names that divide the points into lines.
  public var division = SeriesDivision()

  /// Creates a line through (x₀, y₀), (x₁, y₁), ….
  public init<X: Sequence, Y: Sequence>(x: X, y: Y)
  where X.Element: Plottable, Y.Element: Plottable {
    self.x = X.Element.column(x)
    self.y = Y.Element.column(y)
  }

  init(x: DataColumn, y: DataColumn) {
    self.x = x
    self.y = y
  }

  /// Creates a line through (0, y₀), (1, y₁), (2, y₂), ….
  public init<Y: Sequence>(y: Y) where Y.Element: Plottable {
    self.y = Y.Element.column(y)
    x = .numbers((0..<self.y.count).map(Double.init))
  }

  /// How adjacent points are connected.
  public enum Interpolation: Sendable, Equatable {
    /// A straight line.
    case linear
    /// A step just after the earlier point: the value changes immediately.
    case stepStart
    /// A step halfway.
    case stepCenter
    /// A step just before the later point: the value is constant until then, as in a distribution
    /// function.
    case stepEnd
  }

  /// Sets how adjacent points are connected.
  public func interpolation(_ interpolation: Interpolation) -> LineMark {
    var mark = self
    mark.interpolation = interpolation
    return mark
  }

  private func joined(_ run: [Point]) -> [Point] {
    guard interpolation != .linear, var previous = run.first else { return run }
    var result = [previous]
    for point in run.dropFirst() {
      let turn =
        switch interpolation {
        case .linear, .stepEnd: point.x
        case .stepStart: previous.x
        case .stepCenter: (previous.x + point.x) / 2
        }
      result += [Point(x: turn, y: previous.y), Point(x: turn, y: point.y), point]
      previous = point
    }
    return result
  }

  /// The value of the curve at each x.
  public var reading: Reading.Manner? { .curve }

  /// A short line.
  public var swatch: Swatch { .line }

  /// Registers both columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    try survey.register(x: x, y: y, of: Self.kind)
  }

  /// The extent of the points; a line without symbols may end at the frame.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(
        of: survey.values(of: x, on: .x), padding: style.symbol == nil ? 0 : 0.04),
      y: AxisExtent(of: survey.values(of: y, on: .y), padding: 0.05))
  }

  /// The points of the line.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", x).with("y", y)
  }

  /// The line, and symbols if the style has one.
  public func items(in plot: Plot) -> [DisplayItem] {
    let runs = plot.runs(
      plot.survey.values(of: x, on: .x), plot.survey.values(of: y, on: .y))
    let line = plot.line(runs.map(joined))
    guard let symbol = plot.style.symbol else { return line }
    return line
      + plot.markers(runs.flatMap { $0 }, symbol: symbol, opacity: plot.style.opacity ?? 1)
  }
}
