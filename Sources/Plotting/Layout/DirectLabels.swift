/// Names of series beside the right ends of their lines, moved apart if they would overlap and
/// connected to the ends by short lines.
struct DirectLabels {
  private struct Placed {
    var name: String
    var text: TextBox
    var style: ResolvedStyle
    /// Where the short line starts.
    var start: Double
    /// The vertical positions of the line's end and of the center of its name.
    var end: Double
    var middle: Double
  }

  private let placed: [Placed]
  private let plot: Rect
  private let theme: Theme

  /// - Parameters:
  ///   - marks: The shapes of the chart's marks, which contain the ends.
  init(
    _ plan: ChartPlan, marks: [DisplayItem], plot: Rect, theme: Theme, typesetter: LabelTypesetter
  ) throws {
    self.plot = plot
    self.theme = theme
    var placed: [Placed] = []
    for entry in plan.legend {
      let own = zip(plan.chart.marks, marks).filter { $0.0.style.label == entry.label }.map(\.1)
      guard let end = lastPoint(of: own), let style = entry.swatches.first?.style else { continue }
      let text = try typesetter.typeset(entry.label, size: theme.labelSize)
      // Lines end at the center of the last category; the connector crosses its other half.
      let isShort = plan.survey.names(on: .x) != nil && end.x < plot.maxX
      let start = isShort ? end.x + 0.4 * theme.labelSize : plot.maxX + 0.4 * theme.labelSize
      placed.append(
        Placed(
          name: entry.name, text: text, style: style, start: start, end: end.y, middle: end.y))
    }
    placed.sort { $0.end < $1.end }
    let middles = apart(
      placed.map(\.end), heights: placed.map(\.text.height), within: plot.minY...plot.maxY)
    for index in placed.indices { placed[index].middle = middles[index] }
    self.placed = placed
  }

  private var gap: Double { 0.4 * theme.labelSize }
  private var leader: Double { 1.2 * theme.labelSize }

  /// The distance that the names extend beyond the right edge of the plot.
  var width: Double {
    placed.isEmpty ? 0 : 2 * gap + leader + (placed.map(\.text.width).max() ?? 0)
  }

  /// The distance that they extend below the plot, if they do not fit in its height.
  var overhang: Double {
    max(0, (placed.map { $0.middle + $0.text.height / 2 }.max() ?? 0) - plot.maxY)
  }

  /// The names with their lines.
  func group() -> DisplayItem {
    let entries = placed.map { label -> DisplayItem in
      let start = Point(x: label.start, y: label.end)
      let end = Point(x: plot.maxX + gap + leader, y: label.middle)
      let isLong = start.x < plot.maxX
      let width = isLong ? theme.lineWidth * 0.4 : label.style.lineWidth ?? theme.lineWidth
      let stroke = Stroke(label.style.paint, width: width, dash: isLong ? [] : label.style.dash)
      let text = TextRun(
        label.text, at: Point(x: end.x + gap, y: label.middle), horizontal: 0, vertical: 0.5)
      return .group(
        DisplayGroup(
          .legendEntry, series: label.name,
          items: [.path(Path(from: start, to: end), fill: nil, stroke: stroke), .text(text)]))
    }
    return .group(DisplayGroup(.legend, items: entries))
  }
}

/// The rightmost point of the lines among some shapes, or of their symbols if there are no lines.
private func lastPoint(of items: [DisplayItem]) -> Point? {
  var strokes: [Point] = []
  var others: [Point] = []
  func visit(_ item: DisplayItem) {
    switch item {
    case .path(let path, _, let stroke):
      let ends = path.segments.flatMap { [$0.start, $0.end] }
      if stroke == nil { others += ends } else { strokes += ends }
    case .markers(let markers): others += markers.centers
    case .group(let group): for item in group.items { visit(item) }
    case .text, .image: break
    }
  }
  for item in items { visit(item) }
  return (strokes.isEmpty ? others : strokes).max { $0.x < $1.x }
}

/// The increasing centers closest to the wanted ones (least squares) at which boxes of these
/// heights do not overlap.
///
/// Isotonic regression by the pool-adjacent-violators algorithm (Ayer et al. 1955,
/// doi 10.1214/aoms/1177728423). If the range is too short for all boxes, they start at its
/// upper end.
func apart(
  _ wanted: [Double], heights: [Double], within range: ClosedRange<Double>
) -> [Double] {
  var offsets: [Double] = []
  for index in wanted.indices {
    let step = index == 0 ? 0 : (heights[index - 1] + heights[index]) / 2
    offsets.append((offsets.last ?? 0) + step)
  }
  var blocks: [(sum: Double, count: Int)] = []
  for (place, offset) in zip(wanted, offsets) {
    blocks.append((place - offset, 1))
    while blocks.count > 1 {
      let (a, b) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
      guard a.sum / Double(a.count) > b.sum / Double(b.count) else { break }
      blocks.removeLast(2)
      blocks.append((a.sum + b.sum, a.count + b.count))
    }
  }
  let pooled = blocks.flatMap { block in
    Array(repeating: block.sum / Double(block.count), count: block.count)
  }
  guard let first = heights.first, let last = heights.last, let reach = offsets.last else {
    return []
  }
  // Clamping preserves the order and therefore the distances.
  let (low, high) = (range.lowerBound + first / 2, range.upperBound - last / 2 - reach)
  return zip(pooled, offsets).map { max(low, min($0, high)) + $1 }
}
