/// A second axis laid out above or to the right of a plot.
struct SecondaryAxisLayout {
  private let scale: PositionScale
  private let ticks: Ticks
  private let label: [TextBox]
  private let plot: Rect
  private let theme: Theme
  private let isVertical: Bool

  /// Nil where the axis has no numbers for the scale.
  init?(
    _ axis: SecondaryAxis?, beside own: PositionScale, isVertical: Bool, plot: Rect, theme: Theme,
    typesetter: Typesetter
  ) throws {
    guard let axis, let scale = axis.scale(beside: own) else { return nil }
    self.scale = scale
    self.plot = plot
    self.theme = theme
    self.isVertical = isVertical
    let placement = TickPlacement(
      typesetter: typesetter, labelSize: theme.labelSize,
      direction: isVertical ? .vertical : .horizontal)
    ticks = try placement.ticks(
      for: Axis(scale: scale.scale, format: axis.format), on: scale, categories: [])
    label =
      try axis.label.map {
        try typesetter.typeset(
          $0, size: theme.axisLabelSize, maximumWidth: isVertical ? plot.height : plot.width)
      } ?? []
  }

  private var gaps: ChartLayout.Gaps { ChartLayout.Gaps(theme) }

  /// How far ticks and their labels reach from the plot.
  private var tickReach: Double {
    let extents = ticks.major.map { isVertical ? $0.label.width : $0.label.height }
    return extents.max().map { theme.tickLength + gaps.tickLabel + $0 } ?? 1
  }

  /// How far everything reaches from the plot.
  var reach: Double {
    tickReach + (label.isEmpty ? 0 : gaps.axisLabel + label.map(\.height).reduce(0, +))
  }

  /// How far tick labels reach beyond the ends of the axis.
  var overhang: (low: Double, high: Double) {
    var (low, high) = (0.0, 0.0)
    for tick in ticks.major {
      let half = (isVertical ? tick.label.height : tick.label.width) / 2
      let place = scale.position(tick.value)
      low = max(low, (isVertical ? plot.minY : plot.minX) - (place - half))
      high = max(high, place + half - (isVertical ? plot.maxY : plot.maxX))
    }
    return (low, high)
  }

  /// The axis.
  func group() -> DisplayItem {
    var items = isVertical ? verticalItems() : horizontalItems()
    items.insert(
      .path(line, fill: nil, stroke: Stroke(.ink, width: theme.axisWidth, isSnapped: true)), at: 0)
    return .group(DisplayGroup(.axis, kind: isVertical ? "y2" : "x2", items: items))
  }

  private var line: Path {
    var path =
      isVertical
      ? Path(from: Point(x: plot.maxX, y: plot.maxY), to: Point(x: plot.maxX, y: plot.minY))
      : Path(from: Point(x: plot.minX, y: plot.minY), to: Point(x: plot.maxX, y: plot.minY))
    for place in ticks.major.map({ scale.position($0.value) }) {
      path.elements +=
        isVertical
        ? [
          .move(Point(x: plot.maxX, y: place)),
          .line(Point(x: plot.maxX + theme.tickLength, y: place)),
        ]
        : [
          .move(Point(x: place, y: plot.minY)),
          .line(Point(x: place, y: plot.minY - theme.tickLength)),
        ]
    }
    return path
  }

  private func verticalItems() -> [DisplayItem] {
    let left = plot.maxX + theme.tickLength + gaps.tickLabel
    var items = ticks.major.map { tick -> DisplayItem in
      let place = scale.position(tick.value)
      return .text(
        TextRun(tick.label, beside: Point(x: left, y: place), horizontal: 0, theme: theme))
    }
    var x = plot.maxX + tickReach + gaps.axisLabel
    for line in label {
      items.append(
        .text(TextRun(vertical: line, centeredAt: Point(x: x + line.height / 2, y: plot.midY))))
      x += line.height
    }
    return items
  }

  private func horizontalItems() -> [DisplayItem] {
    let bottom = plot.minY - theme.tickLength - gaps.tickLabel
    var items = ticks.major.map { tick -> DisplayItem in
      .text(
        TextRun(
          tick.label, at: Point(x: scale.position(tick.value), y: bottom), horizontal: 0.5,
          vertical: 1))
    }
    var y = plot.minY - reach
    for line in label {
      items.append(
        .text(TextRun(line, at: Point(x: plot.midX, y: y), horizontal: 0.5, vertical: 0)))
      y += line.height
    }
    return items
  }
}
