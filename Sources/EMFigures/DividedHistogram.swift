public import ExpectationMaximization
public import Plotting
import Statistics

/// A histogram whose bars are divided among the components by responsibility, with a density drawn
/// over it: what an E-step passes to the M-step.
///
/// - Parameters:
///   - samples: The observations; non-finite values are ignored.
///   - model: The mixture whose responsibilities, at the center of each bar, divide the bar.
///   - density: The mixture whose density and components are drawn; nil for `model`.
///   - bins: The bins.
/// - Returns: A chart of densities with both axes labeled; the area of the histogram is 1.
/// - Throws: Any error from computing the responsibilities.
public func dividedHistogramChart(
  of samples: [Double], by model: UnivariateGaussianMixture,
  density: UnivariateGaussianMixture? = nil,
  bins: Binning = .automatic
) throws -> Chart {
  let mixture = density ?? model
  let (edges, heights) = bins.densities(of: samples)
  let middles = zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
  let shares = try model.responsibilities(of: middles)
  let outline = zip(edges, edges.dropFirst()).flatMap { [$0, $1] }
  func border(below k: Int) -> [Double] {
    heights.indices.flatMap { bin in
      let height = heights[bin] * (0..<k).reduce(0) { $0 + shares[bin, $1] }
      return [height, height]
    }
  }
  let range = edges.first.flatMap { low in edges.last.map { low...max($0, low + 1e-9) } }
  let xs = abscissae(of: [mixture], over: range, count: 160)
  return Chart {
    for k in 0..<model.componentCount {
      AreaMark(x: outline, yStart: border(below: k), yEnd: border(below: k + 1))
        .foregroundStyle(.series(k + 1)).opacity(0.4)
    }
    for k in 0..<mixture.componentCount {
      LineMark(x: xs, y: xs.map { mixture.componentDensity(k, at: $0) })
        .foregroundStyle(.series(k + 1)).lineStyle(width: 1.2).label(componentLabel(k))
    }
    LineMark(x: xs, y: xs.map(mixture.density)).foregroundStyle(.ink).lineStyle(width: 1)
  }
  .xAxis("$x$").yAxis("density").legend(.top)
}
