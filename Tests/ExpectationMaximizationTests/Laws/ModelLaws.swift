import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// What EM owes to every model, whatever it is, in one run of some iterations.
///
/// - the objective never falls, and neither does the bound at any half-step;
/// - the bound and the divergence add up to the log-likelihood, and the divergence is 0 after an E-step;
/// - posteriors and probabilities are on the simplex;
/// - the gradient of Q at an E-step is that of the log-likelihood (Fisher's identity), so Q belongs to
///   the E-step;
/// - no move of a coordinate improves on an M-step;
/// - 1, 2, and 8 threads give the same bits.
///
/// - Parameters:
///   - simplices: The probabilities of a model, those that sum to one together in one list.
///   - isVariational: Whether the log-likelihood is that of expected parameters, which Fisher is not about.
/// - Returns: The fit on one thread.
@discardableResult
func expectLaws<Model: LatentVariableModel>(
  of family: String, from start: Model, on observations: Model.Observations,
  weights: [Double]? = nil, iterations: Int = 12, simplices: (Model) -> [[Double]] = { _ in [] },
  isVariational: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Fit<Model> {
  var options = EMOptions(tolerance: .never, iterationLimit: iterations, record: .models)
  options.weights = weights
  let fit = try fitByEM(start, to: observations, options: options)
  let isSound = fit.isSound
  #expect(isSound, "\(family): \(fit.status)", sourceLocation: sourceLocation)
  expectClimb(fit, family, sourceLocation)
  for probabilities in [start, fit.model].flatMap(simplices) {
    #expect(
      abs(probabilities.reduce(0, +) - 1) < 1e-12 && probabilities.allSatisfy { $0 >= 0 },
      "\(family): \(probabilities)", sourceLocation: sourceLocation)
  }
  if let posteriors = try? fit.model.responsibilities(of: observations) {
    for row in posteriors.nested {
      #expect(
        abs(row.reduce(0, +) - 1) < 1e-12 && row.allSatisfy { $0 >= 0 },
        "\(family): \(row)", sourceLocation: sourceLocation)
    }
  }
  if !isVariational {
    // Weighted at the start, unweighted at the end: one of each is enough.
    try expectGradients(
      of: weights == nil ? fit.model : start, observations, Inference(weights: weights), family,
      sourceLocation)
  }
  options.iterationLimit = 2
  let short = try fitByEM(start, to: observations, options: options)
  for threads in [2, 8] {
    options.threads = threads
    let several = try fitByEM(start, to: observations, options: options)
    // Every double prints all the digits that it has.
    #expect(
      "\(several.model)" == "\(short.model)" && several.logLikelihoods == short.logLikelihoods,
      "\(family): \(threads) threads", sourceLocation: sourceLocation)
  }
  return fit
}

private func expectClimb<Model>(
  _ fit: Fit<Model>, _ family: String, _ sourceLocation: SourceLocation
) {
  for (before, after) in zip(fit.trace, fit.trace.dropFirst()) {
    let allowed = 1e-9 * (1 + abs(before.objective))
    #expect(
      after.objective >= before.objective - allowed,
      "\(family): the objective fell in iteration \(after.iteration)",
      sourceLocation: sourceLocation)
    #expect(
      after.lowerBound + after.logPrior >= before.lowerBound + before.logPrior - allowed,
      "\(family): the bound fell in iteration \(after.iteration)", sourceLocation: sourceLocation)
  }
  for step in fit.trace {
    #expect(
      isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10),
      "\(family): \(step.kind) \(step.iteration)", sourceLocation: sourceLocation)
    let scale = 1e-10 * (1 + abs(step.logLikelihood))
    #expect(
      step.divergence >= 0 && (step.kind == .maximization || step.divergence < scale),
      "\(family): divergence \(step.divergence)", sourceLocation: sourceLocation)
  }
}

/// Fisher's identity at a model, and the optimality of the M-step that follows, by differences along
/// every coordinate that is finite.
private func expectGradients<Model: LatentVariableModel>(
  of model: Model, _ observations: Model.Observations, _ inference: Inference, _ family: String,
  _ sourceLocation: SourceLocation
) throws {
  let expectation = try model.eStep(observations, inference)
  let maximized = try model.mStep(expectation.statistics)
  let scale = 1 + abs(expectation.logLikelihood)
  let q = { (model: Model) in
    model.expectedLogLikelihood(expectation.statistics)
  }
  let top = q(maximized) + maximized.logPrior
  for (index, coordinate) in model.coordinates.enumerated() where abs(coordinate) < 30 {
    let h = 1e-5 * (1 + abs(coordinate))
    let sides = [-h, h].compactMap { model.moved(by: $0, along: index) }
    guard sides.count == 2 else { continue }
    let likelihoods = try sides.map { try $0.eStep(observations, inference).logLikelihood }
    let slope = (likelihoods[1] - likelihoods[0]) / (2 * h)
    let expected = (q(sides[1]) - q(sides[0])) / (2 * h)
    #expect(
      isClose(slope, expected, relative: 1e-4, absolute: 1e-6 * scale),
      "\(family): ∂ℓ = \(slope), ∂Q = \(expected) along \(index)", sourceLocation: sourceLocation)
    for move in [-10 * h, 10 * h] {
      guard let other = maximized.moved(by: move, along: index) else { continue }
      let reached = q(other) + other.logPrior
      #expect(
        !(reached > top + 1e-11 * scale),
        "\(family): the M-step is \(reached - top) too low along \(index)",
        sourceLocation: sourceLocation)
    }
  }
}

extension LatentVariableModel {
  fileprivate func moved(by step: Double, along index: Int) -> Self? {
    var coordinates = coordinates
    coordinates[index] += step
    return moved(to: coordinates)
  }
}

/// The parameters without their names.
func numbers(_ model: some LatentVariableModel) -> [Double] {
  model.parameters.map(\.value)
}

/// Rounded to a grid of 2⁻²⁰, so that a shift by 10⁸ is exact.
func onGrid(_ x: Double) -> Double { (x * 0x1p20).rounded() / 0x1p20 }
