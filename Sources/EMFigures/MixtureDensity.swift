public import ExpectationMaximization
public import Plotting
import Statistics

/// The density of a mixture on the line, with the weighted densities of its components.
///
/// p(x) = Σₖ πₖ N(x | μₖ, σₖ²) as a filled curve; πₖ N(x | μₖ, σₖ²) as dashed ones, which add up to
/// it.
///
/// ```swift
/// mixtureDensityChart(of: truth, label: "truth").xAxis("height in cm")
/// ```
///
/// - Parameters:
///   - mixture: The mixture.
///   - label: Its name in the legend.
///   - components: Whether to draw the components.
///   - range: Where to draw it; nil takes 3.5 standard deviations around every mean.
/// - Returns: A chart with both axes labeled.
public func mixtureDensityChart(
  of mixture: UnivariateGaussianMixture, label: String = "mixture", components: Bool = true,
  over range: ClosedRange<Double>? = nil
) -> Chart {
  let xs = abscissae(over: range ?? support(of: [mixture]))
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

/// Densities of several mixtures on the same axes, as the learned one over the true one.
///
/// - Parameters:
///   - mixtures: Names for the legend, and the mixtures.
///   - range: Where to draw them; nil takes 3.5 standard deviations around every mean.
/// - Returns: A chart with both axes labeled.
public func mixtureDensitiesChart(
  of mixtures: [(label: String, mixture: UnivariateGaussianMixture)],
  over range: ClosedRange<Double>? = nil
) -> Chart {
  let xs = abscissae(over: range ?? support(of: mixtures.map(\.mixture)))
  return Chart {
    for (index, (label, mixture)) in mixtures.enumerated() {
      // Dashes beside colors, so that curves that agree are seen to.
      LineMark(x: xs, y: xs.map(mixture.density)).label(label)
        .lineStyle(dash: index == 0 ? [] : [5 - Double(index % 3), 2.5])
    }
  }
  .xAxis("$x$").yAxis("density")
}

/// Where the components of the mixtures have practically all of their mass; 0…1 without components.
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

/// Enough places for a curve that looks smooth at any size of print.
func abscissae(over range: ClosedRange<Double>, count: Int = 400) -> [Double] {
  let step = (range.upperBound - range.lowerBound) / Double(count)
  return (0...count).map { range.lowerBound + Double($0) * step }
}

func componentLabel(_ k: Int) -> String {
  #"$\pi_{\#(k + 1)}\,\mathcal{N}(x \mid \mu_{\#(k + 1)}, \sigma_{\#(k + 1)}^2)$"#
}
