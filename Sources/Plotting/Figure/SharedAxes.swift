/// The domains of a chart's axes; nil for axes of names, which are not shared.
struct ChartDomains {
  var x: ClosedRange<Double>?
  var y: ClosedRange<Double>?
  /// The domain of the axis on the right; nil if there is none.
  var trailingY: ClosedRange<Double>?

  init(_ plan: ChartPlan) {
    x = plan.survey.names(on: .x) == nil ? plan.xDomain : nil
    y = plan.survey.names(on: .y) == nil ? plan.yDomain : nil
    trailingY = plan.trailing?.domain
  }

  /// The union of other domains.
  init(union all: [ChartDomains]) {
    func union(_ domains: [ClosedRange<Double>]) -> ClosedRange<Double>? {
      guard let low = domains.map(\.lowerBound).min(), let high = domains.map(\.upperBound).max()
      else { return nil }
      return low...high
    }
    x = union(all.compactMap(\.x))
    y = union(all.compactMap(\.y))
    trailingY = union(all.compactMap(\.trailingY))
  }
}

extension Figure {
  /// Sets the same domain on the axes of all charts, for small multiples.
  ///
  /// Axes with a given domain keep it; axes of names keep theirs.
  ///
  /// ```swift
  /// try Figure {
  ///   Grid(columns: 3) { for group in groups { Chart(group.name) { PointMark(x: group.x, y: group.y) } } }
  /// }
  /// .sharedAxes()
  /// ```
  /// - Parameters:
  ///   - x: Whether the horizontal axes are shared.
  ///   - y: Whether the vertical axes are shared.
  /// - Returns: The figure with shared domains.
  /// - Throws: ``PlottingError`` if the data of a chart are invalid.
  public func sharedAxes(x: Bool = true, y: Bool = true) throws -> Figure {
    let domains = try chartDomains()
    var union = ChartDomains(union: domains)
    if !x { union.x = nil }
    if !y { (union.y, union.trailingY) = (nil, nil) }
    return withDomains(domains.map { _ in union })
  }

  func chartDomains() throws -> [ChartDomains] {
    try charts.map { ChartDomains(try ChartPlan($0, theme: theme)) }
  }

  /// Sets the domains of the charts, in reading order, unless their authors gave them.
  func withDomains(_ domains: [ChartDomains]) -> Figure {
    var figure = self
    var rest = domains[...]
    figure.panel = panel.mapCharts { chart in
      var chart = chart
      guard let next = rest.popFirst() else { return chart }
      chart.x.domain = chart.x.domain ?? next.x
      chart.y.domain = chart.y.domain ?? next.y
      if let trailing = next.trailingY {
        var axis = chart.trailingY ?? Axis(hasGrid: false)
        axis.domain = axis.domain ?? trailing
        chart.trailingY = axis
      }
      return chart
    }
    return figure
  }
}

extension Panel {
  func mapCharts(_ change: (Chart) -> Chart) -> Panel {
    switch self {
    case .chart(let chart): .chart(change(chart))
    case .grid(let panels, let columns, let spacing):
      .grid(panels.map { $0.mapCharts(change) }, columns: columns, spacing: spacing)
    }
  }
}
