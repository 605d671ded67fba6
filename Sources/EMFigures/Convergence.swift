public import ExpectationMaximization
public import Plotting

/// A chart of the log-likelihood over the iterations of EM.
///
/// It has one point per parameter vector, beginning with the start (iteration 0).
///
/// ```swift
/// convergenceChart(of: fit).yAxis("log-likelihood in nats")
/// ```
///
/// - Parameters:
///   - fit: A run of EM.
///   - label: The name of the run in the legend; nil for no legend.
/// - Returns: A chart with both axes labeled and a rule at the last value.
public func convergenceChart<Model>(of fit: Fit<Model>, label: String? = nil) -> Chart {
  convergenceChart(of: [(label ?? "", fit.logLikelihoods)])
}

/// A chart of the log-likelihoods of several runs on the same axes, such as from different starts.
///
/// - Parameter runs: The names for the legend (empty for none), and the log-likelihoods after 0, 1,
///   2, … iterations.
/// - Returns: A chart with both axes labeled and a rule at the highest value.
public func convergenceChart(of runs: [(label: String, logLikelihoods: [Double])]) -> Chart {
  let best = runs.compactMap(\.logLikelihoods.last).max()
  return Chart {
    if let best { RuleMark(y: best).lineStyle(dash: [4, 3]) }
    for (label, values) in runs {
      let line = LineMark(x: values.indices, y: values)
      // With more than about sixty points, symbols would hide the line.
      let marked = values.count <= 60 ? line.symbol(.circle).symbolSize(3.6) : line
      if label.isEmpty { marked } else { marked.label(label) }
    }
  }
  .xAxis("iteration").yAxis(#"$\log P(X \mid \theta)$"#)
}
