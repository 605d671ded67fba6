/// The layout of an axis along a side of a plot: its line, ticks, numbers or names, and label.
struct AxisLayout {
  /// The side of the plot.
  enum Side {
    case bottom
    case left
    case top
    case right
  }

  let side: Side
  let scale: PositionScale
  let ticks: Ticks
  let label: [TextBox]
  private let isHidden: Bool
  /// Whether bars on this axis do not start at zero.
  private let isCutOff: Bool
  private let labelPaint: Paint
  private let plot: Rect
  private let theme: Theme
  private let gaps: Gaps

  /// - Parameters:
  ///   - axis: The axis as described by its author.
  ///   - scale: The scale with its positions.
  ///   - names: The names at 0, 1, …, if the axis shows names.
  ///   - isCutOff: Whether bars on the axis do not start at zero, which two short strokes indicate.
  ///   - labelPaint: The color of the label.
  /// - Throws: ``LabelError`` if a label cannot be typeset.
  init(
    _ axis: Axis, side: Side, scale: PositionScale, names: [String] = [], isCutOff: Bool = false,
    labelPaint: Paint = .ink, plot: Rect, theme: Theme, typesetter: LabelTypesetter
  ) throws {
    self.side = side
    self.scale = scale
    self.plot = plot
    self.theme = theme
    gaps = Gaps(theme)
    isHidden = axis.isHidden
    self.isCutOff = isCutOff
    self.labelPaint = labelPaint
    ticks = try TickPlacement(
      typesetter: typesetter, labelSize: theme.labelSize,
      direction: side.isHorizontal ? .horizontal : .vertical
    ).ticks(for: axis, on: scale, categories: names)
    // A label slightly longer than its axis is better than one on two lines.
    let room = side.isHorizontal ? plot.width : plot.height + 4 * theme.axisLabelSize
    let words = [axis.label, ticks.offset].compactMap { $0 }.filter { !$0.isEmpty }
    label = try typesetter.lines(
      axis.isHidden ? nil : words.joined(separator: "  "), size: theme.axisLabelSize,
      maximumWidth: room)
  }
}

extension AxisLayout.Side {
  var isHorizontal: Bool { self == .bottom || self == .top }

  /// The names of this side's groups: `x` and `y`, or `x2` and `y2` for second axes.
  fileprivate var kind: String {
    switch self {
    case .bottom: "x"
    case .left: "y"
    case .top: "x2"
    case .right: "y2"
    }
  }
}

extension AxisLayout {
  /// The distance that ticks and their labels extend from the plot.
  var tickReach: Double {
    let isAcross = side.isHorizontal && !ticks.isVertical
    let extents = ticks.major.map { isAcross ? $0.label.height : $0.label.width }
    return extents.max().map { theme.tickLength + gaps.tickLabel + $0 } ?? 1
  }

  /// The distance that the whole axis extends from the plot.
  var reach: Double {
    tickReach + (label.isEmpty ? 0 : gaps.axisLabel + label.map(\.height).reduce(0, +))
  }

  /// The distances that labels extend beyond the ends of the axis: to the left or top, and to the
  /// right or bottom.
  var overhang: (low: Double, high: Double) {
    let ends = side.isHorizontal ? (plot.minX, plot.maxX) : (plot.minY, plot.maxY)
    let excess = (label.map(\.width).max() ?? 0) - (ends.1 - ends.0)
    var (low, high) = (max(0, excess / 2), max(0, excess / 2))
    let isAlong = side.isHorizontal && !ticks.isVertical
    for tick in ticks.major {
      let half = (isAlong ? tick.label.width : tick.label.height) / 2
      let place = scale.position(tick.value)
      low = max(low, ends.0 - (place - half))
      high = max(high, place + half - ends.1)
    }
    return (low, high)
  }

  /// The distances that the axis extends beyond the plot on each side.
  var protrusions: Protrusions {
    let (low, high) = overhang
    return switch side {
    case .bottom: Protrusions(left: low, bottom: reach, right: high)
    case .top: Protrusions(top: reach, left: low, right: high)
    case .left: Protrusions(top: low, left: reach, bottom: high)
    case .right: Protrusions(top: low, bottom: high, right: reach)
    }
  }

