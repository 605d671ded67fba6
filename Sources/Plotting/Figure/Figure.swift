/// One or several charts on a sheet of a given physical size.
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
  /// The size on the page; type sizes are final points at this size.
  public var size: Size
  /// The theme that the author chose; nil where the figure takes that of its surroundings.
  public var chosenTheme: Theme?
  /// What it shows.
  public var panel: Panel
  /// The alternative text; nil to draft one from marks, axes and ranges.
  public var alternativeText: String?
  /// Where the one legend of all charts is; nil where each chart has its own.
  public var legend: SharedLegend?

  /// A figure of the panels, stacked where there are several.
  ///
  /// A missing size is the theme's; a missing theme is the report's, or that of a rendering that asks for
  /// another one.
  public init(
    width: Length? = nil, height: Length? = nil, theme: Theme? = nil,
    @PanelBuilder panels: () throws -> [Panel]
  ) rethrows {
    let panels = try panels()
    self.init(
      panels.count == 1 ? panels[0] : .grid(panels, columns: 1, spacing: 14), width: width,
      height: height, theme: theme)
  }

  /// A figure of one chart.
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

  /// How the figure looks: the chosen theme, else the report's.
  public var theme: Theme { chosenTheme ?? .report }

  /// The figure in another theme; the size stays.
  public func theme(_ theme: Theme) -> Figure {
    var figure = self
    figure.chosenTheme = theme
    return figure
  }

  /// The figure with an alternative text in place of the drafted one.
  public func alternativeText(_ text: String) -> Figure {
    var figure = self
    figure.alternativeText = text
    return figure
  }

  /// Lays the figure out: the shapes that every back end draws.
  ///
  /// - Parameter metrics: The fonts, as the back end sees them.
  /// - Returns: Shapes in painting order.
  /// - Throws: ``PlottingError``, ``LabelError``, and what the metrics throw.
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
