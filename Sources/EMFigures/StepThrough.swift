public import ExpectationMaximization
public import Plotting
public import Statistics

/// EM on a mixture in the plane, half-step by half-step.
///
/// On the left the points in the mixed colors of the components that they may come from, the
/// components' ellipses, and the way that the means have come; on the right the climb with a cursor.
/// An E-step moves the colors, an M-step moves the ellipses.
///
/// ```swift
/// let fit = try fitByEM(start, to: rows, options: EMOptions(record: .models))
/// try stepFigures(of: fit, to: rows)
/// ```
///
/// - Parameters:
///   - fit: A run of EM that recorded its models.
///   - data: The points that it was fitted to, N × D.
///   - dimensions: Which two columns to show.
///   - levels: The fractions of each component that its ellipses hold.
///   - limit: The largest number of steps; of a longer run the first half-steps are shown and then
///     fewer and fewer, up to the last one.
///   - width: The figures' width; nil takes the theme's.
///   - height: Their height.
///   - xLabel: The name of the first column; nil takes x with its number.
///   - yLabel: The name of the second column, likewise.
///   - labels: How the climb names its curves.
/// - Returns: One step for each half-step shown.
/// - Throws: ``EMFigureError/modelsNotRecorded`` where the trace has no models, and what the
///   responsibilities of the data throw.
public func stepFigures(
  of fit: Fit<GaussianMixture>, to data: Matrix, dimensions: (Int, Int) = (0, 1),
  levels: [Double] = [0.5, 0.95], limit: Int = 30, width: Length? = nil,
  height: Length? = .inches(3.1), xLabel: String? = nil, yLabel: String? = nil,
  labels: BoundLabels = BoundLabels()
) throws -> Steps {
  // Responsibilities are those of the last E-step: an M-step moves the model away from them.
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

/// EM on a mixture on the line, half-step by half-step.
///
/// ```swift
/// try stepFigures(of: fit, to: durations, xLabel: "duration in minutes")
/// ```
///
/// On the left a histogram whose bars are divided by the responsibilities, with the density and its
/// components; on the right the climb with a cursor.
///
/// - Parameters:
///   - fit: A run of EM that recorded its models.
///   - samples: What it was fitted to.
///   - bins: The bins of the histogram.
///   - limit: The largest number of steps, as for mixtures in the plane.
///   - width: The figures' width; nil takes the theme's.
///   - height: Their height.
///   - xLabel: The name of what was sampled; nil takes x.
///   - labels: How the climb names its curves.
/// - Returns: One step for each half-step shown.
/// - Throws: ``EMFigureError/modelsNotRecorded`` where the trace has no models, and what the
///   responsibilities of the samples throw.
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

/// EM on any model, half-step by half-step: Bishop's bars up to the step beside the climb.
///
/// - Parameters:
///   - fit: A run of EM.
///   - limit: The largest number of steps, as for mixtures in the plane.
///   - width: The figures' width; nil takes the theme's.
///   - height: Their height.
///   - labels: How the climb names its curves.
/// - Returns: One step for each half-step shown.
/// - Throws: ``EMFigureError/emptyTrace`` for a run without half-steps.
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

/// A picture of the model at each half-step beside the climb with a cursor.
///
/// ```swift
/// try stepFigures(of: fit) { step, _ in
///   try probabilityTableChart(of: step.model ?? fit.model, node: "rain")
/// }
/// ```
///
/// - Parameters:
///   - fit: A run of EM.
///   - limit: The largest number of steps, as for mixtures in the plane.
///   - width: The figures' width; nil takes the theme's.
///   - height: Their height.
///   - labels: How the climb names its curves.
///   - picture: The chart on the left, from a half-step and the last E-step not after it, whose
///     responsibilities hold.
/// - Returns: One step for each half-step shown, with shared axes.
/// - Throws: ``EMFigureError/emptyTrace`` for a run without half-steps, and what the picture throws.
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

/// Why a picture of EM cannot be drawn.
public enum EMFigureError: Error, Hashable, Sendable {
  /// The trace has no models; `EMOptions.record` must contain `.models`.
  case modelsNotRecorded
  /// The run has no half-step.
  case emptyTrace
  /// Two columns to show, of which one is not among those of the data and the model.
  case invalidDimensions(Int, Int, columns: Int)
  /// Responsibilities of another number of points.
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

/// Which half-steps of a run to show: all, or the first half of as many as there may be and then with
/// growing distances, the last one included.
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

/// Bound and log-likelihood over all half-steps, with the gap between them shaded and a cursor.
private func climb<Model>(of fit: Fit<Model>, at index: Int, labels: BoundLabels) -> Chart {
  let bounds = fit.trace.map(\.lowerBound)
  let sums = fit.trace.map { $0.lowerBound + $0.divergence }
  let finite = fit.trace.indices.filter { bounds[$0].isFinite && sums[$0].isFinite }
  // A half-step is half an iteration, so that the axis counts M-steps.
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
