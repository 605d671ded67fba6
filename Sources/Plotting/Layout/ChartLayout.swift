/// The layout of a chart in a rectangle of given size, with ticks, labels and legend.
struct ChartLayout {
  let plan: ChartPlan
  let theme: Theme
  let typesetter: LabelTypesetter
  /// The rectangle of the data.
  let plot: Rect
  /// The horizontal and the vertical axis.
  let x: AxisLayout
  let y: AxisLayout
  /// The second axes, above the plot and to its right.
  let secondaryX: AxisLayout?
  let secondaryY: AxisLayout?
  let title: [TextBox]
  let legend: (layout: LegendLayout, side: LegendSide)?
  let colorBar: ColorBarLayout?
  let directLabels: DirectLabels?
  let insets: [DisplayItem]
  /// The shapes of the data; empty until they are needed, unless something is positioned by them.
  private(set) var marks: [DisplayItem]

  enum LegendSide: Equatable {
    case top
    case bottom
    case trailing
    case inside(Point)
  }

  /// - Parameter drawsMarks: Whether to draw the data even if nothing is positioned by them.
  init(
    _ plan: ChartPlan, plot: Rect, theme: Theme, typesetter: LabelTypesetter,
    drawsMarks: Bool = true
  ) throws {
    let plot = Self.shrunk(plot, for: plan)
    self.plan = plan
    self.theme = theme
    self.typesetter = typesetter
    self.plot = plot
    let chart = plan.chart
    let (xScale, yScale) = Self.scales(plan, plot)
    func axis(_ axis: Axis, _ side: AxisLayout.Side, _ scale: PositionScale) throws -> AxisLayout {
      try AxisLayout(
        axis, side: side, scale: scale,
        names: plan.survey.names(on: side.isHorizontal ? .x : .y) ?? [],
        isCutOff: plan.cutOffAxes.contains(side.isHorizontal ? .x : .y),
        labelPaint: side.isHorizontal ? .ink : plan.paint(of: .leading), plot: plot, theme: theme,
        typesetter: typesetter)
    }
    func trailing() throws -> AxisLayout? {
      try plan.trailing.map {
        try AxisLayout(
          $0.axis, side: .right, scale: $0.scale(beside: plot), isCutOff: $0.isCutOff,
          labelPaint: plan.paint(of: .trailing), plot: plot, theme: theme, typesetter: typesetter)
      }
    }
    func secondary(
      _ axis: SecondaryAxis?, _ side: AxisLayout.Side, beside own: PositionScale
    ) throws -> AxisLayout? {
      guard let axis, let scale = axis.scale(beside: own) else { return nil }
      return try AxisLayout(
        Axis(label: axis.label, scale: scale.scale, format: axis.format), side: side, scale: scale,
        plot: plot, theme: theme, typesetter: typesetter)
    }
    x = try axis(chart.x, .bottom, xScale)
    y = try axis(chart.y, .left, yScale)
    secondaryX = try secondary(chart.secondaryX, .top, beside: xScale)
    secondaryY = try trailing() ?? secondary(chart.secondaryY, .right, beside: yScale)
    title = try typesetter.lines(
      chart.title, size: theme.titleSize, face: .textSemibold, maximumWidth: plot.width)
    marks =
      drawsMarks || plan.placesByMarks
      ? try Self.marks(plan, plot, xScale, yScale, theme, typesetter) : []
    insets = try Self.insets(plan, plot, marks, theme, typesetter)
    colorBar = try plan.colorKey.map {
      try ColorBarLayout($0, plot: plot, theme: theme, typesetter: typesetter)
    }
    let isFree = colorBar == nil && secondaryY == nil
    directLabels =
      chart.legend == .direct && isFree
      ? try DirectLabels(plan, marks: marks, plot: plot, theme: theme, typesetter: typesetter) : nil
    legend =
      directLabels == nil
      ? try Self.legend(plan, plot, marks + insets, theme, typesetter) : nil
  }

  /// The axes, primary ones first.
  var axes: [AxisLayout] { [x, y] + [secondaryX, secondaryY].compactMap { $0 } }
}

extension Scale {
  /// A domain widened by a factor about its center on the axis.
  fileprivate func widened(_ domain: ClosedRange<Double>, by factor: Double) -> ClosedRange<Double>
  {
    let (low, high) = (transform(domain.lowerBound), transform(domain.upperBound))
    let (middle, half) = (low / 2 + high / 2, (high / 2 - low / 2) * factor)
    let limit = self == .log ? 300 : transform(1e300)
    let (start, end) = (max(middle - half, -limit), min(middle + half, limit))
    return start < end ? invert(start)...invert(end) : domain
  }
}

