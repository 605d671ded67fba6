extension ChartLayout {
  /// The chart as shapes.
  ///
  /// - Parameter top: The space above the plot, where the title starts; nil for the chart's own.
  func group(top: Double? = nil) -> DisplayItem {
    var items: [DisplayItem] = []
    items.append(.group(DisplayGroup(.grid, items: grid())))
    let sides = plan.chart.marks.map(\.style.yAxis)
    func drawn(on side: AxisSide) -> [DisplayItem] {
      zip(marks, sides).filter { $0.1 == side }.map(\.0)
    }
    items.append(.group(DisplayGroup(.plot, axes: plotAxes(), items: drawn(on: .leading))))
    if let trailing = plan.trailing, let layout = secondaryY {
      items.append(
        .group(
          DisplayGroup(
            .plot, axes: plotAxes(y: (trailing.axis, layout)), items: drawn(on: .trailing))))
    }
    items += axes.compactMap { $0.group() }
    items += axes.compactMap { $0.labelGroup() }
    items += titleGroup(top: max(protrusions.top, top ?? 0))
    items += insets
    if let colorBar {
      let reach = secondaryY?.reach ?? 0
      items.append(
        colorBar.group(
          beside: Rect(x: plot.x, y: plot.y, width: plot.width + reach, height: plot.height)))
    }
    if let directLabels { items.append(directLabels.group()) }
    if let legend { items.append(legend.layout.group(at: corner(of: legend))) }
    return .group(DisplayGroup(.chart, series: title.isEmpty ? nil : plainTitle, items: items))
  }

  var plainTitle: String { title.map(\.plainText).joined(separator: " ") }

  /// - Parameter y: The vertical axis; nil for the left one.
  private func plotAxes(y other: (axis: Axis, layout: AxisLayout)? = nil) -> PlotAxes {
    // Hidden axes have labels too, for viewers that show values.
    func axis(_ axis: Axis, _ layout: AxisLayout, _ side: ChartSurvey.Dimension) -> PlotAxes.Axis {
      .init(
        scale: layout.scale, label: axis.label.map(Label.words) ?? "",
        names: plan.survey.names(on: side)?.map(Label.words))
    }
    let (own, layout) = other ?? (plan.chart.y, y)
    return PlotAxes(x: axis(plan.chart.x, x, .x), y: axis(own, layout, .y))
  }

  private func grid() -> [DisplayItem] {
    let lines = [(plan.chart.x, x), (plan.chart.y, y)].filter {
      $0.0.hasGrid && $0.1.scale.scale != .category
    }
    let major = gridLines(lines.map { ($0.1, $0.1.ticks.major.map(\.value)) })
    let minor = gridLines(lines.filter { $0.0.minor == .grid }.map { ($0.1, $0.1.ticks.minor) })
    return [(minor, 0.5), (major, 1)].compactMap { path, weight in
      path.elements.isEmpty
        ? nil
        : .path(
          path, fill: nil,
          stroke: Stroke(.grid, width: theme.gridWidth * weight, isSnapped: true))
    }
  }

  private func gridLines(_ lines: [(axis: AxisLayout, values: [Double])]) -> Path {
    var path = Path()
    for (axis, values) in lines {
      for place in values.map(axis.scale.position) {
        path.elements +=
          axis.side.isHorizontal
          ? [.move(Point(x: place, y: plot.minY)), .line(Point(x: place, y: plot.maxY))]
          : [.move(Point(x: plot.minX, y: place)), .line(Point(x: plot.maxX, y: place))]
      }
    }
    return path
  }

  private func titleGroup(top space: Double) -> [DisplayItem] {
    var top = plot.minY - space
    let lines = title.map { line in
      defer { top += line.height }
      return DisplayItem.text(
        TextRun(line, at: Point(x: plot.minX, y: top), horizontal: 0, vertical: 0))
    }
    return lines.isEmpty ? [] : [.group(DisplayGroup(.title, items: lines))]
  }

  private func corner(of legend: (layout: LegendLayout, side: LegendSide)) -> Point {
    let gaps = Gaps(theme)
    let size = legend.layout.size
    switch legend.side {
    case .inside(let corner): return corner
    case .top:
      return Point(x: plot.minX, y: plot.minY - gaps.legend * 0.6 - size.height - topOverhang)
    case .bottom: return Point(x: plot.minX, y: plot.maxY + protrusions.bottom - size.height)
    case .trailing: return Point(x: plot.maxX + protrusions.right - size.width, y: plot.minY)
    }
  }

  /// The distance that the axes extend above the plot.
  private var topOverhang: Double { axes.map(\.protrusions.top).max() ?? 0 }
}
