/// A symbol at each point.
///
/// Pairs that are not finite are left out and counted.
public struct PointMark: Mark {
  /// `point`.
  public static let kind = "point"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: DataColumn
  let y: DataColumn
  var colors: [Color]?

  /// Symbols at (x₀, y₀), (x₁, y₁), ….
  public init<X: Sequence, Y: Sequence>(x: X, y: Y)
  where X.Element: Plottable, Y.Element: Plottable {
    self.x = X.Element.column(x)
    self.y = Y.Element.column(y)
  }

  /// One colour for each point, such as mixtures of component colours (``Oklab/mix(_:weights:)``).
  public func foregroundStyle(_ colors: [Color]) -> PointMark {
    var mark = self
    mark.colors = colors
    return mark
  }

  /// One data point.
  public var swatch: Swatch { .symbol }

  /// Registers both columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    try survey.register(x: x, y: y, of: Self.kind)
    if let colors, colors.count != x.count {
      throw PlottingError.unequalColumns(mark: Self.kind, lengths: [x.count, colors.count])
    }
  }

  /// The reach of the points with air around them.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: survey.values(of: x, on: .x), padding: 0.04),
      y: AxisExtent(of: survey.values(of: y, on: .y), padding: 0.05))
  }

  /// The points, and how much of each series is in their colours.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", x).with("y", y)
  }

  /// The symbols that lie in the plot.
  public func items(in plot: Plot) -> [DisplayItem] {
    let xs = plot.survey.values(of: x, on: .x)
    let ys = plot.survey.values(of: y, on: .y)
    var centers: [Point] = []
    var paints: [Paint] = []
    centers.reserveCapacity(xs.count)
    for index in xs.indices {
      let point = plot.point(xs[index], ys[index])
      guard xs[index].isFinite, ys[index].isFinite, plot.rect.contains(point, tolerance: 0.01)
      else { continue }
      centers.append(point)
      if let colors { paints.append(.color(colors[index])) }
    }
    guard !centers.isEmpty else { return [] }
    return [
      .markers(
        Markers(
          symbol: plot.style.symbol ?? .circle, diameter: plot.style.symbolSize, centers: centers,
          paints: colors == nil ? [plot.style.paint] : paints, opacity: plot.style.opacity ?? 1))
    ]
  }
}
