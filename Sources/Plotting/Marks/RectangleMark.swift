/// A filled rectangle; missing sides extend to the frame, so that an interval of x alone is a
/// vertical band.
public struct RectangleMark: Mark {
  /// The kind `rectangle`.
  public static let kind = "rectangle"
  /// How the mark looks.
  public var style = MarkStyle()
  let xStart: Double?
  let xEnd: Double?
  let yStart: Double?
  let yEnd: Double?

  /// Creates a rectangle with the given sides.
  public init(
    xStart: Double? = nil, xEnd: Double? = nil, yStart: Double? = nil, yEnd: Double? = nil
  ) {
    self.xStart = xStart
    self.xEnd = xEnd
    self.yStart = yStart
    self.yEnd = yEnd
  }

  private static let opacity = 0.14

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }
  /// A reference, not data.
  public var role: MarkRole { .reference }

  /// Checks the sides; there is nothing to share.
  public func survey(_ survey: inout ChartSurvey) throws {
    if ![xStart, xEnd, yStart, yEnd].allSatisfy({ $0?.isFinite ?? true }) {
      survey.notices.append(.missingValues(mark: Self.kind, count: 1))
    }
  }

  /// The extent of the given sides.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: [xStart, xEnd].compactMap { $0 }, padding: 0),
      y: AxisExtent(of: [yStart, yEnd].compactMap { $0 }, padding: 0))
  }

  /// The given sides.
  public func data(in survey: ChartSurvey) -> MarkData {
    let sides = [("xStart", xStart), ("xEnd", xEnd), ("yStart", yStart), ("yEnd", yEnd)]
    return sides.reduce(MarkData()) { data, side in
      side.1.map { data.with(side.0, [$0]) } ?? data
    }
  }

  /// The part of the rectangle inside the plot.
  public func items(in plot: Plot) -> [DisplayItem] {
    let corners = [
      xStart.map(plot.x.floorPosition) ?? plot.rect.minX,
      xEnd.map(plot.x.floorPosition) ?? plot.rect.maxX,
      yStart.map(plot.y.floorPosition) ?? plot.rect.maxY,
      yEnd.map(plot.y.floorPosition) ?? plot.rect.minY,
    ]
    return plot.polygon(
      [
        Point(x: corners[0], y: corners[2]), Point(x: corners[1], y: corners[2]),
        Point(x: corners[1], y: corners[3]), Point(x: corners[0], y: corners[3]),
      ], opacity: plot.style.opacity ?? Self.opacity)
  }
}
