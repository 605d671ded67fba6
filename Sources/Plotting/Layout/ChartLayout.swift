/// A chart laid out in a rectangle of given size: ticks that fit, labels set, legend placed.
struct ChartLayout {
  let plan: ChartPlan
  let theme: Theme
  let typesetter: Typesetter
  /// The rectangle of the data.
  let plot: Rect
  /// How far everything around the data reaches.
  let protrusions: Protrusions

  private let x: PositionScale
  private let y: PositionScale
  private let xTicks: Ticks
  private let yTicks: Ticks
  private let xLabel: [TextBox]
  private let yLabel: [TextBox]
  private let title: [TextBox]
  private let legend: (layout: LegendLayout, side: LegendSide)?
  private let colorBar: ColorBarLayout?
  private let marks: [DisplayItem]

  private enum LegendSide: Equatable {
    case top
    case bottom
    case trailing
    case inside(Point)
  }

  init(_ plan: ChartPlan, plot: Rect, theme: Theme, typesetter: Typesetter) throws {
    self.plan = plan
    self.theme = theme
    self.typesetter = typesetter
    self.plot = plot
    let (xDomain, yDomain) = Self.domains(plan, plot)
    let chart = plan.chart
    x = PositionScale(
      scale: plan.scale(of: chart.x, on: .x), domain: xDomain,
      start: chart.x.isReversed ? plot.maxX : plot.minX,
      end: chart.x.isReversed ? plot.minX : plot.maxX)
    // A category axis reads from the top, a numeric one rises.
    let yScale = plan.scale(of: chart.y, on: .y)
    let falls = chart.y.isReversed != (yScale == .category)
    y = PositionScale(
      scale: yScale, domain: yDomain, start: falls ? plot.minY : plot.maxY,
      end: falls ? plot.maxY : plot.minY)
    xTicks = try TickPlacement(
      typesetter: typesetter, labelSize: theme.labelSize, direction: .horizontal
    ).ticks(for: chart.x, on: x, categories: plan.survey.names(on: .x) ?? [])
    yTicks = try TickPlacement(
      typesetter: typesetter, labelSize: theme.labelSize, direction: .vertical
    ).ticks(for: chart.y, on: y, categories: plan.survey.names(on: .y) ?? [])
    func lines(_ text: String?, _ size: Double, _ face: FontFace, _ width: Double) throws
      -> [TextBox]
    {
      guard let text, !text.isEmpty else { return [] }
      return try typesetter.typeset(text, size: size, face: face, maximumWidth: width)
    }
    xLabel = try lines(chart.x.label, theme.axisLabelSize, .text, plot.width)
    // A label a little longer than its axis is better than one on two lines.
    yLabel = try lines(
      chart.y.label, theme.axisLabelSize, .text, plot.height + 4 * theme.axisLabelSize)
    title = try lines(chart.title, theme.titleSize, .textSemibold, plot.width)
    marks = try Self.marks(plan, plot, x, y, theme, typesetter)
    legend = try Self.legend(plan, plot, marks, theme, typesetter)
    colorBar = try plan.colorKey.map {
      try ColorBarLayout($0, plot: plot, theme: theme, typesetter: typesetter)
    }
    protrusions = Self.protrusions(
      plot, x, y, xTicks, yTicks, xLabel, yLabel, title, legend, colorBar, theme)
  }

  /// The chart as shapes.
  func group() -> DisplayItem {
    var items: [DisplayItem] = []
    items.append(.group(DisplayGroup(.grid, items: grid())))
    items.append(.group(DisplayGroup(.plot, items: marks)))
    items.append(.group(DisplayGroup(.axis, kind: "x", items: xAxis())))
    items.append(.group(DisplayGroup(.axis, kind: "y", items: yAxis())))
    items += labels()
    if let colorBar { items.append(colorBar.group(beside: plot)) }
    if let legend { items.append(legend.layout.group(at: corner(of: legend))) }
    return .group(DisplayGroup(.chart, series: title.isEmpty ? nil : plainTitle, items: items))
  }
}

// MARK: - Measuring

