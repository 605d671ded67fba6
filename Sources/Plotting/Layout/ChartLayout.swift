/// A chart laid out in a rectangle of given size: ticks that fit, labels set, legend placed.
struct ChartLayout {
  let plan: ChartPlan
  let theme: Theme
  let typesetter: Typesetter
  /// The rectangle of the data.
  let plot: Rect
  /// How far everything around the data reaches.
  let protrusions: Protrusions

  let x: PositionScale
  let y: PositionScale
  let xTicks: Ticks
  let yTicks: Ticks
  let xLabel: [TextBox]
  let yLabel: [TextBox]
  let title: [TextBox]
  let legend: (layout: LegendLayout, side: LegendSide)?
  let colorBar: ColorBarLayout?
  let directLabels: DirectLabels?
  let secondaryX: SecondaryAxisLayout?
  let secondaryY: SecondaryAxisLayout?
  let insets: [DisplayItem]
  /// The data; empty as long as nothing is placed by them.
  private(set) var marks: [DisplayItem]

  enum LegendSide: Equatable {
    case top
    case bottom
    case trailing
    case inside(Point)
  }

  /// - Parameter drawsMarks: Whether to draw the data even where nothing is placed by them.
  init(
    _ plan: ChartPlan, plot: Rect, theme: Theme, typesetter: Typesetter, drawsMarks: Bool = true
  ) throws {
    let plot = Self.shrunk(plot, for: plan)
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
    // A hidden axis keeps its label for descriptions and readers of values, not on the page.
    xLabel = try lines(
      chart.x.isHidden ? nil : chart.x.label, theme.axisLabelSize, .text, plot.width)
    // A label a little longer than its axis is better than one on two lines.
    yLabel = try lines(
      chart.y.isHidden ? nil : chart.y.label, theme.axisLabelSize, .text,
      plot.height + 4 * theme.axisLabelSize)
    title = try lines(chart.title, theme.titleSize, .textSemibold, plot.width)
    marks =
      drawsMarks || plan.placesByMarks
      ? try Self.marks(plan, plot, x, y, theme, typesetter) : []
    insets = try Self.insets(plan, plot, marks, theme, typesetter)
    colorBar = try plan.colorKey.map {
      try ColorBarLayout($0, plot: plot, theme: theme, typesetter: typesetter)
    }
    secondaryX = try SecondaryAxisLayout(
      chart.secondaryX, beside: x, isVertical: false, plot: plot, theme: theme,
      typesetter: typesetter)
    secondaryY = try SecondaryAxisLayout(
      chart.secondaryY, beside: y, isVertical: true, plot: plot, theme: theme,
      typesetter: typesetter)
    let isFree = colorBar == nil && secondaryY == nil
    directLabels =
      chart.legend == .direct && isFree
      ? try DirectLabels(plan, marks: marks, plot: plot, theme: theme, typesetter: typesetter) : nil
    legend =
      directLabels == nil
      ? try Self.legend(plan, plot, marks + insets, theme, typesetter) : nil
    protrusions = Self.protrusions(
      plot, x, y, xTicks, yTicks, xLabel, yLabel, title, legend, colorBar,
      (directLabels, secondaryX, secondaryY), theme)
  }
}

extension ChartPlan {
  /// Whether there are names on an axis.
  fileprivate var hasCategories: Bool {
    survey.names(on: .x) != nil || survey.names(on: .y) != nil
  }

  /// Whether legend, labels or insets look for a place among the data.
  fileprivate var placesByMarks: Bool {
    let legendLooks =
      switch chart.legend {
      case .automatic, .inside(.best), .direct: !legend.isEmpty
      case .none, .top, .bottom, .trailing, .inside: false
      }
    return legendLooks || chart.insets.contains { $0.place == .best }
  }
}

extension ChartLayout {
  /// The same with the data drawn.
  func withMarks() throws -> ChartLayout {
    guard marks.isEmpty else { return self }
    var layout = self
    layout.marks = try Self.marks(plan, plot, x, y, theme, typesetter)
    return layout
  }

  /// The plot, made narrower or lower where both axes must have the same unit and one of them has
  /// categories, beyond which there is nothing to show.
  private static func shrunk(_ plot: Rect, for plan: ChartPlan) -> Rect {
    guard plan.chart.hasEqualAspect, plan.hasCategories, plot.width > 0, plot.height > 0
    else { return plot }
    let columns = plan.xDomain.upperBound - plan.xDomain.lowerBound
    let rows = plan.yDomain.upperBound - plan.yDomain.lowerBound
    let unit = min(plot.width / columns, plot.height / rows)
    let (width, height) = (unit * columns, unit * rows)
    return Rect(x: plot.midX - width / 2, y: plot.midY - height / 2, width: width, height: height)
  }

  /// The domains, one of them widened where both axes must have the same unit.
  private static func domains(
    _ plan: ChartPlan, _ plot: Rect
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let (x, y) = (plan.xDomain, plan.yDomain)
    guard plan.chart.hasEqualAspect, !plan.hasCategories, plot.width > 0, plot.height > 0
    else { return (x, y) }
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
      try .column(
        entries, theme: theme, typesetter: typesetter, isBoxed: isBoxed,
        width: plot.width * (isBoxed ? 0.6 : 0.5), height: isBoxed ? .infinity : plot.height)
    }
    switch plan.chart.legend {
    case .none: return nil
    case .top, .direct: return (try row(), .top)
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

  static func bestCorner(
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

  static func corner(
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

  private static func protrusions(
    _ plot: Rect, _ x: PositionScale, _ y: PositionScale, _ xTicks: Ticks, _ yTicks: Ticks,
    _ xLabel: [TextBox], _ yLabel: [TextBox], _ title: [TextBox],
    _ legend: (layout: LegendLayout, side: LegendSide)?, _ colorBar: ColorBarLayout?,
    _ extras: (
      labels: DirectLabels?, secondaryX: SecondaryAxisLayout?, secondaryY: SecondaryAxisLayout?
    ), _ theme: Theme
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
    if let axis = extras.secondaryY {
      result.right = max(result.right, axis.reach)
      result.top = max(result.top, axis.overhang.low)
      result.bottom = max(result.bottom, axis.overhang.high)
    }
    if let axis = extras.secondaryX {
      result.top = max(result.top, axis.reach)
      result.left = max(result.left, axis.overhang.low)
      result.right = max(result.right, axis.overhang.high)
    }
    if let labels = extras.labels {
      result.right = max(result.right, labels.width)
      result.bottom = max(result.bottom, labels.overhang)
    }
    if let colorBar {
      result.right = max(result.right, colorBar.width + (extras.secondaryY?.reach ?? 0))
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
