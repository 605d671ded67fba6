public import Plotting

/// A function of two parameters as filled contours, with the path of EM on it.
///
/// ```swift
/// likelihoodSurfaceChart(
///   x: -6...6, y: -6...6, path: models.map { ($0.means[0], $0.means[1]) }
/// ) { first, second in logLikelihood(first, second) }
/// .xAxis(#"$\mu_1$"#).yAxis(#"$\mu_2$"#)
/// ```
///
/// - Parameters:
///   - x: The range of the first parameter.
///   - y: The range of the second parameter.
///   - path: The parameters after 0, 1, 2, … iterations.
///   - resolution: The number of grid points along each axis.
///   - levels: The approximate number of contours.
///   - label: The label of the color bar.
///   - logLikelihood: The function of both parameters, in nats.
/// - Returns: A chart with the parameters on its axes.
/// - Throws: Any error thrown by the function.
public func likelihoodSurfaceChart(
  x: ClosedRange<Double>, y: ClosedRange<Double>, path: [(Double, Double)], resolution: Int = 80,
  levels: Int = 14, label: String = #"$\log P(X \mid \theta)$"#,
  logLikelihood: (Double, Double) throws -> Double
) rethrows -> Chart {
  let field = try ScalarField(x: x, y: y, resolution: resolution, function: logLikelihood)
  return Chart {
    ContourMark(field, levels: .count(levels), filled: true).colorBar(label)
    if let highest = field.range?.upperBound {
      // Regions within a few nats of the maximum, where the colors hardly differ.
      ContourMark(field, levels: .values([1, 3, 10, 30].map { highest - $0 }))
        .foregroundStyle(.hex(0xFFFFFF)).lineStyle(width: 0.7).opacity(0.7)
    }
    if !path.isEmpty {
      // A dark path below the white one, for contrast with light colors too.
      TrajectoryMark(x: path.map(\.0), y: path.map(\.1), arrows: .none)
        .foregroundStyle(.hex(0x202020)).lineStyle(width: 3.4).symbolSize(7)
      TrajectoryMark(x: path.map(\.0), y: path.map(\.1), arrows: .each)
        .foregroundStyle(.hex(0xFFFFFF)).symbolSize(5)
    }
  }
  .xAxis(#"$\theta_1$"#, domain: x, grid: false).yAxis(#"$\theta_2$"#, domain: y, grid: false)
}
