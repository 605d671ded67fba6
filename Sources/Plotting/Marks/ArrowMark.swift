/// An annotation: an arrow from one point to another, with text at its tail.
public struct ArrowMark: Mark {
  /// The kind `arrow`.
  public static let kind = "arrow"
  /// How the mark looks.
  public var style = MarkStyle()
  let start: (x: Double, y: Double)
  let end: (x: Double, y: Double)
  let text: String?

  /// Creates an arrow between points in data coordinates, with text at its tail.
  public init(
    _ text: String? = nil, from start: (x: Double, y: Double), to end: (x: Double, y: Double)
  ) {
    self.text = text
    self.start = start
    self.end = end
  }

  /// A short line.
  public var swatch: Swatch { .line }
  /// An annotation, not data.
  public var role: MarkRole { .annotation }

  /// Checks the coordinates; there is nothing to share.
  public func survey(_ survey: inout ChartSurvey) throws {
    if ![start.x, start.y, end.x, end.y].allSatisfy(\.isFinite) {
      survey.notices.append(.missingValues(mark: Self.kind, count: 1))
    }
  }

  /// The coordinates of both ends.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: [start.x, end.x], padding: 0),
      y: AxisExtent(of: [start.y, end.y], padding: 0))
  }

  /// Both ends and the text.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("xStart", [start.x]).with("yStart", [start.y]).with("xEnd", [end.x])
      .with("yEnd", [end.y]).with("text", .categories([text ?? ""]))
  }

  /// The shaft, the head and the text.
  public func items(in plot: Plot) throws -> [DisplayItem] {
    let (tail, tip) = (plot.point(start.x, start.y), plot.point(end.x, end.y))
    guard [tail.x, tail.y, tip.x, tip.y].allSatisfy(\.isFinite),
      let segment = clip(segmentFrom: tail, to: tip, to: plot.rect)
    else { return [] }
    let width = plot.style.lineWidth ?? plot.theme.lineWidth * 0.6
    let length = 5 * width + 2 * plot.theme.strokeScale
    var items: [DisplayItem] = []
    let direction = segment.end - segment.start
    if direction.length > length {
      let neck = segment.end - direction * (0.7 * length / direction.length)
      items.append(
        .path(Path(from: segment.start, to: neck), fill: nil, stroke: plot.stroke(width: width)))
    }
    if let head = arrowhead(at: segment.end, from: segment.start, length: length) {
      items.append(.path(head, fill: Fill(plot.style.paint), stroke: nil))
    }
    if let text {
      let box = try plot.typesetter.typeset(text, size: plot.theme.labelSize)
      let anchor: TextMark.Anchor =
        abs(direction.x) > abs(direction.y)
        ? (direction.x > 0 ? .leading : .trailing) : (direction.y > 0 ? .top : .bottom)
      let run = anchored(box, anchor, at: segment.start, in: plot.rect, paint: .ink)
      items.append(.path(Path(run.bounds), fill: Fill(.background, opacity: 0.75), stroke: nil))
      items.append(.text(run))
    }
    return items
  }
}
