public import ExpectationMaximization
public import Plotting
public import Statistics

/// Figures of EM on a bivariate mixture, half-step by half-step.
///
/// On the left are the points in the mixed colors of their components, the components' ellipses,
/// and the paths of the means so far; on the right, the log-likelihood and its bound with a cursor.
/// An E-step changes the colors, an M-step moves the ellipses.
///
/// ```swift
/// let fit = try fitByEM(start, to: rows, options: EMOptions(record: .models))
/// try stepFigures(of: fit, to: rows)
/// ```
///
/// - Parameters:
///   - fit: A run of EM that recorded its models.
///   - data: The points that were fitted, N × D.
///   - dimensions: The two columns to show.
///   - levels: The probabilities that the ellipses of each component contain.
///   - limit: The largest number of steps. Of a longer run, the first half-steps are shown, then
///     increasingly fewer, up to the last one.
///   - width: The width of the figures; nil for the theme's.
///   - height: The height of the figures; nil for the theme's.
///   - xLabel: The name of the first column; nil for x with its number.
///   - yLabel: The name of the second column; nil for x with its number.
///   - labels: The names of the curves on the right.
/// - Returns: One step for each half-step shown.
/// - Throws: ``EMFigureError/modelsNotRecorded`` if the trace has no models; any error from
///   computing the responsibilities.
public func stepFigures(
  of fit: Fit<GaussianMixture>, to data: Matrix, dimensions: (Int, Int) = (0, 1),
  levels: [Double] = [0.5, 0.95], limit: Int = 30, width: Length? = nil,
  height: Length? = .inches(3.1), xLabel: String? = nil, yLabel: String? = nil,
  labels: BoundLabels = BoundLabels()
) throws -> Steps {
  // Responsibilities are those of the last E-step: an M-step changes the model, but not them.
  try stepFigures(of: fit, limit: limit, width: width, height: height, labels: labels) {
    step, inferred in
    let path = fit.trace.dropFirst().filter {
      $0.iteration <= step.iteration && $0.kind == .maximization
    }
    return try mixtureFitChart(
      recorded(step), to: data, responsibilities: recorded(inferred).responsibilities(of: data),
      dimensions: dimensions, levels: levels,
      path: [recorded(fit.trace[0])] + path.map(recorded), opacity: 1
    ).xAxis(xLabel).yAxis(yLabel).legend(.top)
  }
}

/// Figures of EM on a univariate mixture, half-step by half-step.
///
/// ```swift
/// try stepFigures(of: fit, to: durations, xLabel: "duration in minutes")
/// ```
///
/// On the left is a histogram whose bars are divided by responsibility, with the density and its
/// components; on the right, the log-likelihood and its bound with a cursor.
///
/// - Parameters:
///   - fit: A run of EM that recorded its models.
///   - samples: The samples that were fitted.
///   - bins: The bins of the histogram.
///   - limit: The largest number of steps, as for bivariate mixtures.
///   - width: The width of the figures; nil for the theme's.
///   - height: The height of the figures; nil for the theme's.
///   - xLabel: The name of the sampled quantity; nil for x.
///   - labels: The names of the curves on the right.
/// - Returns: One step for each half-step shown.
/// - Throws: ``EMFigureError/modelsNotRecorded`` if the trace has no models; any error from
///   computing the responsibilities.
public func stepFigures(
  of fit: Fit<UnivariateGaussianMixture>, to samples: [Double], bins: Binning = .automatic,
  limit: Int = 30,
  width: Length? = nil, height: Length? = .inches(2.7), xLabel: String? = nil,
  labels: BoundLabels = BoundLabels()
) throws -> Steps {
  try stepFigures(of: fit, limit: limit, width: width, height: height, labels: labels) {
    step, inferred in
    try dividedHistogramChart(
      of: samples, by: recorded(inferred), density: recorded(step), bins: bins
    ).xAxis(xLabel).legend(.none)
  }
}

/// Figures of EM on any model, half-step by half-step: Bishop's bars up to each step beside the
/// log-likelihood.
///
/// - Parameters:
///   - fit: A run of EM.
///   - limit: The largest number of steps, as for bivariate mixtures.
///   - width: The width of the figures; nil for the theme's.
///   - height: The height of the figures; nil for the theme's.
///   - labels: The names of the curves.
/// - Returns: One step for each half-step shown.
/// - Throws: ``EMFigureError/emptyTrace`` if the run has no half-steps.
public func stepFigures<Model>(
  of fit: Fit<Model>, limit: Int = 30, width: Length? = nil, height: Length? = .inches(2.7),
  labels: BoundLabels = BoundLabels()
) throws -> Steps {
  let chosen = chosenSteps(of: fit.trace.count, limit: limit)
  let bars = BoundBars(chosen.map { fit.trace[$0] }, labels: labels)
  return try stepFigures(of: fit, limit: limit, width: width, height: height, labels: labels) {
    step, _ in
    let rank = chosen.firstIndex { index in
      fit.trace[index].iteration == step.iteration && fit.trace[index].kind == step.kind
    }
    return bars.chart(first: (rank ?? 0) + 1).legend(.none)
  }
}

