extension ChartLayout {
  /// The chart as shapes.
  ///
  /// - Parameter top: The space above the plot, where the title begins; nil for the chart's own.
  func group(top: Double? = nil) -> DisplayItem {
    var items: [DisplayItem] = []
    items.append(.group(DisplayGroup(.grid, items: grid())))
    items.append(.group(DisplayGroup(.plot, axes: axes, items: marks)))
    items.append(.group(DisplayGroup(.axis, kind: "x", items: xAxis())))
    items.append(.group(DisplayGroup(.axis, kind: "y", items: yAxis())))
    items += [secondaryX?.group(), secondaryY?.group()].compactMap { $0 }
    items += labels(top: max(protrusions.top, top ?? 0))
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

  private var axes: PlotAxes {
    func text(_ lines: [TextBox]) -> String { lines.map(\.plainText).joined(separator: " ") }
    func plain(_ source: String?) -> String {
      source.map { (try? typesetter.typeset($0, size: 1).plainText) ?? $0 } ?? ""
    }
    // A hidden axis has a label for readers of values all the same.
    func axis(
      _ axis: Axis, _ scale: PositionScale, _ lines: [TextBox], _ side: ChartSurvey.Dimension
    ) -> PlotAxes.Axis {
      .init(
        scale: scale, label: lines.isEmpty ? plain(axis.label) : text(lines),
        names: plan.survey.names(on: side)?.map(plain))
    }
    return PlotAxes(x: axis(plan.chart.x, x, xLabel, .x), y: axis(plan.chart.y, y, yLabel, .y))
  }

  private func grid() -> [DisplayItem] {
    let xLines = plan.chart.x.hasGrid && x.scale != .category
    let yLines = plan.chart.y.hasGrid && y.scale != .category
    let major = gridLines(
      xLines ? xTicks.major.map(\.value) : [], yLines ? yTicks.major.map(\.value) : [])
    let minor = gridLines(
      xLines && plan.chart.x.minor == .grid ? xTicks.minor : [],
      yLines && plan.chart.y.minor == .grid ? yTicks.minor : [])
    return [(minor, 0.5), (major, 1)].compactMap { path, weight in
      path.elements.isEmpty
        ? nil
        : .path(
          path, fill: nil,
          stroke: Stroke(.grid, width: theme.gridWidth * weight, isSnapped: true))
    }
  }

  private func gridLines(_ xs: [Double], _ ys: [Double]) -> Path {
    var path = Path()
    for place in xs.map(x.position) {
      path.elements += [
        .move(Point(x: place, y: plot.minY)), .line(Point(x: place, y: plot.maxY)),
      ]
    }
    for place in ys.map(y.position) {
      path.elements += [
        .move(Point(x: plot.minX, y: place)), .line(Point(x: plot.maxX, y: place)),
      ]
    }
    return path
  }

  private var axisStroke: Stroke { Stroke(.ink, width: theme.axisWidth, isSnapped: true) }

  private func xAxis() -> [DisplayItem] {
    if plan.chart.x.isHidden { return [] }
    var path = Path(
      from: Point(x: plot.minX - theme.axisWidth / 2, y: plot.maxY),
      to: Point(x: plot.maxX, y: plot.maxY))
    var items: [DisplayItem] = []
    let top = plot.maxY + theme.tickLength + Gaps(theme).tickLabel
    for tick in xTicks.major {
      let place = x.position(tick.value)
      path.elements += [
        .move(Point(x: place, y: plot.maxY)),
        .line(Point(x: place, y: plot.maxY + theme.tickLength)),
      ]
      if xTicks.isVertical {
        let center = Point(x: place, y: top + tick.label.width / 2)
        items.append(.text(TextRun(vertical: tick.label, centeredAt: center)))
      } else {
        items.append(
          .text(TextRun(tick.label, at: Point(x: place, y: top), horizontal: 0.5, vertical: 0)))
      }
    }
    for value in xTicks.minor {
      let place = x.position(value)
      path.elements += [
        .move(Point(x: place, y: plot.maxY)),
        .line(Point(x: place, y: plot.maxY + theme.tickLength * 0.55)),
      ]
    }
    return [.path(path, fill: nil, stroke: axisStroke)] + items
  }

  private func yAxis() -> [DisplayItem] {
    if plan.chart.y.isHidden { return [] }
    var path = Path(
      from: Point(x: plot.minX, y: plot.maxY), to: Point(x: plot.minX, y: plot.minY))
    var items: [DisplayItem] = []
    let right = plot.minX - theme.tickLength - Gaps(theme).tickLabel
    for tick in yTicks.major {
      let place = y.position(tick.value)
      path.elements += [
        .move(Point(x: plot.minX, y: place)),
        .line(Point(x: plot.minX - theme.tickLength, y: place)),
      ]
      items.append(
        .text(TextRun(tick.label, beside: Point(x: right, y: place), horizontal: 1, theme: theme)))
    }
    for value in yTicks.minor {
      let place = y.position(value)
      path.elements += [
        .move(Point(x: plot.minX, y: place)),
        .line(Point(x: plot.minX - theme.tickLength * 0.55, y: place)),
      ]
    }
    return [.path(path, fill: nil, stroke: axisStroke)] + items
  }

  /// Axis labels and title.
  private func labels(top space: Double) -> [DisplayItem] {
    let gaps = Gaps(theme)
    var items: [DisplayItem] = []
    let bottomTicks = xTicks.major.map { xTicks.isVertical ? $0.label.width : $0.label.height }
    var top =
      plot.maxY + gaps.axisLabel
      + (bottomTicks.max().map { theme.tickLength + gaps.tickLabel + $0 } ?? 1)
    let xRuns = xLabel.map { line in
      defer { top += line.height }
      return DisplayItem.text(
        TextRun(line, at: Point(x: plot.midX, y: top), horizontal: 0.5, vertical: 0))
    }
    if !xRuns.isEmpty { items.append(.group(DisplayGroup(.axisLabel, kind: "x", items: xRuns))) }
    let widest = yTicks.major.map(\.label.width).max()
    var right =
      plot.minX - gaps.axisLabel
      - (widest.map { theme.tickLength + gaps.tickLabel + $0 } ?? 1)
    let yRuns = yLabel.reversed().map { line in
      defer { right -= line.height }
      return DisplayItem.text(
        TextRun(vertical: line, centeredAt: Point(x: right - line.height / 2, y: plot.midY)))
    }
    if !yRuns.isEmpty { items.append(.group(DisplayGroup(.axisLabel, kind: "y", items: yRuns))) }
    var titleTop = plot.minY - space
    let titleRuns = title.map { line in
      defer { titleTop += line.height }
      return DisplayItem.text(
        TextRun(line, at: Point(x: plot.minX, y: titleTop), horizontal: 0, vertical: 0))
    }
    if !titleRuns.isEmpty { items.append(.group(DisplayGroup(.title, items: titleRuns))) }
    return items
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

  /// How far the highest tick label reaches above the plot.
  private var topOverhang: Double {
    let highest = yTicks.major.map { plot.minY - (y.position($0.value) - $0.label.height / 2) }
      .max()
    return [0, highest ?? 0, secondaryX?.reach ?? 0, secondaryY?.overhang.low ?? 0].max() ?? 0
  }
}