extension ChartLayout {
  /// The domains, one of them widened where both axes must have the same unit.
  private static func domains(
    _ plan: ChartPlan, _ plot: Rect
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let (x, y) = (plan.xDomain, plan.yDomain)
    guard plan.chart.hasEqualAspect, plot.width > 0, plot.height > 0 else { return (x, y) }
    let xUnit = plot.width / (x.upperBound - x.lowerBound)
    let yUnit = plot.height / (y.upperBound - y.lowerBound)
    func widened(_ range: ClosedRange<Double>, by factor: Double) -> ClosedRange<Double> {
      let middle = (range.lowerBound + range.upperBound) / 2
      let half = (range.upperBound - range.lowerBound) / 2 * factor
      return (middle - half)...(middle + half)
    }
    return xUnit > yUnit
      ? (widened(x, by: xUnit / yUnit), y) : (x, widened(y, by: yUnit / xUnit))
  }

  private static func marks(
    _ plan: ChartPlan, _ rect: Rect, _ x: PositionScale, _ y: PositionScale, _ theme: Theme,
    _ typesetter: Typesetter
  ) throws -> [DisplayItem] {
    try plan.chart.marks.enumerated().map { index, mark in
      let plot = Plot(
        rect: rect, x: x, y: y, survey: plan.survey, markIndex: index,
        style: plan.styles[index], theme: theme, typesetter: typesetter)
      let series = try mark.style.label.map { try typesetter.typeset($0, size: 1).plainText }
      return .group(
        DisplayGroup(
          .mark, series: series, kind: type(of: mark).kind, items: try mark.items(in: plot)))
    }
  }

  private static func legend(
    _ plan: ChartPlan, _ plot: Rect, _ marks: [DisplayItem], _ theme: Theme,
    _ typesetter: Typesetter
  ) throws -> (layout: LegendLayout, side: LegendSide)? {
    let entries = plan.legend
    guard !entries.isEmpty else { return nil }
    func row() throws -> LegendLayout {
      try .row(entries, theme: theme, typesetter: typesetter, width: plot.width)
    }
    func column(isBoxed: Bool) throws -> LegendLayout {
      try .column(entries, theme: theme, typesetter: typesetter, isBoxed: isBoxed)
    }
    switch plan.chart.legend {
    case .none: return nil
    case .top: return (try row(), .top)
    case .bottom: return (try row(), .bottom)
    case .trailing: return (try column(isBoxed: false), .trailing)
    case .inside(let place):
      let layout = try column(isBoxed: true)
      // A legend larger than the plot would lie on the axes.
      guard layout.size.width < plot.width - 8, layout.size.height < plot.height - 8 else {
        return (try row(), .top)
      }
      let corner =
        place == .best
        ? bestCorner(of: layout.size, plot, marks).corner
        : corner(of: layout.size, at: place, plot)
      return (layout, .inside(corner))
    case .automatic:
      let layout = try column(isBoxed: true)
      let (corner, ink) = bestCorner(of: layout.size, plot, marks)
      let fits = layout.size.width < plot.width * 0.7 && layout.size.height < plot.height * 0.7
      return ink == 0 && fits ? (layout, .inside(corner)) : (try row(), .top)
    }
  }

  private static func bestCorner(
    of size: Size, _ plot: Rect, _ marks: [DisplayItem]
  ) -> (corner: Point, ink: Double) {
    let occupancy = Occupancy(of: marks, in: plot)
    var best: (corner: Point, ink: Double)?
    for place in LegendPlacement.Place.allCases where place != .best {
      let corner = corner(of: size, at: place, plot)
      let ink = occupancy.ink(
        in: Rect(x: corner.x, y: corner.y, width: size.width, height: size.height).insetBy(-2))
      if ink < best?.ink ?? .infinity { best = (corner, ink) }
    }
    return best ?? (Point(x: plot.minX, y: plot.minY), .infinity)
  }

  private static func corner(
    of size: Size, at place: LegendPlacement.Place, _ plot: Rect
  ) -> Point {
    let frame = plot.insetBy(4)
    let (left, middle, right) = (
      frame.minX, frame.midX - size.width / 2, frame.maxX - size.width
    )
    let (top, center, bottom) = (
      frame.minY, frame.midY - size.height / 2, frame.maxY - size.height
    )
    return switch place {
    case .best, .topTrailing: Point(x: right, y: top)
    case .topLeading: Point(x: left, y: top)
    case .bottomTrailing: Point(x: right, y: bottom)
    case .bottomLeading: Point(x: left, y: bottom)
    case .trailing: Point(x: right, y: center)
    case .leading: Point(x: left, y: center)
    case .top: Point(x: middle, y: top)
    case .bottom: Point(x: middle, y: bottom)
    }
  }

  /// Distances between the parts around a plot.
  private struct Gaps {
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

