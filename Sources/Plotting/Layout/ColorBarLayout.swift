/// A color bar as high as its plot, with ticks and a label to its right.
struct ColorBarLayout {
  let key: ColorKey
  let theme: Theme
  private let scale: PositionScale
  private let ticks: Ticks
  private let label: [TextBox]

  init(_ key: ColorKey, plot: Rect, theme: Theme, typesetter: LabelTypesetter) throws {
    self.key = key
    self.theme = theme
    scale = PositionScale(
      scale: key.scale.axis, domain: key.domain, start: plot.maxY, end: plot.minY)
    let borders = key.steps?.dropLast().dropFirst(key.hasFloor ? 1 : 0)
    let axis = Axis(ticks: borders.map { .values(Array($0)) } ?? .automatic)
    let placement = TickPlacement(
      typesetter: typesetter, labelSize: theme.labelSize, direction: .vertical)
    // Label the boundaries between steps if there is space, otherwise round numbers.
    let stepped = try placement.ticks(for: axis, on: scale, categories: [])
    ticks =
      stepped.minor.isEmpty && placement.fits(stepped.major, on: scale)
      ? stepped : try placement.ticks(for: Axis(), on: scale, categories: [])
    label =
      try key.label.map {
        try typesetter.typeset($0, size: theme.axisLabelSize, maximumWidth: plot.height)
      } ?? []
  }

  private var gap: Double { 1.1 * theme.labelSize }
  private var thickness: Double { 1.2 * theme.labelSize }
  private var labelGap: Double { 0.4 * theme.labelSize }
  private var widest: Double { ticks.major.map(\.label.width).max() ?? 0 }

  /// The distance that the color bar extends beyond the plot.
  var width: Double {
    gap + thickness + theme.tickLength * 0.6 + labelGap + widest
      + (label.isEmpty ? 0 : labelGap + label.map(\.height).reduce(0, +))
  }

  /// The distance that its tick labels extend beyond the ends of the plot.
  var overhang: Double { ticks.major.isEmpty ? 0 : theme.labelSize * 0.55 }

  /// The color bar as shapes beside a plot.
  func group(beside plot: Rect) -> DisplayItem {
    let bar = Rect(x: plot.maxX + gap, y: plot.minY, width: thickness, height: plot.height)
    var items: [DisplayItem] = []
    if let steps = key.steps {
      for (low, high) in zip(steps, steps.dropFirst()) {
        // Each step is painted up to the top, over the one below, to avoid visible seams.
        let bottom = scale.position(low)
        items.append(
          .path(
            Path(Rect(x: bar.x, y: bar.y, width: bar.width, height: bottom - bar.y)),
            fill: Fill(.color(key.color(of: key.scale.middle(low, high)))), stroke: nil))
      }
    } else {
      items.append(.image(ramp, in: bar))
    }
    items.append(
      .path(
        Path(bar), fill: nil, stroke: Stroke(.ink, width: theme.axisWidth * 0.7, isSnapped: true)))
    var marks = Path()
    let left = bar.maxX + theme.tickLength * 0.6 + labelGap
    for tick in ticks.major {
      let place = scale.position(tick.value)
      marks.elements += [
        .move(Point(x: bar.maxX, y: place)),
        .line(Point(x: bar.maxX + theme.tickLength * 0.6, y: place)),
      ]
      items.append(
        .text(TextRun(tick.label, beside: Point(x: left, y: place), horizontal: 0, theme: theme)))
    }
    for value in ticks.minor {
      let place = scale.position(value)
      marks.elements += [
        .move(Point(x: bar.maxX, y: place)),
        .line(Point(x: bar.maxX + theme.tickLength * 0.35, y: place)),
      ]
    }
    if !marks.elements.isEmpty {
      items.append(
        .path(
          marks, fill: nil, stroke: Stroke(.ink, width: theme.axisWidth * 0.7, isSnapped: true)))
    }
    var x = left + widest + labelGap
    for line in label {
      items.append(
        .text(TextRun(vertical: line, centeredAt: Point(x: x + line.height / 2, y: plot.midY))))
      x += line.height
    }
    return .group(DisplayGroup(.colorBar, items: items))
  }

  /// The colors from top to bottom.
  private var ramp: RasterImage {
    let steps = 128
    let pixels = (0..<steps).flatMap { row -> [UInt8] in
      let share = (Double(row) + 0.5) / Double(steps)
      let color = key.color(of: scale.value(at: scale.end + share * (scale.start - scale.end)))
      return color.bytes + [255]
    }
    return RasterImage(width: 1, height: steps, pixels: pixels)
  }
}
