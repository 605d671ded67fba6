public import ExpectationMaximization
public import Plotting
import Statistics

/// The states of a hidden Markov model along a sequence: P(zₜ = k | X, θ) as stacked areas, and
/// below them the most probable path (Viterbi 1967) as steps.
///
/// - Parameters:
///   - model: The model.
///   - sequence: The observations.
///   - truth: The true states; nil if they are unknown.
/// - Returns: A figure of two charts that share their time axis.
/// - Throws: Any error from computing the posteriors or the path.
public func statePosteriorsFigure<Emission>(
  of model: HiddenMarkovModel<Emission>, along sequence: [Emission.Value], truth: [Int]? = nil
) throws -> Figure {
  let posteriors = try model.statePosteriors(of: sequence)
  let path = try model.mostProbablePath(of: sequence).states
  let times = sequence.indices.map { Double($0 + 1) }
  let states = (1...max(1, model.stateCount)).map(Double.init)
  let domain = 1...max(2, Double(sequence.count))
  return Figure(height: .inches(3.6)) {
    stackedShares(posteriors, at: times, names: states.map { "$z_t = \(Int($0))$" })
      .xAxis(domain: domain, grid: false)
      .yAxis(#"$P(z_t \mid X, \theta)$"#, domain: 0...1, grid: false).legend(.top)
    Chart {
      if let truth {
        LineMark(x: times, y: truth.map { $0 + 1 }).interpolation(.stepCenter)
          .foregroundStyle(.muted).lineStyle(width: 3).opacity(0.5).label("truth")
      }
      LineMark(x: times, y: path.map { $0 + 1 }).interpolation(.stepCenter)
        .foregroundStyle(.ink).lineStyle(width: 1.2).label("most probable path")
    }
    .xAxis("time $t$", domain: domain)
    .yAxis("state", domain: 0.5...(Double(max(1, model.stateCount)) + 0.5), ticks: .values(states))
    .legend(.top)
  }
}
