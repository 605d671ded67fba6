public import ExpectationMaximization
public import Plotting
import Statistics

/// The density of a univariate mixture and the weighted densities of its components.
///
/// p(x) = Σₖ πₖ N(x | μₖ, σₖ²) is a filled curve; the πₖ N(x | μₖ, σₖ²), which add up to it, are
/// dashed curves.
///
/// ```swift
/// mixtureDensityChart(of: truth, label: "truth").xAxis("height in cm")
/// ```
///
/// - Parameters:
///   - mixture: The mixture.
///   - label: The name of the mixture in the legend.
///   - components: Whether to draw the components.
///   - range: The range of x; nil for 3.5 standard deviations on either side of every mean.
/// - Returns: A chart with both axes labeled.
public func mixtureDensityChart(
  of mixture: UnivariateGaussianMixture, label: String = "mixture", components: Bool = true,
  over range: ClosedRange<Double>? = nil
) -> Chart {
  let xs = abscissae(of: [mixture], over: range)
  return Chart {
    AreaMark(x: xs, y: xs.map(mixture.density)).foregroundStyle(.series(1)).opacity(0.14)
    if components {
      for k in 0..<mixture.componentCount {
        LineMark(x: xs, y: xs.map { mixture.componentDensity(k, at: $0) })
          .foregroundStyle(.series(k + 2)).lineStyle(width: 1.1, dash: [4, 2])
          .label(componentLabel(k))
      }
    }
    LineMark(x: xs, y: xs.map(mixture.density)).foregroundStyle(.series(1)).label(label)
  }
  .xAxis("$x$").yAxis("density")
}

/// The densities of several univariate mixtures on the same axes, such as a learned and a true one.
///
/// - Parameters:
///   - mixtures: The names for the legend, and the mixtures.
///   - range: The range of x; nil for 3.5 standard deviations on either side of every mean.
/// - Returns: A chart with both axes labeled.
public func mixtureDensitiesChart(
  of mixtures: [(label: String, mixture: UnivariateGaussianMixture)],
  over range: ClosedRange<Double>? = nil
) -> Chart {
  let xs = abscissae(of: mixtures.map(\.mixture), over: range)
  return Chart {
    for (index, (label, mixture)) in mixtures.enumerated() {
      // Different dashes as well as colors, so that coinciding curves are distinguishable.
      LineMark(x: xs, y: xs.map(mixture.density)).label(label)
        .lineStyle(dash: index == 0 ? [] : [5 - Double(index % 3), 2.5])
    }
  }
  .xAxis("$x$").yAxis("density")
}

/// The range with almost all of the mass of the mixtures' components; 0…1 without components.
func support(of mixtures: [UnivariateGaussianMixture]) -> ClosedRange<Double> {
  var (low, high) = (Double.infinity, -Double.infinity)
  for mixture in mixtures {
    for (mean, deviation) in zip(mixture.means, mixture.standardDeviations) {
      low = min(low, mean - 3.5 * deviation)
      high = max(high, mean + 3.5 * deviation)
    }
  }
  return low < high && low.isFinite && high.isFinite ? low...high : 0...1
}

/// Enough points for a curve that looks smooth at any print size.
func abscissae(over range: ClosedRange<Double>, count: Int = 400) -> [Double] {
  let step = (range.upperBound - range.lowerBound) / Double(count)
  return (0...count).map { range.lowerBound + Double($0) * step }
}

/// Points over a range, with 64 additional points within ±4 standard deviations of each component,
/// so that narrow peaks are drawn at their full height.
func abscissae(
  of mixtures: [UnivariateGaussianMixture], over range: ClosedRange<Double>? = nil, count: Int = 400
) -> [Double] {
  let range = range ?? support(of: mixtures)
  let step = (range.upperBound - range.lowerBound) / Double(count)
  var places = abscissae(over: range, count: count)
  for mixture in mixtures {
    for (mean, deviation) in zip(mixture.means, mixture.standardDeviations)
    where deviation < 8 * step {
      places += (-32...32).map { mean + Double($0) / 8 * deviation }.filter(range.contains)
    }
  }
  return Set(places).sorted()
}

func componentLabel(_ k: Int) -> String {
  #"$\pi_{\#(k + 1)}\,\mathcal{N}(x \mid \mu_{\#(k + 1)}, \sigma_{\#(k + 1)}^2)$"#
}
