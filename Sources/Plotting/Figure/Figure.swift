/// One or several charts of a given physical size.
///
/// ```swift
/// Figure(width: .inches(6.6), height: .inches(3.2)) {
///   Row {
///     Chart("Density") { LineMark(x: xs, y: densities) }
///     Chart("Convergence") { LineMark(y: logLikelihoods).symbol(.circle) }
///   }
/// }
/// ```
public struct Figure: Sendable {
  /// The size on the page; font sizes are in points at this size.
  public var size: Size
  /// The theme chosen by the author; nil to use that of the figure's context.
  public var chosenTheme: Theme?
  /// The panel with the charts.
  public var panel: Panel
  /// The alternative text; nil to generate one from marks, axes and ranges.
  public var alternativeText: String?
  /// The position of one legend for all charts; nil if each chart has its own.
  public var legend: SharedLegend?

  /// Creates a figure of panels, stacked if there are several.
  ///
  /// The default size is the theme's; the default theme is `report`, unless rendering uses another
  /// one.
  public init(
    width: Length? = nil, height: Length? = nil, theme: Theme? = nil,
    @PanelBuilder panels: () throws -> [Panel]
  ) rethrows {
    let panels = try panels()
    self.init(
      panels.count == 1 ? panels[0] : .grid(panels, columns: 1, spacing: 14), width: width,
      height: height, theme: theme)
  }

  /// Creates a figure of one chart.
  public init(
    _ chart: Chart, width: Length? = nil, height: Length? = nil, theme: Theme? = nil
  ) {
    self.init(.chart(chart), width: width, height: height, theme: theme)
  }

  private init(_ panel: Panel, width: Length?, height: Length?, theme: Theme?) {
    self.panel = panel
    chosenTheme = theme
    let size = (theme ?? .report).defaultSize
    self.size = Size(
      width: width?.points ?? size.width, height: height?.points ?? size.height)
  }

  /// The chosen theme, or `report` if there is none.
  public var theme: Theme { chosenTheme ?? .report }

  /// Sets the theme; the size is unchanged.
  public func theme(_ theme: Theme) -> Figure {
    var figure = self
    figure.chosenTheme = theme
    return figure
  }

  /// Sets an alternative text to replace the generated one.
  public func alternativeText(_ text: String) -> Figure {
    var figure = self
    figure.alternativeText = text
    return figure
  }

  /// Lays out the figure as a list of shapes that all back ends draw.
  ///
  /// - Parameter metrics: The metrics of the back end's fonts.
  /// - Returns: The shapes in painting order.
  /// - Throws: ``PlottingError``, ``LabelError``, or any error thrown by the metrics.
  public func displayList(metrics: FontMetrics) throws -> DisplayList {
    try FigureLayout(figure: self, typesetter: LabelTypesetter(metrics: metrics)).displayList()
  }

  /// All charts in reading order.
  var charts: [Chart] { panel.charts }
}

extension Panel {
  var charts: [Chart] {
    switch self {
    case .chart(let chart): [chart]
    case .grid(let panels, _, _): panels.flatMap(\.charts)
    }
  }
}
