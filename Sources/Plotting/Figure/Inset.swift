/// A small chart inside the plot of another one, on a plate in the color of the background.
public struct Inset: Sendable {
  /// The small chart.
  public var chart: Chart
  /// Where in the plot it is.
  public var place: LegendPlacement.Place
  /// Its width with labels, as a fraction of the plot's.
  public var width: Double
  /// Its height with labels, as a fraction of the plot's.
  public var height: Double
}

extension Chart {
  /// Puts a small chart into the plot.
  ///
  /// - Parameters:
  ///   - chart: The small chart; its legend is left out.
  ///   - place: Where it is; `.best` is where it covers the least of the data.
  ///   - width: Its width with labels, as a fraction of the plot's, 0.1 to 0.9.
  ///   - height: Its height likewise.
  /// - Returns: The chart with the small one on top.
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
