/// Fits a model to observations by expectation-maximization.
///
///     repeat
///       E-step:  q ← p(z | x, θ)
///       M-step:  θ ← argmax E_q[log p(x, z | θ)] + log p(θ)
///     until the objective log p(x | θ) + log p(θ) no longer increases
///
/// Dempster, Laird & Rubin (1977). The objective never decreases, apart from rounding. A decrease
/// means that the M-step is wrong, and is reported in the status.
///
/// ```swift
/// let fit = try fitByEM(start, to: samples)
/// print("EM stopped because it \(fit.status)")
/// ```
///
/// - Parameters:
///   - start: The initial parameters. EM finds a local maximum that depends on them.
///   - observations: The data.
///   - options: Tolerance, iteration limit, threads, variant, acceleration, and what to record.
/// - Returns: The model at the last sound parameters, the reason why EM stopped, and the trace.
/// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``. A collapse or a decrease
///   is reported in the status, not thrown.
public func fitByEM<Model: LatentVariableModel>(
  _ start: Model, to observations: Model.Observations, options: EMOptions = EMOptions()
) throws -> Fit<Model> {
  try EMRun.fit(start, to: observations, weights: nil, options)
}

/// Fits a model to weighted observations by expectation-maximization.
///
/// ```swift
/// let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 4)])
/// let fit = try fitByEM(start, to: [0, 1, 2, 3, 4, 5], weights: [10, 14, 9, 6, 7, 3])
/// ```
///
/// - Parameters:
///   - start: The initial parameters.
///   - observations: The data.
///   - weights: The weight of each observation, finite and nonnegative; `nil` means that all weights are 1.
///   - options: Tolerance, iteration limit, threads, variant, acceleration, and what to record.
/// - Returns: The same as without weights.
/// - Throws: The same errors as without weights, and ``InvalidData`` for invalid weights.
public func fitByEM<Model: WeightedModel>(
  _ start: Model, to observations: Model.Observations, weights: [Double]?,
  options: EMOptions = EMOptions()
) throws -> Fit<Model> {
  try EMRun.fit(start, to: observations, weights: weights, options)
}

/// The state of an EM run between two iterations: the parameters, and the posterior at them.
struct EMRun<Model: LatentVariableModel> {
  private let observations: Model.Observations
  private let weights: [Double]?
  private let options: EMOptions
  private var model: Model
  private var expectation: Expectation<Model.Statistics>
  private var iteration = 0
  private var status: Status?
  private var trace = Trace<Model>()
  private var collapses: [CollapseEvent] = []
  private var rule: StoppingRule
  private var extrapolation: Extrapolation?
  /// The number of free parameters of the start, or of the model after recovery.
  private var parameterCount: Int?

  static func fit(
    _ start: Model, to observations: Model.Observations, weights: [Double]?, _ options: EMOptions
  ) throws -> Fit<Model> {
    var run = try EMRun(from: start, over: observations, weights, options)
    while run.status == nil { try run.iterate() }
    return run.fit
  }

  private init(
    from start: Model, over observations: Model.Observations, _ weights: [Double]?,
    _ options: EMOptions
  ) throws {
    self.observations = observations
    self.weights = weights
    self.options = options
    model = start
    rule = StoppingRule(options)
    extrapolation = options.acceleration == .squarem ? Extrapolation() : nil
    guard !options.needsUnconstrainedParameters || start is any UnconstrainedModel else {
      throw UnsupportedOption.unconstrainedParameters
    }
    try options.validate()
    let inference = options.inference(iteration: 0, weights: weights)
    try start.validateFit(to: observations, inference)
    parameterCount = start.freeParameterCount
    expectation = try start.expectation(of: observations, inference)
    try recordExpectation()
    rule.begin(at: objective(model, expectation))
    if !isFinite(model, expectation) {
      status = .notFinite(iteration: 0)
    } else if options.iterationLimit <= 0 {
      status = .iterationLimit(0, lastGain: .infinity)
    }
  }

  private var fit: Fit<Model> {
    Fit(
      model: model, status: status ?? .iterationLimit(iteration, lastGain: rule.gain),
      iterations: iteration, logLikelihood: expectation.logLikelihood, logPrior: model.logPenalty,
      trace: trace, collapses: collapses,
      observationCount: model.count(of: observations, weights: weights),
      startParameterCount: parameterCount)
  }