extension ChartPlan {
  /// The lengths of both domains in units of their scales, such as decades.
  fileprivate var units: (x: Double, y: Double) {
    func length(_ axis: Axis, _ dimension: ChartSurvey.Dimension, _ domain: ClosedRange<Double>)
      -> Double
    {
      let scale = scale(of: axis, on: dimension)
      return scale.transform(domain.upperBound) - scale.transform(domain.lowerBound)
    }
    return (length(chart.x, .x, xDomain), length(chart.y, .y, yDomain))
  }

  /// Whether an axis shows names.
  fileprivate var hasCategories: Bool {
    survey.names(on: .x) != nil || survey.names(on: .y) != nil
  }

  /// Whether the positions of legend, labels or insets depend on the data.
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
  /// The same layout with the data drawn.
  func withMarks() throws -> ChartLayout {
    guard marks.isEmpty else { return self }
    var layout = self
    layout.marks = try Self.marks(plan, plot, x.scale, y.scale, theme, typesetter)
    return layout
  }

  /// The plot, shrunk if both axes need equal units and one shows categories, beyond which there is
  /// nothing to show.
  private static func shrunk(_ plot: Rect, for plan: ChartPlan) -> Rect {
    guard plan.chart.hasEqualAspect, plan.hasCategories, plot.width > 0, plot.height > 0
    else { return plot }
    let (columns, rows) = plan.units
    let unit = min(plot.width / columns, plot.height / rows)
    let (width, height) = (unit * columns, unit * rows)
    return Rect(x: plot.midX - width / 2, y: plot.midY - height / 2, width: width, height: height)
  }

  /// The domains, one of them widened if both axes need equal units; the unit of a logarithmic axis
  /// is a decade.
  private static func domains(
    _ plan: ChartPlan, _ plot: Rect
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let (x, y) = (plan.xDomain, plan.yDomain)
    guard plan.chart.hasEqualAspect, !plan.hasCategories, plot.width > 0, plot.height > 0
    else { return (x, y) }
    let (columns, rows) = plan.units
    let (xUnit, yUnit) = (plot.width / columns, plot.height / rows)
    return xUnit > yUnit
      ? (plan.chart.x.scale.widened(x, by: xUnit / yUnit), y)
      : (x, plan.chart.y.scale.widened(y, by: yUnit / xUnit))
  }

  /// The positions of the values of both axes.
  private static func scales(
    _ plan: ChartPlan, _ plot: Rect
  ) -> (x: PositionScale, y: PositionScale) {
    let (xDomain, yDomain) = domains(plan, plot)
    let chart = plan.chart
    // Category axes run from top to bottom, numeric axes from bottom to top.
    let yScale = plan.scale(of: chart.y, on: .y)
    let falls = chart.y.isReversed != (yScale == .category)
    return (
      PositionScale(
        scale: plan.scale(of: chart.x, on: .x), domain: xDomain,
        start: chart.x.isReversed ? plot.maxX : plot.minX,
        end: chart.x.isReversed ? plot.minX : plot.maxX),
      PositionScale(
        scale: yScale, domain: yDomain, start: falls ? plot.minY : plot.maxY,
        end: falls ? plot.maxY : plot.minY)
    )
  }

  private static func marks(
    _ plan: ChartPlan, _ rect: Rect, _ x: PositionScale, _ y: PositionScale, _ theme: Theme,
    _ typesetter: LabelTypesetter
  ) throws -> [DisplayItem] {
    let trailing = plan.trailing?.scale(beside: rect)
    return try plan.chart.marks.enumerated().map { index, mark in
      let y = mark.style.yAxis == .trailing ? trailing ?? y : y
      let plot = Plot(
        rect: rect, x: x, y: y, survey: plan.survey, markIndex: index,
        style: plan.styles[index], theme: theme, typesetter: typesetter)
      let series = mark.style.label.map(Label.words)
      return .group(
        DisplayGroup(
          .mark, series: series, kind: type(of: mark).kind, reading: Reading(of: mark, in: plot),
          items: try mark.items(in: plot).filter(\.isDrawable)))
    }
  }

  /// The distances that everything around the plot extends from it.
  var protrusions: Protrusions {
    let gaps = Gaps(theme)
    var result = axes.map(\.protrusions).reduce(Protrusions(top: 1, left: 1, bottom: 1, right: 1)) {
      $0.union($1)
    }
    if let directLabels {
      result.right = max(result.right, directLabels.width)
      result.bottom = max(result.bottom, directLabels.overhang)
    }
    if let colorBar {
      result.right = max(result.right, colorBar.width + (secondaryY?.reach ?? 0))
      result.top = max(result.top, colorBar.overhang)
    }
    if let legend {
      let size = legend.layout.size
      switch legend.side {
      case .top:
        result.top += gaps.legend * 0.6 + size.height
        result.right = max(result.right, size.width - plot.width)
      case .bottom:
        result.bottom += gaps.legend + size.height
        result.right = max(result.right, size.width - plot.width)
      case .trailing:
        result.right += gaps.legend + size.width
        result.bottom = max(result.bottom, size.height - plot.height)
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
