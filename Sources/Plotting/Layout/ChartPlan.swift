/// Everything about a chart that does not depend on its size: styles, domains, legend.
struct ChartPlan {
  struct LegendEntry {
    var label: String
    /// The label as plain text.
    var name: String
    var swatches: [(swatch: Swatch, style: ResolvedStyle)]
  }

  /// The chart with its marks expanded.
  let chart: Chart
  let survey: ChartSurvey
  let styles: [ResolvedStyle]
  let xDomain: ClosedRange<Double>
  let yDomain: ClosedRange<Double>
  /// The range of the data on the horizontal axis, without padding; nil without data.
  let xReach: ClosedRange<Double>?
  /// The range of the data on the vertical axis, without padding; nil without data.
  let yReach: ClosedRange<Double>?
  /// The axes on which bars, or other marks with a baseline of zero, do not start at zero.
  let cutOffAxes: Set<ChartSurvey.Dimension>
  let legend: [LegendEntry]
  let colorKey: ColorKey?
  /// The axis on the right; nil if no mark uses it.
  let trailing: TrailingAxis?

  init(_ chart: Chart, theme: Theme) throws {
    var chart = chart
    chart.marks = try chart.marks.flatMap { try $0.expanded() }
    self.chart = chart
    var survey = ChartSurvey(
      barArrangement: chart.barArrangement, scales: (chart.x.scale, chart.y.scale))
    for (index, mark) in chart.marks.enumerated() {
      survey.markIndex = index
      survey.scales.y = chart.yAxis(of: mark).scale
      try mark.survey(&survey)
    }
    survey.sharedEdges = Binning.automatic.edges(
      for: survey.pooledSamples, on: chart.x.scale)
    var x: [AxisExtent] = []
    var (y, trailingY): ([AxisExtent], [AxisExtent]) = ([], [])
    for (index, mark) in chart.marks.enumerated() {
      survey.markIndex = index
      survey.scales.y = chart.yAxis(of: mark).scale
      let extent = try mark.extent(in: survey)
      for (axis, reach) in [(chart.x, extent.x), (chart.yAxis(of: mark), extent.y)]
      where axis.scale == .log && reach.nonPositiveCount > 0 {
        let kind = type(of: mark).kind
        survey.notices.append(.notPositive(mark: kind, count: reach.nonPositiveCount))
      }
      let beyond = extent.x.beyondCount + extent.y.beyondCount
      if beyond > 0 {
        survey.notices.append(.beyondRange(mark: type(of: mark).kind, count: beyond))
      }
      x.append(extent.x)
      if mark.style.yAxis == .trailing { trailingY.append(extent.y) } else { y.append(extent.y) }
    }
    for mark in chart.marks { try mark.style.validate(for: type(of: mark).kind) }
    styles = Self.resolve(chart.marks, theme)
    xDomain = try Self.domain(of: chart.x, "x", reach: x, categories: survey.names(on: .x))
    yDomain = try Self.domain(of: chart.y, "y", reach: y, categories: survey.names(on: .y))
    cutOffAxes = Set(
      [
        (ChartSurvey.Dimension.x, chart.x, xDomain, x), (.y, chart.y, yDomain, y),
      ].filter { _, axis, domain, reach in
        axis.scale != .log && !domain.contains(0) && reach.contains { $0.baselines.contains(0) }
      }.map(\.0))
    for axis in [ChartSurvey.Dimension.x, .y] where cutOffAxes.contains(axis) {
      survey.notices.append(.barsCutOff(axis: axis.rawValue))
    }
    if trailingY.isEmpty {
      trailing = nil
    } else {
      if survey.names(on: .y) != nil { throw PlottingError.mixedAxis("y") }
      let axis = chart.trailingY ?? Axis(hasGrid: false)
      let domain = try Self.domain(of: axis, "y2", reach: trailingY, categories: nil)
      let isCutOff =
        axis.scale != .log && !domain.contains(0) && trailingY.contains { $0.baselines.contains(0) }
      if isCutOff { survey.notices.append(.barsCutOff(axis: "y2")) }
      trailing = TrailingAxis(axis: axis, domain: domain, isCutOff: isCutOff)
    }
    self.survey = survey
    xReach = Self.reach(x, of: chart.x, in: xDomain)
    yReach = Self.reach(y, of: chart.y, in: yDomain)
    legend = Self.legend(of: chart.marks, styles)
    colorKey = chart.marks.lazy.compactMap { $0.colorKey(in: survey) }.first
  }

  /// The scale of an axis: a category scale if its data are names, otherwise the author's.
  func scale(of axis: Axis, on dimension: ChartSurvey.Dimension) -> Scale {
    survey.names(on: dimension) == nil ? axis.scale : .category
  }
}

extension ChartPlan {
  /// Gives each mark without a color the next one of the palette; marks with the same label share
  /// it.
  private static func resolve(_ marks: [any Mark], _ theme: Theme) -> [ResolvedStyle] {
    var next = 1
    var paints: [String: Paint] = [:]
    return marks.map { mark in
      let style = mark.style
      let key = style.colorKey ?? style.label
      let paint: Paint
      if let chosen = style.paint {
        paint = chosen
      } else if let key, let shared = paints[key] {
        paint = shared
      } else if mark.role == .data {
        paint = .series(next)
        next += 1
      } else {
        paint = mark.role.paint
      }
      if let key, paints[key] == nil { paints[key] = paint }
      let distinction = distinction(of: paint, for: mark.swatch, theme)
      return ResolvedStyle(
        paint: paint, opacity: style.opacity,
        lineWidth: style.lineWidth.map { $0 * theme.strokeScale },
        dash: (style.dash ?? distinction.dash).map { $0 * theme.strokeScale },
        symbol: style.symbol ?? distinction.symbol,
        symbolSize: style.symbolSize.map { $0 * theme.strokeScale } ?? theme.symbolSize)
    }
  }

