/// Bars from zero, or between two values.
///
/// Bars of several marks at one place stand side by side unless the chart stacks them (``Chart/bars(_:)``).
public struct BarMark: Mark {
  /// `bar`.
  public static let kind = "bar"
  /// How the mark looks.
  public var style = MarkStyle()
  let positions: DataColumn
  let starts: [Double]?
  let ends: [Double]
  let isHorizontal: Bool
  let relativeWidth: Double

  /// Upright bars from zero to y.
  ///
  /// - Parameters:
  ///   - x: Places, as names or numbers.
  ///   - y: Heights.
  ///   - width: Width as a fraction of the distance between places.
  public init<X: Sequence>(x: X, y: some Sequence<Double>, width: Double = 0.8)
  where X.Element: Plottable {
    self.init(X.Element.column(x), starts: nil, ends: Array(y), width, isHorizontal: false)
  }

  /// Upright bars between two values.
  public init<X: Sequence>(
    x: X, yStart: some Sequence<Double>, yEnd: some Sequence<Double>, width: Double = 0.8
  ) where X.Element: Plottable {
    self.init(
      X.Element.column(x), starts: Array(yStart), ends: Array(yEnd), width, isHorizontal: false)
  }

  /// Lying bars from zero to x, at places named along y.
  public init(x: some Sequence<Double>, y: some Sequence<String>, width: Double = 0.8) {
    self.init(.categories(Array(y)), starts: nil, ends: Array(x), width, isHorizontal: true)
  }

  /// Lying bars between two values, at places named along y.
  public init(
    xStart: some Sequence<Double>, xEnd: some Sequence<Double>, y: some Sequence<String>,
    width: Double = 0.8
  ) {
    self.init(
      .categories(Array(y)), starts: Array(xStart), ends: Array(xEnd), width, isHorizontal: true)
  }

  private init(
    _ positions: DataColumn, starts: [Double]?, ends: [Double], _ width: Double, isHorizontal: Bool
  ) {
    self.positions = positions
    self.starts = starts
    self.ends = ends
    self.isHorizontal = isHorizontal
    relativeWidth = width
  }

  private static let opacity = 0.92

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }

  /// Registers the bars so that those of other marks can stand beside or on them.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard positions.count == ends.count, starts.map({ $0.count == ends.count }) ?? true else {
      throw PlottingError.unequalColumns(
        mark: Self.kind,
        lengths: [positions.count] + [starts?.count].compactMap { $0 } + [ends.count])
    }
    try survey.register(positions, on: isHorizontal ? .y : .x)
    try survey.register(.numbers(ends), on: isHorizontal ? .x : .y)
    let missing = ends.count { !$0.isFinite } + (starts?.count { !$0.isFinite } ?? 0)
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
    survey.bars.append(
      BarSeries(
        markIndex: survey.markIndex, positions: positions, starts: starts, ends: ends,
        isHorizontal: isHorizontal, relativeWidth: relativeWidth))
  }

  /// The reach of the bars; none is cut off by the frame, and there is no air below zero.
  public func extent(in survey: ChartSurvey) -> Extent {
    let bars = survey.arrangedBars(of: survey.markIndex)
    let along = AxisExtent(of: bars.flatMap { [$0.left, $0.right] }, padding: 0.02)
    let values = AxisExtent(
      of: bars.flatMap { [$0.start, $0.end] }, padding: 0.06,
      baselines: [commonStart].compactMap { $0 })
    return isHorizontal ? Extent(x: values, y: along) : Extent(x: along, y: values)
  }

  /// Where all bars start, if they start at one value.
  private var commonStart: Double? {
    guard let starts else { return 0 }
    return starts.allSatisfy { $0 == starts.first } ? starts.first : nil
  }

  /// Places and ends of the bars, as they were given.
  public func data(in survey: ChartSurvey) -> MarkData {
    let start = isHorizontal ? "xStart" : "yStart"
    let end = starts == nil ? (isHorizontal ? "x" : "y") : (isHorizontal ? "xEnd" : "yEnd")
    let places = MarkData().with(isHorizontal ? "y" : "x", positions)
    return (starts.map { places.with(start, $0) } ?? places).with(end, ends)
  }

  /// One path that holds all bars.
  public func items(in plot: Plot) -> [DisplayItem] {
    var path = Path()
    for bar in plot.survey.arrangedBars(of: plot.markIndex) {
      let corners =
        isHorizontal
        ? [
          plot.point(bar.start, bar.left), plot.point(bar.end, bar.left),
          plot.point(bar.end, bar.right), plot.point(bar.start, bar.right),
        ]
        : [
          plot.point(bar.left, bar.start), plot.point(bar.right, bar.start),
          plot.point(bar.right, bar.end), plot.point(bar.left, bar.end),
        ]
      guard corners.allSatisfy({ !$0.x.isNaN && !$0.y.isNaN }) else { continue }
      let polygon = clip(polygon: corners, to: plot.rect)
      if polygon.count > 2 { path.append(polyline: polygon, closed: true) }
    }
    guard !path.elements.isEmpty else { return [] }
    let fill = Fill(plot.style.paint, opacity: plot.style.opacity ?? Self.opacity)
    return [.path(path, fill: fill, stroke: nil)]
  }
}