  private static func protrusions(
    _ plot: Rect, _ x: PositionScale, _ y: PositionScale, _ xTicks: Ticks, _ yTicks: Ticks,
    _ xLabel: [TextBox], _ yLabel: [TextBox], _ title: [TextBox],
    _ legend: (layout: LegendLayout, side: LegendSide)?, _ colorBar: ColorBarLayout?,
    _ theme: Theme
  ) -> Protrusions {
    let gaps = Gaps(theme)
    var result = Protrusions(top: 1, left: 1, bottom: 1, right: 1)
    if !xTicks.major.isEmpty {
      let heights = xTicks.major.map { xTicks.isVertical ? $0.label.width : $0.label.height }
      result.bottom = theme.tickLength + gaps.tickLabel + (heights.max() ?? 0)
      for tick in xTicks.major {
        let half = (xTicks.isVertical ? tick.label.height : tick.label.width) / 2
        let place = x.position(tick.value)
        result.right = max(result.right, place + half - plot.maxX)
        result.left = max(result.left, plot.minX - (place - half))
      }
    }
    if !yTicks.major.isEmpty {
      let widths = yTicks.major.map(\.label.width)
      result.left = max(
        result.left, theme.tickLength + gaps.tickLabel + (widths.max() ?? 0))
      for tick in yTicks.major {
        let place = y.position(tick.value)
        result.top = max(result.top, plot.minY - (place - tick.label.height / 2))
        result.bottom = max(result.bottom, place + tick.label.height / 2 - plot.maxY)
      }
    }
    if !xLabel.isEmpty {
      result.bottom += gaps.axisLabel + xLabel.map(\.height).reduce(0, +)
      let overhang = ((xLabel.map(\.width).max() ?? 0) - plot.width) / 2
      result.left = max(result.left, overhang)
      result.right = max(result.right, overhang)
    }
    if !yLabel.isEmpty {
      result.left += gaps.axisLabel + yLabel.map(\.height).reduce(0, +)
      let overhang = ((yLabel.map(\.width).max() ?? 0) - plot.height) / 2
      result.top = max(result.top, overhang)
      result.bottom = max(result.bottom, overhang)
    }
    if let colorBar {
      result.right = max(result.right, colorBar.width)
      result.top = max(result.top, colorBar.overhang)
    }
    if let legend {
      switch legend.side {
      case .top:
        result.top += gaps.legend * 0.6 + legend.layout.size.height
        result.right = max(result.right, legend.layout.size.width - plot.width)
      case .bottom:
        result.bottom += gaps.legend + legend.layout.size.height
        result.right = max(result.right, legend.layout.size.width - plot.width)
      case .trailing:
        result.right += gaps.legend + legend.layout.size.width
        result.bottom = max(result.bottom, legend.layout.size.height - plot.height)
      case .inside: break
      }
    }
    if !title.isEmpty {
      result.top += gaps.title + title.map(\.height).reduce(0, +)
      result.right = max(result.right, (title.map(\.width).max() ?? 0) - plot.width)
    }
    return result
  }
}

// MARK: - Drawing

extension ChartLayout {
  var plainTitle: String { title.map(\.plainText).joined(separator: " ") }

  private func grid() -> [DisplayItem] {
    let stroke = Stroke(.grid, width: theme.gridWidth, isSnapped: true)
    var path = Path()
    if plan.chart.x.hasGrid, x.scale != .category {
      for tick in xTicks.major {
        let place = x.position(tick.value)
        path.elements += [
          .move(Point(x: place, y: plot.minY)), .line(Point(x: place, y: plot.maxY)),
        ]
      }
    }
    if plan.chart.y.hasGrid, y.scale != .category {
      for tick in yTicks.major {
        let place = y.position(tick.value)
        path.elements += [
          .move(Point(x: plot.minX, y: place)), .line(Point(x: plot.maxX, y: place)),
        ]
      }
    }
    return path.elements.isEmpty ? [] : [.path(path, fill: nil, stroke: stroke)]
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
      // Centred on the digits rather than on the box with its descender.
      let baseline = place + 0.36 * theme.labelSize
      var run = TextRun(
        tick.label, at: Point(x: right, y: place), horizontal: 1, vertical: 0.5)
      run.origin.y = baseline
      items.append(.text(run))
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
  private func labels() -> [DisplayItem] {
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
    var titleTop = plot.minY - protrusions.top
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
    yTicks.major.map { plot.minY - (y.position($0.value) - $0.label.height / 2) }.max()
      .map { max(0, $0) } ?? 0
  }
}