/// Figures with a picture of the model at each half-step beside the log-likelihood with a cursor.
///
/// ```swift
/// try stepFigures(of: fit) { step, _ in
///   try probabilityTableChart(of: step.model ?? fit.model, node: "rain")
/// }
/// ```
///
/// - Parameters:
///   - fit: A run of EM.
///   - limit: The largest number of steps, as for bivariate mixtures.
///   - width: The width of the figures; nil for the theme's.
///   - height: The height of the figures; nil for the theme's.
///   - labels: The names of the curves on the right.
///   - picture: Creates the chart on the left from a half-step and the latest E-step up to it,
///     whose responsibilities are current.
/// - Returns: One step for each half-step shown, with shared axes.
/// - Throws: ``EMFigureError/emptyTrace`` if the run has no half-steps; any error thrown by
///   `picture`.
public func stepFigures<Model>(
  of fit: Fit<Model>, limit: Int = 30, width: Length? = nil, height: Length? = .inches(2.7),
  labels: BoundLabels = BoundLabels(),
  picture: (_ step: HalfStep<Model>, _ inferred: HalfStep<Model>) throws -> Chart
) throws -> Steps {
  let chosen = chosenSteps(of: fit.trace.count, limit: limit)
  guard !chosen.isEmpty else { throw EMFigureError.emptyTrace }
  return try Steps(chosen, names: chosen.map { stepName(fit.trace[$0]) }) { index in
    let step = fit.trace[index]
    let inferred = fit.trace[...index].last { $0.kind == .expectation }
    let left = try picture(step, inferred ?? step)
    return Figure(width: width, height: height) {
      Row {
        left
        climb(of: fit, at: index, labels: labels)
      }
    }
    .alternativeText(
      "\(stepName(step)): \(left.draftedDescription) Log-likelihood \(step.logLikelihood).")
  }
}

/// Why a figure of EM cannot be drawn.
public enum EMFigureError: Error, Hashable, Sendable {
  /// The trace has no models; `EMOptions.record` must contain `.models`.
  case modelsNotRecorded
  /// The run has no half-steps.
  case emptyTrace
  /// One of the two columns to show is not a column of the data and the model.
  case invalidDimensions(Int, Int, columns: Int)
  /// The numbers of rows of the data and the responsibilities differ.
  case unequalRows(data: Int, responsibilities: Int)
  /// The network has no node of this name.
  case unknownNode(String)
}

private func recorded<Model>(_ step: HalfStep<Model>) throws -> Model {
  guard let model = step.model else { throw EMFigureError.modelsNotRecorded }
  return model
}

private func stepName<Model>(_ step: HalfStep<Model>) -> String {
  step.kind == .expectation
    ? "E-step, iteration \(step.iteration)" : "M-step, iteration \(step.iteration)"
}

/// The half-steps to show: all if there are at most `limit` or `limit` is below 2; otherwise the
/// first `limit / 2`, then steps at growing distances up to the last one.
func chosenSteps(of count: Int, limit: Int) -> [Int] {
  guard count > limit, limit > 1 else { return Array(0..<count) }
  let head = limit / 2
  let tail = limit - head
  let spread = count - 1 - head
  return Array(0..<head)
    + (1...tail).map { place in
      let fraction = Double(place) / Double(tail)
      return head + max(place - 1, Int((Double(spread) * fraction * fraction).rounded()))
    }
}

/// The bound and the log-likelihood over all half-steps, with the gap shaded and a cursor.
private func climb<Model>(of fit: Fit<Model>, at index: Int, labels: BoundLabels) -> Chart {
  let bounds = fit.trace.map(\.lowerBound)
  let sums = fit.trace.map { $0.lowerBound + $0.divergence }
  let finite = fit.trace.indices.filter { bounds[$0].isFinite && sums[$0].isFinite }
  // A half-step counts as half an iteration, so that the axis counts M-steps.
  let places = fit.trace.map { Double($0.iteration) - ($0.kind == .maximization ? 0.5 : 0) }
  func at(_ values: [Double]) -> [Double] { finite.map { values[$0] } }
  return Chart {
    AreaMark(x: at(places), yStart: at(bounds), yEnd: at(sums)).foregroundStyle(.series(2))
      .opacity(0.35).label(labels.divergence)
    LineMark(x: at(places), y: at(bounds)).foregroundStyle(.series(1)).lineStyle(width: 1.2)
      .label(labels.bound)
    LineMark(x: at(places), y: at(sums)).foregroundStyle(.ink).lineStyle(width: 1.2)
      .label(labels.logLikelihood)
    RuleMark(x: places[index]).lineStyle(width: 1)
    PointMark(x: [places[index]], y: [bounds[index]]).foregroundStyle(.series(1)).symbolSize(6)
    PointMark(x: [places[index]], y: [sums[index]]).foregroundStyle(.ink).symbolSize(6)
  }
  .xAxis("iteration").yAxis(labels.unit).legend(.top)
}
