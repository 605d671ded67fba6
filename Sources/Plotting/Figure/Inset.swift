/// A small chart inside the plot of another chart, on a background plate.
public struct Inset: Sendable {
  /// The small chart.
  public var chart: Chart
  /// The position in the plot.
  public var place: LegendPlacement.Place
  /// The width including labels, as a fraction of the plot's width.
  public var width: Double
  /// The height including labels, as a fraction of the plot's height.
  public var height: Double
}

extension Chart {
  /// Adds a small chart inside the plot.
  ///
  /// - Parameters:
  ///   - chart: The small chart; its legend is omitted.
  ///   - place: Its position; `.best` is where it covers the least data.
  ///   - width: Its width including labels, as a fraction of the plot's width, 0.1 to 0.9.
  ///   - height: Its height including labels, as a fraction of the plot's height, 0.1 to 0.9.
  /// - Returns: The chart with the small chart on top.
  public func inset(
    _ chart: Chart, at place: LegendPlacement.Place = .best, width: Double = 0.42,
    height: Double = 0.45
  ) -> Chart {
    var outer = self
    outer.insets.append(
      Inset(
        chart: chart.legend(.none), place: place, width: min(max(width, 0.1), 0.9),
        height: min(max(height, 0.1), 0.9)))
    return outer
  }
}
