public import ExpectationMaximization
public import Plotting
import Statistics

/// Overlaid histograms of several sets of samples, with shared bins.
///
/// ```swift
/// histogramChart(of: [("truth", samples), ("learned", drawn)], density: truth)
/// ```
///
/// - Parameters:
///   - sets: The names for the legend, and the samples.
///   - mixture: A mixture whose density is drawn over them; nil for none.
///   - label: The name of the mixture in the legend.
/// - Returns: A chart of densities; the area of each histogram is 1.
public func histogramChart(
  of sets: [(label: String, samples: [Double])], density mixture: UnivariateGaussianMixture? = nil,
  label: String = "density"
) -> Chart {
  Chart {
    for (name, samples) in sets {
      HistogramMark(samples, normalization: .density).label(name)
    }
    if let mixture {
      let samples = sets.flatMap(\.samples).filter(\.isFinite)
      let range = samples.min().flatMap { low in samples.max().map { low...max($0, low + 1e-9) } }
      let xs = abscissae(of: [mixture], over: range)
      LineMark(x: xs, y: xs.map(mixture.density)).foregroundStyle(.ink).lineStyle(width: 1.1)
        .label(label)
    }
  }
  .xAxis("$x$").yAxis("density")
}
