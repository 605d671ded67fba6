/// The rectangle and the scales with which a mark draws.
public struct Plot: Sendable {
  /// The rectangle of the data.
  public let rect: Rect
  /// The horizontal scale.
  public let x: PositionScale
  /// The vertical scale.
  public let y: PositionScale
  /// The information that the marks share.
  public let survey: ChartSurvey
  /// The index of the mark.
  public let markIndex: Int
  /// The style of the mark.
  public let style: ResolvedStyle
  /// The theme.
  public let theme: Theme
  let typesetter: LabelTypesetter

  /// The position of a pair of values; its coordinates are NaN outside the scales.
  public func point(_ xValue: Double, _ yValue: Double) -> Point {
    Point(x: x.position(xValue), y: y.position(yValue))
  }

  /// The positions of pairs, divided into runs at pairs outside the scales.
  public func runs(_ xs: [Double], _ ys: [Double]) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    for (xValue, yValue) in zip(xs, ys) {
      let point = point(xValue, yValue)
      if xValue.isFinite, yValue.isFinite, !point.x.isNaN, !point.y.isNaN {
        run.append(point)
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  /// A stroke in the style of the mark.
  public func stroke(width: Double? = nil, opacity: Double? = nil) -> Stroke {
    Stroke(
      style.paint, width: style.lineWidth ?? width ?? theme.lineWidth,
      opacity: opacity ?? style.opacity ?? 1, dash: style.dash)
  }

  /// Polylines through points on the page, clipped to the plot; empty if they are outside.
  ///
  /// - Parameters:
  ///   - runs: The points of each polyline.
  ///   - stroke: The stroke; nil for that of the mark's style.
  public func line(_ runs: [[Point]], stroke: Stroke? = nil) -> [DisplayItem] {
    var path = Path()
    for run in runs.flatMap({ $0.split(whereSeparator: { !$0.isFinite }).map(Array.init) }) {
      for piece in clip(polyline: simplified(reduced(run)), to: rect) where piece.count > 1 {
        path.append(polyline: piece)
      }
    }
    return path.elements.isEmpty ? [] : [.path(path, fill: nil, stroke: stroke ?? self.stroke())]
  }

  /// A filled polygon, clipped to the plot; empty if it is outside.
  ///
  /// - Parameters:
  ///   - corners: The corners on the page.
  ///   - opacity: The opacity; nil for that of the mark's style, or 1 if it has none.
  public func polygon(_ corners: [Point], opacity: Double? = nil) -> [DisplayItem] {
    guard corners.allSatisfy(\.isFinite) else { return [] }
    let inside = clip(polygon: corners, to: rect)
    guard inside.count > 2 else { return [] }
    let fill = Fill(style.paint, opacity: opacity ?? style.opacity ?? 1)
    return [.path(Path(polyline: inside, closed: true), fill: fill, stroke: nil)]
  }

  /// Symbols at the points inside the plot; empty if there are none.
  public func markers(_ points: [Point], symbol: Symbol, opacity: Double = 1) -> [DisplayItem] {
    let visible = points.filter { rect.contains($0, tolerance: 0.01) }
    guard !visible.isEmpty else { return [] }
    return [
      .markers(
        Markers(
          symbol: symbol, diameter: style.symbolSize, centers: visible, paints: [style.paint],
          opacity: opacity))
    ]
  }

  /// Text beside a position on the page, with math between dollar signs, kept inside the plot.
  ///
  /// - Throws: ``LabelError`` if the text cannot be typeset.
  public func text(
    _ source: String, at place: Point, anchor: TextMark.Anchor = .center
  ) throws -> DisplayItem {
    let box = try typesetter.typeset(source, size: theme.labelSize)
    return .text(anchored(box, anchor, at: place, in: rect, paint: style.paint))
  }
}