  /// Performs one M-step, and the E-step at the new parameters.
  private mutating func iterate() throws {
    let maximized: Model
    do {
      maximized = try model.mStep(expectation.statistics)
    } catch let collapse as ComponentCollapse {
      return try recover(from: collapse)
    }
    let (next, posterior) = try advance(to: maximized)
    let reached = objective(next, posterior)
    guard isFinite(next, posterior) else {
      status = .notFinite(iteration: iteration + 1)
      return
    }
    if model.climbs, options.isMonotone(iteration: iteration + 1),
      let loss = rule.loss(at: reached)
    {
      status = .decreased(by: loss, iteration: iteration + 1)
      return
    }
    iteration += 1
    recordMaximization(next, posterior)
    let movement = options.needsMovement ? model.movement(to: next) : .infinity
    (model, expectation) = (next, posterior)
    try recordExpectation()
    rule.advance(to: reached, movement: movement)
    if options.mayStop(iteration: iteration), rule.isMet {
      status = .toleranceMet(
        iterations: iteration, tolerance: options.tolerance, lastGain: rule.gain)
    } else if iteration >= options.iterationLimit {
      status = .iterationLimit(iteration, lastGain: rule.gain)
    }
  }

  /// The extrapolated parameters if the objective there is no worse than at the last ones;
  /// otherwise those of the M-step.
  private mutating func advance(
    to maximized: Model
  ) throws -> (Model, Expectation<Model.Statistics>) {
    let inference = options.inference(iteration: iteration + 1, weights: weights)
    if extrapolation != nil, let current = model.unconstrained, let next = maximized.unconstrained,
      let leap = extrapolation?.leap(from: current, to: next),
      let candidate = model.moved(to: leap),
      let posterior = try? candidate.expectation(of: observations, inference),
      objective(candidate, posterior) >= rule.objective
    {
      extrapolation?.restart()
      return (candidate, posterior)
    }
    return (maximized, try maximized.expectation(of: observations, inference))
  }

  private mutating func recover(from collapse: ComponentCollapse) throws {
    let before = collapses.count { $0.collapse.component == collapse.component }
    let isHopeless = options.onCollapse == .reseed && before >= 3
    let recovered =
      isHopeless
      ? nil : try model.recovered(from: collapse, by: options.onCollapse, observations)
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
    parameterCount = recovered.freeParameterCount
    expectation = try model.expectation(
      of: observations, options.inference(iteration: iteration, weights: weights))
    try recordExpectation()
    rule.begin(at: objective(model, expectation))
    extrapolation?.restart()
    if !isFinite(model, expectation) {
      status = .notFinite(iteration: iteration)
    } else if iteration >= options.iterationLimit {
      status = .iterationLimit(iteration, lastGain: .infinity)
    }
  }

  /// The objective of the variant: for hard assignments the bound itself, otherwise the
  /// log-likelihood.
  private func objective(
    _ model: Model, _ expectation: Expectation<Model.Statistics>
  ) -> Double {
    let likelihood =
      options.variant == .hard
      ? model.expectedLogLikelihood(expectation.statistics) : expectation.logLikelihood
    return likelihood + model.logPenalty
  }

  /// Whether the objective is a number and every observation has positive density.
  private func isFinite(_ model: Model, _ expectation: Expectation<Model.Statistics>) -> Bool {
    objective(model, expectation).isFinite && expectation.logLikelihood.isFinite
  }

  private mutating func recordExpectation() throws {
    let q = model.expectedLogLikelihood(expectation.statistics)
    let exactEntropy = expectation.logLikelihood - q
    let entropy = expectation.entropy ?? exactEntropy
    trace.append(
      HalfStep(
        iteration: iteration, kind: .expectation, expectedLogLikelihood: q, entropy: entropy,
        divergence: max(0, exactEntropy - entropy), logLikelihood: expectation.logLikelihood,
        logPrior: model.logPenalty, model: options.record.contains(.models) ? model : nil,
        responsibilities: options.record.contains(.responsibilities)
          ? try model.recordedResponsibilities(of: observations) : nil))
  }

  private mutating func recordMaximization(
    _ next: Model, _ posterior: Expectation<Model.Statistics>
  ) {
    let q = next.expectedLogLikelihood(expectation.statistics)
    let entropy = trace.last?.entropy ?? 0
    // A divergence is nonnegative. If the difference is negative, Q or the entropy is wrong, and
    // the parts do not add up.
    let divergence = max(0, posterior.logLikelihood - (q + entropy))
    trace.append(
      HalfStep(
        iteration: iteration, kind: .maximization, expectedLogLikelihood: q, entropy: entropy,
        divergence: divergence, logLikelihood: posterior.logLikelihood, logPrior: next.logPenalty,
        model: options.record.contains(.models) ? next : nil, responsibilities: nil))
  }
}

extension LatentVariableModel {
  /// The largest relative change of an unconstrained parameter.
  fileprivate func movement(to other: Self) -> Double {
    zip(unconstrained ?? [], other.unconstrained ?? []).reduce(0) { largest, pair in
      // A probability of 0 stays at −∞.
      pair.0 == pair.1 ? largest : max(largest, abs(pair.1 - pair.0) / (1 + abs(pair.0)))
    }
  }
}
