/// Bars from zero, or between two values.
///
/// Bars of one mark that start at zero at the same position are stacked, as in Swift Charts; bars
/// of several marks are side by side. ``Chart/bars(_:)`` changes this.
///
/// ```swift
/// BarMark(x: years, y: counts).foregroundStyle(by: regions)   // stacked
/// ```
public struct BarMark: SeriesMark {
  /// The kind `bar`.
  public static let kind = "bar"
  /// How the mark looks.
  public var style = MarkStyle()
  let positions: DataColumn
  let starts: [Double]?
  let ends: [Double]
  let isHorizontal: Bool
  let relativeWidth: Double
  /// The columns of names that divide the bars into series.
  public var division = SeriesDivision()
  private var continuesMark = false

  /// Creates vertical bars from zero to y.
  ///
  /// - Parameters:
  ///   - x: The positions, as names or numbers.
  ///   - y: The heights.
  ///   - width: The width as a fraction of the distance between positions.
  public init<X: Sequence>(x: X, y: some Sequence<Double>, width: Double = 0.8)
  where X.Element: Plottable {
    self.init(X.Element.column(x), starts: nil, ends: Array(y), width, isHorizontal: false)
  }

  /// Creates vertical bars between two values.
  public init<X: Sequence>(
    x: X, yStart: some Sequence<Double>, yEnd: some Sequence<Double>, width: Double = 0.8
  ) where X.Element: Plottable {
    self.init(
      X.Element.column(x), starts: Array(yStart), ends: Array(yEnd), width, isHorizontal: false)
  }

  /// Creates horizontal bars from zero to x, at names along y.
  public init(x: some Sequence<Double>, y: some Sequence<String>, width: Double = 0.8) {
    self.init(.categories(Array(y)), starts: nil, ends: Array(x), width, isHorizontal: true)
  }

  /// Creates horizontal bars between two values, at names along y.
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

  /// The number of bars.
  public var rowCount: Int { positions.count }

  /// A mark with some of the bars.
  public func rows(_ indices: [Int]) -> BarMark {
    var mark = BarMark(
      positions.rows(indices), starts: starts.map { starts in indices.map { starts[$0] } },
      ends: indices.map { ends[$0] }, relativeWidth, isHorizontal: isHorizontal)
    mark.style = style
    return mark
  }

  /// One mark per series.
  public func expanded() throws -> [any Mark] {
    try checkLengths()
    return try series().enumerated().map { index, mark in
      var mark = mark
      mark.continuesMark = index > 0
      return mark
    }
  }

  private func checkLengths() throws {
    guard positions.count == ends.count, starts.map({ $0.count == ends.count }) ?? true else {
      throw PlottingError.unequalColumns(
        mark: Self.kind,
        lengths: [positions.count] + [starts?.count].compactMap { $0 } + [ends.count])
    }
  }

  private static let opacity = 0.92

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }

  /// Registers the bars, so that those of other marks can be placed beside them or stacked.
  public func survey(_ survey: inout ChartSurvey) throws {
    try checkLengths()
    try survey.register(positions, on: isHorizontal ? .y : .x)
    try survey.register(.numbers(ends), on: isHorizontal ? .x : .y)
    let places = if case .numbers(let values) = positions { values } else { [Double]() }
    let missing =
      ends.count { !$0.isFinite } + (starts?.count { !$0.isFinite } ?? 0)
      + zip(places, ends).count { !$0.isFinite && $1.isFinite }
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
    survey.bars.append(
      BarSeries(
        markIndex: survey.markIndex, positions: positions, starts: starts, ends: ends,
        isHorizontal: isHorizontal, relativeWidth: relativeWidth, continuesMark: continuesMark,
        axis: style.yAxis))
  }

  /// The extent of the bars, which includes their full widths; there is no padding beyond a common
  /// start.
  public func extent(in survey: ChartSurvey) -> Extent {
    let bars = survey.arrangedBars(of: survey.markIndex)
    let along = AxisExtent(of: bars.flatMap { [$0.left, $0.right] }, padding: 0.02)
    let values = AxisExtent(
      of: bars.flatMap { [$0.start, $0.end] }, padding: 0.06,
      baselines: [commonStart].compactMap { $0 })
    return isHorizontal ? Extent(x: values, y: along) : Extent(x: along, y: values)
  }

  /// The value at which all bars start; nil if they start at different values.
  private var commonStart: Double? {
    guard let starts else { return 0 }
    return starts.allSatisfy { $0 == starts.first } ? starts.first : nil
  }

  /// The positions and ends of the bars, as given.
  public func data(in survey: ChartSurvey) -> MarkData {
    let start = isHorizontal ? "xStart" : "yStart"
    let end = starts == nil ? (isHorizontal ? "x" : "y") : (isHorizontal ? "xEnd" : "yEnd")
    let places = MarkData().with(isHorizontal ? "y" : "x", positions)
    return (starts.map { places.with(start, $0) } ?? places).with(end, ends)
  }

  /// One path for all bars, or one per bar if some overlap.
  public func items(in plot: Plot) -> [DisplayItem] {
    let scale = isHorizontal ? plot.x : plot.y
    // A logarithmic axis has no zero; bars then start at the lower end of the axis.
    func along(_ value: Double) -> Double {
      scale.scale == .log && value <= 0 ? scale.domain.lowerBound : value
    }
    let bars = plot.survey.arrangedBars(of: plot.markIndex)
    let polygons = bars.compactMap { bar -> [Point]? in
      let sides = [
        (bar.left, bar.start), (bar.right, bar.start), (bar.right, bar.end), (bar.left, bar.end),
      ]
      let corners = sides.map { across, end in
        isHorizontal ? plot.point(along(end), across) : plot.point(across, along(end))
      }
      guard corners.allSatisfy({ !$0.x.isNaN && !$0.y.isNaN }) else { return nil }
      let polygon = clip(polygon: corners, to: plot.rect)
      return polygon.count > 2 ? polygon : nil
    }
    let fill = Fill(plot.style.paint, opacity: plot.style.opacity ?? Self.opacity)
    if overlap(bars) {
      return polygons.map { .path(Path(polyline: $0, closed: true), fill: fill, stroke: nil) }
    }
    var path = Path()
    for polygon in polygons { path.append(polyline: polygon, closed: true) }
    return path.elements.isEmpty ? [] : [.path(path, fill: fill, stroke: nil)]
  }

  /// Whether two bars overlap; in one path, their intersection would be empty.
  private func overlap(_ bars: [ArrangedBar]) -> Bool {
    let sorted = bars.sorted { $0.left < $1.left }
    for (index, bar) in sorted.enumerated() {
      let tolerance = 1e-9 * (bar.right - bar.left)
      for other in sorted[(index + 1)...] {
        if other.left >= bar.right - tolerance { break }
        let low = max(min(bar.start, bar.end), min(other.start, other.end))
        let high = min(max(bar.start, bar.end), max(other.start, other.end))
        if low < high { return true }
      }
    }
    return false
  }
}