  /// The point at a distance along the axis and a distance outwards from the plot.
  private func point(_ along: Double, out: Double) -> Point {
    switch side {
    case .bottom: Point(x: along, y: plot.maxY + out)
    case .top: Point(x: along, y: plot.minY - out)
    case .left: Point(x: plot.minX - out, y: along)
    case .right: Point(x: plot.maxX + out, y: along)
    }
  }

  /// The line, the ticks and their labels; nil if the axis is hidden.
  func group() -> DisplayItem? {
    if isHidden { return nil }
    let line = DisplayItem.path(
      line, fill: nil, stroke: Stroke(.ink, width: theme.axisWidth, isSnapped: true))
    return .group(
      DisplayGroup(.axis, kind: side.kind, items: [line] + ticks.major.map(tickLabel)))
  }

  /// The label, with its first line at the top, or at the left if it runs upwards; nil if there is
  /// none.
  func labelGroup() -> DisplayItem? {
    if label.isEmpty { return nil }
    var out = tickReach + gaps.axisLabel
    let isInwards = side == .left || side == .top
    let lines = (isInwards ? label.reversed() : label).map { line -> DisplayItem in
      defer { out += line.height }
      return .text(
        side.isHorizontal
          ? TextRun(
            line, at: point(plot.midX, out: out), horizontal: 0.5,
            vertical: side == .bottom ? 0 : 1, paint: labelPaint)
          : TextRun(
            vertical: line, centeredAt: point(plot.midY, out: out + line.height / 2),
            paint: labelPaint))
    }
    return .group(DisplayGroup(.axisLabel, kind: side.kind, items: lines))
  }

  /// The line of the axis with its ticks.
  private var line: Path {
    // The bottom axis fills the corner between the two axes.
    let start = side == .bottom ? plot.minX - theme.axisWidth / 2 : plot.minX
    var path =
      side.isHorizontal
      ? Path(from: point(start, out: 0), to: point(plot.maxX, out: 0))
      : Path(from: point(plot.maxY, out: 0), to: point(plot.minY, out: 0))
    if isCutOff {
      // Two strokes across the line, at the end closer to zero.
      let near = scale.domain.lowerBound > 0 ? scale.start : scale.end
      let inwards = near == scale.start ? scale.end - near : scale.start - near
      let size = theme.tickLength
      for distance in [1.6, 2.6] {
        let place = near + (inwards < 0 ? -1 : 1) * distance * size
        path.elements += [
          .move(point(place + 0.5 * size, out: -0.9 * size)),
          .line(point(place - 0.5 * size, out: 0.9 * size)),
        ]
      }
    }
    for (values, length) in [(ticks.major.map(\.value), 1), (ticks.minor, 0.55)] {
      for place in values.map(scale.position) {
        path.elements += [
          .move(point(place, out: 0)), .line(point(place, out: theme.tickLength * length)),
        ]
      }
    }
    return path
  }

  private func tickLabel(_ tick: Ticks.Tick) -> DisplayItem {
    let place = scale.position(tick.value)
    let out = theme.tickLength + gaps.tickLabel
    let box = tick.label
    if ticks.isVertical {
      return .text(TextRun(vertical: box, centeredAt: point(place, out: out + box.width / 2)))
    }
    return .text(
      side.isHorizontal
        ? TextRun(
          box, at: point(place, out: out), horizontal: 0.5, vertical: side == .bottom ? 0 : 1)
        : TextRun(
          box, beside: point(place, out: out), horizontal: side == .left ? 1 : 0, theme: theme))
  }
}

/// The spacing between the parts around a plot.
struct Gaps {
  let tickLabel: Double
  let axisLabel: Double
  let title: Double
  let legend: Double

  init(_ theme: Theme) {
    tickLabel = 0.3 * theme.labelSize
    axisLabel = 0.45 * theme.labelSize
    title = 0.6 * theme.labelSize
    legend = 0.8 * theme.labelSize
  }
}
