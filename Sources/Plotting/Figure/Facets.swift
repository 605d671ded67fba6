extension Figure {
  /// Small multiples: one chart for each group, in rows of some columns, with shared axes.
  ///
  /// Axis labels are at the outer charts alone, and one legend serves all.
  ///
  /// ```swift
  /// try Figure.facets(of: species, columns: 3) { name in
  ///   Chart(name) { PointMark(x: lengths[name]!, y: widths[name]!) }
  /// }
  /// ```
  /// - Parameters:
  ///   - groups: What the charts show.
  ///   - columns: How many charts are in a row.
  ///   - sharesX: Whether the horizontal axes are the same.
  ///   - sharesY: Whether the vertical axes are the same.
  ///   - width: The figure's width; nil takes the theme's.
  ///   - height: Its height; nil takes two thirds of the theme's for each row.
  ///   - theme: How it looks; nil as for ``Figure/init(width:height:theme:panels:)``.
  ///   - chart: The chart of one group.
  /// - Returns: A figure whose charts are in the order of the groups.
  /// - Throws: What the charts throw, and ``PlottingError`` where the data of one cannot be surveyed.
  public static func facets<Groups: Collection>(
    of groups: Groups, columns: Int = 3, sharesX: Bool = true, sharesY: Bool = true,
    width: Length? = nil, height: Length? = nil, theme: Theme? = nil,
    chart: (Groups.Element) throws -> Chart
  ) throws -> Figure {
    let columns = max(1, min(columns, groups.count))
    let charts = try groups.enumerated().map { index, group in
      var chart = try chart(group)
      if sharesY, index % columns > 0 { chart.y.label = nil }
      // The lowest chart of a column is the one that has none below it.
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
