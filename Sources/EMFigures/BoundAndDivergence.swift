public import ExpectationMaximization
public import Plotting

/// What EM does to its bound, half-step by half-step: Bishop's picture of EM.
///
/// Each bar is one half-step. Its lower part reaches up to the bound ELBO(q, θ), its upper part is
/// KL(q ‖ p(z | x, θ)), and their sum is log p(x | θ). An E-step turns the divergence into bound
/// and leaves the sum; an M-step raises the bound and opens a new gap. (C. M. Bishop, *Pattern
/// Recognition and Machine Learning*, 2006, figures 9.11–9.13.)
///
/// - Parameters:
///   - fit: A run of EM.
///   - iterations: Which iterations to show, counted by M-steps; those that did not happen are left
///     out.
/// - Returns: A chart with both axes labelled. The bars start at a round distance below the lowest
///   bound, not at zero.
public func boundAndDivergence<Model>(
  of fit: Fit<Model>, iterations: ClosedRange<Int> = 0...6
) -> Chart {
  let steps = fit.trace.filter { iterations.contains($0.iteration) }
  let names = steps.map { "\($0.kind == .expectation ? "E" : "M")$_{\($0.iteration)}$" }
  let bounds = steps.map(\.lowerBound)
  let sums = steps.map { $0.lowerBound + $0.divergence }
  let floor = barFloor(bounds: bounds, sums: sums)
  return Chart {
    BarMark(x: names, yStart: bounds.map { _ in floor }, yEnd: bounds)
      .foregroundStyle(.series(1)).label(#"bound $\mathrm{ELBO}(q, \theta)$"#)
    BarMark(x: names, yStart: bounds, yEnd: sums)
      .foregroundStyle(.series(2)).label(#"$\mathrm{KL}(q \,\|\, p(z \mid x, \theta))$"#)
    LineMark(x: names, y: sums).foregroundStyle(.ink).lineStyle(width: 1).symbol(.circle)
      .symbolSize(3).label(#"$\log p(x \mid \theta)$"#)
  }
  .xAxis("half-step").yAxis("nats").legend(.top)
}

/// Where the bars begin: below the lowest bound by a tenth of what the bars span.
private func barFloor(bounds: [Double], sums: [Double]) -> Double {
  guard let lowest = bounds.filter(\.isFinite).min(), let highest = sums.filter(\.isFinite).max()
  else { return 0 }
  let span = highest - lowest
  return lowest - (span > 0 ? 0.1 * span : max(1, abs(lowest) * 0.01))
}