  /// The dashes and symbols that distinguish series with the same color after the palette repeats.
  private static func distinction(
    of paint: Paint, for swatch: Swatch, _ theme: Theme
  ) -> (dash: [Double], symbol: Symbol?) {
    guard case .series(let number) = paint, number > theme.palette.colors.count else {
      return ([], nil)
    }
    let round = (number - 1) / theme.palette.colors.count
    switch swatch {
    case .line:
      let dashes: [[Double]] = [[], [6, 3], [2, 2], [8, 2, 2, 2]]
      return (dashes[round % dashes.count], nil)
    case .symbol: return ([], Symbol.allCases[round % Symbol.allCases.count])
    case .box: return ([], nil)
    }
  }

  private static func legend(of marks: [any Mark], _ styles: [ResolvedStyle]) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    for (mark, style) in zip(marks, styles) {
      guard let label = mark.style.label else { continue }
      if let index = entries.firstIndex(where: { $0.label == label }) {
        entries[index].swatches.append((mark.swatch, style))
      } else {
        entries.append(
          LegendEntry(
            label: label, name: Label.words(label), swatches: [(mark.swatch, style)]))
      }
    }
    return entries
  }

  private static func domain(
    of axis: Axis, _ name: String, reach: [AxisExtent], categories: [String]?
  ) throws -> ClosedRange<Double> {
    if case .symmetricLog(let threshold) = axis.scale, !(threshold > 0 && threshold.isFinite) {
      throw PlottingError.invalidParameter(
        mark: "axis \(name)", name: "threshold", value: threshold)
    }
    if let domain = axis.domain {
      let isPositive = axis.scale != .log || domain.lowerBound > 0
      guard domain.lowerBound < domain.upperBound, isPositive,
        (domain.upperBound - domain.lowerBound).isFinite
      else {
        throw PlottingError.invalidDomain(
          axis: name, lower: domain.lowerBound, upper: domain.upperBound)
      }
      return domain
    }
    if let categories {
      return -0.5...(Double(max(1, categories.count)) - 0.5)
    }
    let found =
      axis.scale == .log ? logarithmicDomain(reach) : linearDomain(reach, scale: axis.scale)
    // Padding around very large data must not overflow.
    let limit = 1e301
    return axis.scale == .log
      ? found.clamped(to: (1 / limit)...limit) : found.clamped(to: -limit...limit)
  }

  private static func reach(
    _ reach: [AxisExtent], of axis: Axis, in domain: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    let low = reach.map { axis.scale == .log ? $0.smallestPositive : $0.lower }.min() ?? .infinity
    let high = reach.map(\.upper).max() ?? -.infinity
    guard low <= high, domain.overlaps(low...high) else { return nil }
    return (low...high).clamped(to: domain)
  }

  private static func linearDomain(_ reach: [AxisExtent], scale: Scale) -> ClosedRange<Double> {
    let lowest = reach.map(\.lower).min() ?? .infinity
    let highest = reach.map(\.upper).max() ?? -.infinity
    guard lowest <= highest else { return 0...1 }
    // A smaller range counts as a single value: ticks could not distinguish its ends.
    let least = 1e-290
    if highest - lowest < least {
      // Bars of height zero are at the bottom of an empty chart.
      if lowest == 0, reach.contains(where: { $0.baselines.contains(0) }) { return 0...1 }
      let air = abs(lowest) < least ? 1 : abs(lowest) * 0.1
      return (lowest - air)...(highest + air)
    }
    let range = scale.transform(highest) - scale.transform(lowest)
    // Each mark has its own padding, so that a curve on a field does not widen the field.
    var (lower, upper) = (lowest, highest)
    for extent in reach where extent.lower <= extent.upper {
      let air = range * extent.padding
      if !extent.baselines.contains(extent.lower) {
        lower = min(lower, scale.invert(scale.transform(extent.lower) - air))
      }
      if !extent.baselines.contains(extent.upper) {
        upper = max(upper, scale.invert(scale.transform(extent.upper) + air))
      }
    }
    // Padding must not suggest negative data if there are none.
    return (lowest >= 0 ? max(0, lower) : lower)...(highest <= 0 ? min(0, upper) : upper)
  }

  private static func logarithmicDomain(_ reach: [AxisExtent]) -> ClosedRange<Double> {
    let smallest = reach.map(\.smallestPositive).min() ?? .infinity
    let highest = reach.map(\.upper).max() ?? 0
    guard smallest.isFinite, highest > 0 else { return 1...10 }
    let (low, high) = (max(-300, log10(smallest)), max(-300, log10(highest)))
    let air = high > low ? (high - low) * (reach.map(\.padding).max() ?? 0) : 0.5
    return pow(10, low - air)...pow(10, high + air)
  }
}
