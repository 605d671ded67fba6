/// Vertical intervals with caps, such as standard errors around means.
public struct ErrorBarMark: Mark {
  /// The kind `error bar`.
  public static let kind = "error bar"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: DataColumn
  let low: [Double]
  let high: [Double]

  /// Creates intervals from `yStart` to `yEnd` at x.
  public init<X: Sequence>(x: X, yStart: some Sequence<Double>, yEnd: some Sequence<Double>)
  where X.Element: Plottable {
    self.x = X.Element.column(x)
    low = Array(yStart)
    high = Array(yEnd)
  }

  /// Creates intervals y ± error at x.
  public init<X: Sequence>(x: X, y: some Sequence<Double>, error: some Sequence<Double>)
  where X.Element: Plottable {
    self.x = X.Element.column(x)
    let pairs = Array(zip(y, error))
    low = pairs.map { $0.0 - $0.1 }
    high = pairs.map { $0.0 + $0.1 }
  }

  /// A short line.
  public var swatch: Swatch { .line }

  /// Registers the columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard low.count == x.count else {
      throw PlottingError.unequalColumns(mark: Self.kind, lengths: [x.count, low.count])
    }
    try survey.register(x: x, y: .numbers(high), of: Self.kind)
  }

  /// The extent of the intervals.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: survey.values(of: x, on: .x), padding: 0.05),
      y: AxisExtent(of: low + high, padding: 0.05))
  }

  /// The intervals.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", x).with("yStart", low).with("yEnd", high)
  }

  /// Shafts and caps in one path.
  public func items(in plot: Plot) -> [DisplayItem] {
    let cap = plot.style.symbolSize * 0.6
    var runs: [[Point]] = []
    for (place, (low, high)) in zip(plot.survey.values(of: x, on: .x), zip(low, high)) {
      let (bottom, top) = (plot.point(place, low), plot.point(place, high))
      guard place.isFinite, low.isFinite, high.isFinite, top.isFinite || bottom.isFinite else {
        continue
      }
      // If a logarithmic axis cannot show one end, the shaft extends to the axis without a cap.
      runs.append([
        Point(x: top.x, y: plot.y.floorPosition(low)),
        Point(x: top.x, y: plot.y.floorPosition(high)),
      ])
      for end in [bottom, top] where end.isFinite {
        runs.append([Point(x: end.x - cap, y: end.y), Point(x: end.x + cap, y: end.y)])
      }
    }
    return plot.line(runs, stroke: plot.stroke(width: plot.theme.lineWidth * 0.7))
  }
}
