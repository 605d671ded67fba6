/// A straight line across all or part of the plot, for reference values, cursors and thresholds.
public struct RuleMark: Mark {
  /// The kind `rule`.
  public static let kind = "rule"
  /// How the mark looks.
  public var style = MarkStyle()
  let dimension: ChartSurvey.Dimension
  let value: Double
  let start: Double?
  let end: Double?

  /// Creates a vertical line at x from `yStart` to `yEnd`; a missing end extends to the frame.
  public init(x: Double, yStart: Double? = nil, yEnd: Double? = nil) {
    dimension = .x
    value = x
    start = yStart
    end = yEnd
  }

  /// Creates a horizontal line at y from `xStart` to `xEnd`; a missing end extends to the frame.
  public init(y: Double, xStart: Double? = nil, xEnd: Double? = nil) {
    dimension = .y
    value = y
    start = xStart
    end = xEnd
  }

  /// A short line.
  public var swatch: Swatch { .line }
  /// A reference, not data.
  public var role: MarkRole { .reference }

  /// Nothing to share.
  public func survey(_ survey: inout ChartSurvey) throws {
    if !value.isFinite { survey.notices.append(.missingValues(mark: Self.kind, count: 1)) }
  }

  /// The extent of the value and the given ends.
  public func extent(in survey: ChartSurvey) -> Extent {
    let across = AxisExtent(of: [value], padding: 0)
    let along = AxisExtent(of: [start, end].compactMap { $0 }, padding: 0)
    return dimension == .x ? Extent(x: across, y: along) : Extent(x: along, y: across)
  }

  /// The value and the given ends.
  public func data(in survey: ChartSurvey) -> MarkData {
    let isUpright = dimension == .x
    var data = MarkData().with(isUpright ? "x" : "y", [value])
    if let start { data = data.with(isUpright ? "yStart" : "xStart", [start]) }
    if let end { data = data.with(isUpright ? "yEnd" : "xEnd", [end]) }
    return data
  }

  /// The line.
  public func items(in plot: Plot) -> [DisplayItem] {
    guard value.isFinite else { return [] }
    let ends: (Point, Point)
    if dimension == .x {
      let x = plot.x.position(value)
      ends = (
        Point(x: x, y: start.map(plot.y.floorPosition) ?? plot.rect.maxY),
        Point(x: x, y: end.map(plot.y.floorPosition) ?? plot.rect.minY)
      )
    } else {
      let y = plot.y.position(value)
      ends = (
        Point(x: start.map(plot.x.floorPosition) ?? plot.rect.minX, y: y),
        Point(x: end.map(plot.x.floorPosition) ?? plot.rect.maxX, y: y)
      )
    }
    // A logarithmic axis cannot show zero.
    guard ends.0.isFinite, ends.1.isFinite else { return [] }
    guard let segment = clip(segmentFrom: ends.0, to: ends.1, to: plot.rect) else { return [] }
    var stroke = plot.stroke(width: plot.theme.lineWidth * 0.65)
    stroke.isSnapped = true
    return [.path(Path(from: segment.start, to: segment.end), fill: nil, stroke: stroke)]
  }
}
