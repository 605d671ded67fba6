/// Lines from zero to points, with symbols at their ends, for sequences and probabilities.
public struct StemMark: Mark {
  /// The kind `stem`.
  public static let kind = "stem"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: DataColumn
  let y: [Double]

  /// Creates stems from (xᵢ, 0) to (xᵢ, yᵢ).
  public init<X: Sequence>(x: X, y: some Sequence<Double>) where X.Element: Plottable {
    self.x = X.Element.column(x)
    self.y = Array(y)
  }

  /// One data point.
  public var swatch: Swatch { .symbol }

  /// Registers both columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    try survey.register(x: x, y: .numbers(y), of: Self.kind)
  }

  /// The extent of the points and zero.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: survey.values(of: x, on: .x), padding: 0.04),
      y: AxisExtent(of: y + [0], padding: 0.06, baselines: [0]))
  }

  /// The points.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", x).with("y", y)
  }

  /// The lines and their symbols.
  public func items(in plot: Plot) -> [DisplayItem] {
    let floor = plot.y.floorPosition(0)
    let tips = plot.runs(plot.survey.values(of: x, on: .x), y).flatMap { $0 }
    let stems = tips.map { [Point(x: $0.x, y: floor), $0] }
    return plot.line(stems, stroke: plot.stroke(width: plot.theme.lineWidth * 0.7))
      + plot.markers(tips, symbol: plot.style.symbol ?? .circle, opacity: plot.style.opacity ?? 1)
  }
}
