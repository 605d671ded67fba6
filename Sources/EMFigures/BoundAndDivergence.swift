public import ExpectationMaximization
public import Plotting

/// A chart of the lower bound and the KL divergence after each half-step of EM.
///
/// One line is the bound 𝓛(Q, θ), the other is log P(X | θ). The bars between them are KL(Q ‖ P(Z |
/// X, θ)). An E-step raises the bound to the log-likelihood; an M-step raises both and opens a new
/// gap. (C. M. Bishop, *Pattern Recognition and Machine Learning*, 2006, figures 9.11–9.13.)
///
/// ```swift
/// boundAndDivergenceChart(of: fit, iterations: 0...4)
/// ```
///
/// - Parameters:
///   - fit: A run of EM.
///   - iterations: The iterations to show, counted by M-steps; iterations beyond the end of the run
///     are ignored.
///   - labels: The names of the parts.
/// - Returns: A chart with both axes labeled.
public func boundAndDivergenceChart<Model>(
  of fit: Fit<Model>, iterations: ClosedRange<Int> = 0...6, labels: BoundLabels = BoundLabels()
) -> Chart {
  BoundBars(fit.trace.filter { iterations.contains($0.iteration) }, labels: labels).chart()
}

/// The bars of some half-steps and the limits of their axis.
struct BoundBars {
  private let names: [String]
  private let bounds: [Double]
  private let sums: [Double]
  /// The lower end of the axis: a tenth of the range of the values below the lowest bound.
  private let floor: Double
  private let ceiling: Double
  private let labels: BoundLabels

  init<Model>(_ steps: [HalfStep<Model>], labels: BoundLabels) {
    self.labels = labels
    names = steps.map { "\($0.kind == .expectation ? "E" : "M")$_{\($0.iteration)}$" }
    bounds = steps.map(\.lowerBound)
    sums = steps.map { $0.lowerBound + $0.divergence }
    let lowest = bounds.filter(\.isFinite).min() ?? 0
    let highest = sums.filter(\.isFinite).max() ?? 1
    let span = highest > lowest ? highest - lowest : max(1, abs(lowest) * 0.01)
    floor = lowest - 0.1 * span
    ceiling = highest + 0.06 * span
  }

  /// A chart of the first `count` half-steps; the positions of the others stay empty.
  func chart(first count: Int? = nil) -> Chart {
    let count = count ?? names.count
    func shown(_ values: [Double]) -> [Double] {
      values.enumerated().map { $0.offset < count ? $0.element : floor }
    }
    return Chart {
      LineMark(x: names.prefix(count), y: bounds.prefix(count)).foregroundStyle(.series(1))
        .lineStyle(width: 1.4).symbol(.square).symbolSize(4).label(labels.bound)
      BarMark(x: names, yStart: shown(bounds), yEnd: shown(sums), width: 0.3)
        .foregroundStyle(.series(2)).label(labels.divergence)
      LineMark(x: names.prefix(count), y: sums.prefix(count)).foregroundStyle(.ink)
        .lineStyle(width: 1).symbol(.circle).symbolSize(3).label(labels.logLikelihood)
    }
    .xAxis("half-step").yAxis(labels.unit, domain: floor...ceiling).legend(.top)
  }
}
