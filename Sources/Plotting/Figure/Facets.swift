extension Figure {
  /// Small multiples: one chart per group in a grid, with shared axes.
  ///
  /// Only the outer charts have axis labels, and one legend serves all.
  ///
  /// ```swift
  /// try Figure.facets(of: species, columns: 3) { name in
  ///   Chart(name) { PointMark(x: lengths[name]!, y: widths[name]!) }
  /// }
  /// ```
  /// - Parameters:
  ///   - groups: The groups, one per chart.
  ///   - columns: The number of charts per row.
  ///   - sharesX: Whether the charts share the horizontal axis.
  ///   - sharesY: Whether the charts share the vertical axis.
  ///   - width: The width of the figure; nil for the theme's.
  ///   - height: The height of the figure; nil for two thirds of the theme's per row.
  ///   - theme: The theme; nil as for ``Figure/init(width:height:theme:panels:)``.
  ///   - chart: Creates the chart of a group.
  /// - Returns: A figure with the charts in the order of the groups.
  /// - Throws: Any error thrown by `chart`, and ``PlottingError`` if the data of a chart are
  ///   invalid.
  public static func facets<Groups: Collection>(
    of groups: Groups, columns: Int = 3, sharesX: Bool = true, sharesY: Bool = true,
    width: Length? = nil, height: Length? = nil, theme: Theme? = nil,
    chart: (Groups.Element) throws -> Chart
  ) throws -> Figure {
    let columns = max(1, min(columns, groups.count))
    let charts = try groups.enumerated().map { index, group in
      var chart = try chart(group)
      if sharesY, index % columns > 0 { chart.y.label = nil }
      // The bottom chart of a column is the one with none below it.
      if sharesX, index + columns < groups.count { chart.x.label = nil }
      return chart
    }
    let rows = (groups.count + columns - 1) / columns
    let tall = Length.points((theme ?? .report).defaultSize.height * 0.68 * Double(max(1, rows)))
    let figure = Figure(width: width, height: height ?? tall, theme: theme) {
      Grid(columns: columns) { for chart in charts { chart } }
    }
    return try figure.sharedAxes(x: sharesX, y: sharesY).sharedLegend(.top)
  }
}
