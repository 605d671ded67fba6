/// Fits a model to observations by expectation-maximization.
///
///     repeat
///       E-step:  q ← p(z | x, θ)
///       M-step:  θ ← argmax E_q[log p(x, z | θ)] + log p(θ)
///     until the objective log p(x | θ) + log p(θ) rises no more
///
/// Dempster, Laird & Rubin (1977). The objective never falls, apart from rounding; where it does, the
/// M-step is wrong, and the status says so.
///
/// ```swift
/// let fit = try fitByEM(start, to: samples)
/// print("EM stopped because it \(fit.status)")
/// ```
///
/// - Parameters:
///   - start: The first parameters. EM finds a local maximum, and which one depends on the start.
///   - observations: The data.
///   - options: Tolerance, limit, weights, threads, variant, acceleration, and what to record.
/// - Returns: The model at the last sound parameters, why EM stopped, and the trace.
/// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``; a collapse or a decrease is
///   a status, not an error.
public func fitByEM<Model: LatentVariableModel>(
  _ start: Model, to observations: Model.Observations, options: EMOptions = EMOptions()
) throws -> Fit<Model> {
  var climb = try Climb(from: start, over: observations, options)
  while climb.status == nil { try climb.iterate() }
  return climb.fit
}

/// A run of EM between two iterations: the parameters, and the posterior at them.
private struct Climb<Model: LatentVariableModel> {
  let observations: Model.Observations
  let options: EMOptions
  var model: Model
  var expectation: Expectation<Model.Statistics>
  var iteration = 0
  var status: Status?
  var trace: [HalfStep<Model>] = []
  var collapses: [CollapseEvent] = []
  var progress: Progress
  var extrapolation: Extrapolation?

  init(from start: Model, over observations: Model.Observations, _ options: EMOptions) throws {
    self.observations = observations
    self.options = options
    model = start
    progress = Progress(options)
    extrapolation = options.acceleration == .squarem ? Extrapolation() : nil
    guard !options.needsCoordinates || !start.coordinates.isEmpty else {
      throw UnsupportedOption.coordinates
    }
    try options.validateSchedule()
    try start.validate(observations, options.inference(iteration: 0))
    expectation = try start.eStep(observations, options.inference(iteration: 0))
    try recordExpectation()
    progress.begin(at: objective(model, expectation))
    if !objective(model, expectation).isFinite { status = .notFinite(iteration: 0) }
    if options.iterationLimit <= 0 { status = .iterationLimit(0, lastGain: .infinity) }
  }

  var fit: Fit<Model> {
    Fit(
      model: model, status: status ?? .iterationLimit(iteration, lastGain: progress.gain),
      iterations: iteration, logLikelihood: expectation.logLikelihood, logPrior: model.logPrior,
      trace: trace, collapses: collapses)
  }

  /// One M-step, and the E-step at the parameters it found.
  mutating func iterate() throws {
    let maximized: Model
    do {
      maximized = try model.mStep(expectation.statistics)
    } catch let collapse as ComponentCollapse {
      return try recover(from: collapse)
    }
    let (next, posterior) = try advance(to: maximized)
    let reached = objective(next, posterior)
    guard reached.isFinite else {
      status = .notFinite(iteration: iteration + 1)
      return
    }
    if model.isMonotone, options.isMonotone(iteration: iteration + 1),
      let loss = progress.loss(at: reached)
    {
      status = .decreased(by: loss, iteration: iteration + 1)
      return
    }
    iteration += 1
    recordMaximization(next, posterior)
    let movement = options.needsMovement ? model.movement(to: next) : .infinity
    (model, expectation) = (next, posterior)
    try recordExpectation()
    progress.advance(to: reached, movement: movement)
    if options.mayConverge(iteration: iteration), progress.isFinished {
      status = .converged(iterations: iteration, tolerance: options.tolerance)
    } else if iteration >= options.iterationLimit {
      status = .iterationLimit(iteration, lastGain: progress.gain)
    }
  }

  /// The extrapolated parameters where they are no worse than the last ones, else the M-step's.
  private mutating func advance(
    to maximized: Model
  ) throws -> (Model, Expectation<Model.Statistics>) {
    let inference = options.inference(iteration: iteration + 1)
    if let leap = extrapolation?.leap(from: model.coordinates, to: maximized.coordinates),
      let candidate = model.moved(to: leap),
      let posterior = try? candidate.eStep(observations, inference),
      objective(candidate, posterior) >= progress.objective
    {
      extrapolation?.restart()
      return (candidate, posterior)
    }
    return (maximized, try maximized.eStep(observations, inference))
  }

  private mutating func recover(from collapse: ComponentCollapse) throws {
    let recovered =
      options.onCollapse == .keep
      ? nil
      : try model.recovering(from: collapse, by: options.onCollapse, observations: observations)
    iteration += recovered == nil ? 0 : 1
    collapses.append(
      CollapseEvent(
        iteration: iteration + (recovered == nil ? 1 : 0), collapse: collapse,
        policy: recovered == nil ? .keep : options.onCollapse))
    guard let recovered else {
      status = .collapsed(collapse, iteration: iteration + 1)
      return
    }
    model = recovered
    expectation = try model.eStep(observations, options.inference(iteration: iteration))
    try recordExpectation()
    progress.begin(at: objective(model, expectation))
    extrapolation?.restart()
    if iteration >= options.iterationLimit {
      status = .iterationLimit(iteration, lastGain: .infinity)
    }
  }

  /// What the variant climbs: for hard assignments the bound itself, else the log-likelihood.
  private func objective(
    _ model: Model, _ expectation: Expectation<Model.Statistics>
  ) -> Double {
    let likelihood =
      options.variant == .hard
      ? model.expectedLogLikelihood(expectation.statistics) : expectation.logLikelihood
    return likelihood + model.logPrior
  }

  private mutating func recordExpectation() throws {
    let q = model.expectedLogLikelihood(expectation.statistics)
    let exactEntropy = expectation.logLikelihood - q
    let entropy = expectation.entropy ?? exactEntropy
    trace.append(
      HalfStep(
        iteration: iteration, kind: .expectation, expectedLogLikelihood: q, entropy: entropy,
        divergence: max(0, exactEntropy - entropy), logLikelihood: expectation.logLikelihood,
        logPrior: model.logPrior, model: options.record.contains(.models) ? model : nil,
        responsibilities: options.record.contains(.responsibilities)
          ? try model.responsibilities(of: observations) : nil))
  }

  private mutating func recordMaximization(
    _ next: Model, _ posterior: Expectation<Model.Statistics>
  ) {
    let q = next.expectedLogLikelihood(expectation.statistics)
    let entropy = trace.last?.entropy ?? 0
    // Not merely a difference: a negative one would show that Q or the entropy is wrong, and then the
    // parts do not add up.
    let divergence = max(0, posterior.logLikelihood - (q + entropy))
    trace.append(
      HalfStep(
        iteration: iteration, kind: .maximization, expectedLogLikelihood: q, entropy: entropy,
        divergence: divergence, logLikelihood: posterior.logLikelihood, logPrior: next.logPrior,
        model: options.record.contains(.models) ? next : nil, responsibilities: nil))
  }
}

extension LatentVariableModel {
  /// The largest relative move of a coordinate.
  fileprivate func movement(to other: Self) -> Double {
    zip(coordinates, other.coordinates).reduce(0) { max($0, abs($1.1 - $1.0) / (1 + abs($1.0))) }
  }
}
