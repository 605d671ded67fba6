/// The area between a curve and a baseline, or between two curves.
///
/// Non-finite values are gaps. Areas from zero that are divided into series
/// (`foregroundStyle(by:)`) are stacked, as in Swift Charts.
public struct AreaMark: SeriesMark {
  /// The kind `area`.
  public static let kind = "area"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: DataColumn
  let lower: DataColumn
  let upper: DataColumn
  let startsAtZero: Bool
  /// The columns of names that divide the area into series.
  public var division = SeriesDivision()
  private var isStacked = true

  /// Creates the area between a curve and zero.
  public init<X: Sequence, Y: Sequence>(x: X, y: Y)
  where X.Element: Plottable, Y.Element: Plottable {
    self.x = X.Element.column(x)
    upper = Y.Element.column(y)
    lower = .numbers(Array(repeating: 0, count: upper.count))
    startsAtZero = true
  }

  /// Creates the area between two curves.
  public init<X: Sequence, Low: Sequence, High: Sequence>(x: X, yStart: Low, yEnd: High)
  where X.Element: Plottable, Low.Element: Plottable, High.Element: Plottable {
    self.x = X.Element.column(x)
    lower = Low.Element.column(yStart)
    upper = High.Element.column(yEnd)
    startsAtZero = false
  }

  /// Creates the band y ± error, such as the uncertainty of a line.
  public init<X: Sequence>(x: X, y: some Sequence<Double>, error: some Sequence<Double>)
  where X.Element: Plottable {
    let pairs = Array(zip(y, error))
    self.init(x: x, yStart: pairs.map { $0.0 - $0.1 }, yEnd: pairs.map { $0.0 + $0.1 })
  }

  private init(x: DataColumn, lower: DataColumn, upper: DataColumn, startsAtZero: Bool) {
    self.x = x
    self.lower = lower
    self.upper = upper
    self.startsAtZero = startsAtZero
  }

  private var heights: [Double] {
    if case .numbers(let values) = upper { values } else { [] }
  }

  /// Draws the areas of the series in front of each other, each from zero, instead of stacking
  /// them.
  public func overlaid() -> AreaMark {
    var mark = self
    mark.isStacked = false
    return mark
  }

  /// The number of points.
  public var rowCount: Int { x.count }

  /// The area under some of the points.
  public func rows(_ indices: [Int]) -> AreaMark {
    var mark = AreaMark(
      x: x.rows(indices), lower: lower.rows(indices), upper: upper.rows(indices),
      startsAtZero: startsAtZero)
    mark.style = style
    return mark
  }

  /// One area per series, stacked if they start at zero.
  public func expanded() throws -> [any Mark] {
    guard division != SeriesDivision(), startsAtZero, isStacked else { return try series() }
    let series = try series()
    if case .categories = upper { return series }
    let stack = StackedCurves(series.map { ($0.x, $0.heights) })
    return zip(series, stack.bands).map { mark, band in
      var area = AreaMark(
        x: stack.x, lower: .numbers(band.lower), upper: .numbers(band.upper), startsAtZero: true)
      area.style = mark.style
      return area
    }
  }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }

  private static let opacity = 0.25

  /// Registers the columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard lower.count == x.count else {
      throw PlottingError.unequalColumns(mark: Self.kind, lengths: [x.count, lower.count])
    }
    try survey.register(x: x, y: upper, of: Self.kind)
  }

  /// The extent of both curves; an area from zero has no padding below it.
  public func extent(in survey: ChartSurvey) -> Extent {
    var y = AxisExtent(
      of: survey.values(of: upper, on: .y), padding: 0.05, baselines: startsAtZero ? [0] : [])
    for value in survey.values(of: lower, on: .y) { y.include(value) }
    return Extent(x: AxisExtent(of: survey.values(of: x, on: .x), padding: 0), y: y)
  }

  /// The columns of both curves.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", x).with("yStart", lower).with("yEnd", upper)
  }

  /// One filled polygon per run without gaps.
  public func items(in plot: Plot) -> [DisplayItem] {
    let xs = plot.survey.values(of: x, on: .x)
    let lows = plot.survey.values(of: lower, on: .y)
    let highs = plot.survey.values(of: upper, on: .y)
    // A logarithmic axis has no zero; the area then starts at the lower end of the axis.
    var path = Path()
    var top: [Point] = []
    var bottom: [Point] = []
    func finish() {
      let polygon = clip(
        polygon: simplified(reduced(top)) + simplified(reduced(bottom)).reversed(), to: plot.rect)
      if top.count > 1, polygon.count > 2 { path.append(polyline: polygon, closed: true) }
      top = []
      bottom = []
    }
    for index in xs.indices {
      let high = plot.point(xs[index], highs[index])
      let low = Point(x: high.x, y: plot.y.floorPosition(lows[index]))
      let isPlaced = [high.x, high.y, low.y].allSatisfy { !$0.isNaN }
      if isPlaced, xs[index].isFinite, highs[index].isFinite, lows[index].isFinite {
        top.append(high)
        bottom.append(low)
      } else {
        finish()
      }
    }
    finish()
    guard !path.elements.isEmpty else { return [] }
    let fill = Fill(plot.style.paint, opacity: plot.style.opacity ?? Self.opacity)
    return [.path(path, fill: fill, stroke: nil)]
  }
}
