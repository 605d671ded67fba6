import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// A model to start from, and observations.
struct Problem<Model: LatentVariableModel> {
  var start: Model
  var observations: Model.Observations
}

extension Problem {
  /// A run of a number of iterations, regardless of the gain.
  func fit(_ iterations: Int = 20, change: (inout EMOptions) -> Void = { _ in }) throws
    -> Fit<Model>
  {
    var options = EMOptions(tolerance: .never, iterationLimit: iterations)
    change(&options)
    return try fitByEM(start, to: observations, options: options)
  }
}

extension Problem where Model: WeightedModel {
  func fit(
    _ iterations: Int = 20, weights: [Double]?, change: (inout EMOptions) -> Void = { _ in }
  ) throws -> Fit<Model> {
    var options = EMOptions(tolerance: .never, iterationLimit: iterations)
    change(&options)
    return try fitByEM(start, to: observations, weights: weights, options: options)
  }
}

extension Problem where Model: WeightedModel & UnconstrainedModel {
  /// The bounds of every model, and what EM owes to unconstrained parameters.
  ///
  /// - the gradient of Q at an E-step is that of the log-likelihood (Fisher's identity), so Q belongs to
  ///   the E-step;
  /// - no change of a parameter improves on an M-step.
  @discardableResult
  func expectLaws(
    _ comment: Comment? = nil, weights: [Double]? = nil, iterations: Int = 12,
    simplices: (Model) -> [[Double]] = { _ in [] },
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Fit<Model> {
    let fit = try expectBounds(
      comment, iterations: iterations, simplices: simplices, sourceLocation: sourceLocation
    ) { try self.fit($0, weights: weights, change: $1) }
    // Weighted at the start, unweighted at the end: one of each is enough. Where a probability became
    // 0 there are no parameters to change.
    let isInside = fit.model.unconstrainedParameters.allSatisfy { abs($0) < 600 }
    let point = weights == nil && isInside ? fit.model : start
    try Problem(start: point, observations: observations)
      .expectGradients(Inference(weights: weights), comment, sourceLocation)
    return fit
  }
}

extension Problem where Model: InferenceModel & ParameterizedModel {
  /// What holds for every model, in one run of some iterations.
  ///
  /// - the objective never falls, and neither does the bound at any half-step;
  /// - the bound and the divergence add up to the log-likelihood, and the divergence is 0 after an E-step;
  /// - posteriors and probabilities are on the simplex;
  /// - 1, 2, and 8 threads give the same bits.
  ///
  /// - Parameters:
  ///   - simplices: The probabilities of a model, those that sum to one together in one list.
  ///   - run: Runs EM for a number of iterations.
  /// - Returns: The fit on one thread.
  @discardableResult
  func expectBounds(
    _ comment: Comment? = nil, iterations: Int = 12,
    simplices: (Model) -> [[Double]] = { _ in [] },
    sourceLocation: SourceLocation = #_sourceLocation,
    run: (Int, (inout EMOptions) -> Void) throws -> Fit<Model>
  ) throws -> Fit<Model> {
    let isMixed = start is any ComponentModel
    let fit = try run(iterations) { $0.record = isMixed ? .responsibilities : [] }
    // A component may run out of rows, as it must be free to; then the laws are checked up to there.
    let isCollapsed = if case .collapsed = fit.status { true } else { false }
    #expect(
      isCollapsed ? fit.iterations >= 5 : fit.iterations == iterations, comment,
      sourceLocation: sourceLocation)
    expectClimb(fit, comment, sourceLocation)
    let posteriors = fit.trace.flatMap { $0.responsibilities?.nested ?? [] }
    #expect(posteriors.isEmpty != isMixed, comment, sourceLocation: sourceLocation)
    for probabilities in [start, fit.model].flatMap(simplices) + posteriors
    where !(abs(probabilities.reduce(0, +) - 1) < 1e-12 && probabilities.allSatisfy { $0 >= 0 }) {
      Issue.record("\(probabilities) in \(comment ?? "")", sourceLocation: sourceLocation)
    }
    let bits = try [1, 2, 8].map { threads in
      let short = try run(3) { $0.threads = threads }
      return (short.logLikelihoods + short.model.parameters.map(\.value)).map(\.bitPattern)
    }
    #expect(bits[1] == bits[0] && bits[2] == bits[0], comment, sourceLocation: sourceLocation)
    return fit
  }

  private func expectClimb(
    _ fit: Fit<Model>, _ comment: Comment?, _ sourceLocation: SourceLocation
  ) {
    for (before, after) in zip(fit.trace, fit.trace.dropFirst()) {
      let allowed = 1e-9 * (1 + abs(before.objective))
      #expect(
        after.objective >= before.objective - allowed, comment, sourceLocation: sourceLocation)
      #expect(
        after.lowerBound + after.logPrior >= before.lowerBound + before.logPrior - allowed, comment,
        sourceLocation: sourceLocation)
    }
    for step in fit.trace {
      let slack = 1e-10 * (1 + abs(step.logLikelihood))
      let sum = step.lowerBound + step.divergence
      #expect(abs(sum - step.logLikelihood) <= slack, comment, sourceLocation: sourceLocation)
      #expect(
        step.divergence >= 0 && (step.kind == .maximization || step.divergence <= slack), comment,
        sourceLocation: sourceLocation)
    }
  }

}

extension Problem where Model: InferenceModel & UnconstrainedModel {
  /// Fisher's identity at the start, and the optimality of the M-step that follows, by differences along
  /// parameters that are finite: about a dozen of them.
  func expectGradients(
    _ inference: Inference, _ comment: Comment?, _ sourceLocation: SourceLocation
  ) throws {
    let expectation = try start.eStep(observations, inference)
    guard let maximized = try? start.mStep(expectation.statistics) else { return }
    let scale = 1 + abs(expectation.logLikelihood)
    let q = { (model: Model) in model.expectedLogLikelihood(expectation.statistics) }
    let prior = { (model: Model) in (model as? any PenalizedModel)?.logPrior ?? 0 }
    let top = q(maximized) + prior(maximized)
    let parameters = start.unconstrainedParameters
    for index in stride(from: 0, to: parameters.count, by: 1 + parameters.count / 12)
    where abs(parameters[index]) < 30 {
      let h = 1e-5 * (1 + abs(parameters[index]))
      let sides = [-h, h].compactMap { start.moved(by: $0, along: index) }
      guard sides.count == 2 else { continue }
      let likelihoods = try sides.map { try $0.eStep(observations, inference).logLikelihood }
      let slope = (likelihoods[1] - likelihoods[0]) / (2 * h)
      let expected = (q(sides[1]) - q(sides[0])) / (2 * h)
      #expect(
        isClose(slope, expected, relative: 1e-4, absolute: 1e-6 * scale),
        "∂ℓ = \(slope), ∂Q = \(expected) along \(index) in \(comment ?? "")",
        sourceLocation: sourceLocation)
      for move in [-10 * h, 10 * h] {
        guard let other = maximized.moved(by: move, along: index) else { continue }
        let reached = q(other) + prior(other)
        #expect(
          !(reached > top + 1e-11 * scale),
          "the M-step is \(reached - top) too low along \(index) in \(comment ?? "")",
          sourceLocation: sourceLocation)
      }
    }
  }

}

extension Problem where Model: WeightedModel & ParameterizedModel {
  /// Integer weights against rows that are repeated that often.
  func expectWeightsCountRows(
    _ weights: [Double], repeated: Model.Observations, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let weighted = try fit(10, weights: weights)
    let plain = try Problem(start: start, observations: repeated).fit(10)
    #expect(
      isClose(weighted.logLikelihoods, plain.logLikelihoods, relative: 1e-11), comment,
      sourceLocation: sourceLocation)
    #expect(
      isClose(
        weighted.model.parameters.map(\.value), plain.model.parameters.map(\.value),
        relative: 1e-8, absolute: 1e-11), comment, sourceLocation: sourceLocation)
  }

}

extension Problem where Model: ComponentModel {
  /// The same start with its components in another order: `order[k]` is the old index of the new k.
  func expectPermuted(
    _ permuted: Model, by order: [Int], _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let plain = try fit(10)
    let other = try Problem(start: permuted, observations: observations).fit(10)
    #expect(
      isClose(other.logLikelihoods, plain.logLikelihoods, relative: 1e-11), comment,
      sourceLocation: sourceLocation)
    let expected = try plain.model.responsibilities(of: observations)
    let actual = try other.model.responsibilities(of: observations)
    let all = Array(0..<expected.rows)
    #expect(
      isClose(
        actual.elements, expected.selecting(rows: all, columns: order).elements, relative: 1e-6,
        absolute: 1e-9), comment, sourceLocation: sourceLocation)
  }

  /// The same problem in other units: the responsibilities do not change.
  func expectSameResponsibilities<Other: ComponentModel>(
    in other: Problem<Other>, difference: Double = 0, relative: Double = 1e-9,
    _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expectSame(
      in: other, difference: difference, relative: relative, comment,
      sourceLocation: sourceLocation)
    let (plain, moved) = (try fit(10), try other.fit(10))
    #expect(
      isClose(
        try moved.model.responsibilities(of: other.observations).elements,
        try plain.model.responsibilities(of: observations).elements, absolute: 1e3 * relative),
      comment, sourceLocation: sourceLocation)
  }
}

extension Problem {
  /// The same problem in other units: the log-likelihood changes by a constant.
  func expectSame<Other: LatentVariableModel>(
    in other: Problem<Other>, difference: Double = 0, relative: Double = 1e-9,
    _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (plain, moved) = (try fit(10), try other.fit(10))
    #expect(moved.iterations == plain.iterations, comment, sourceLocation: sourceLocation)
    #expect(
      isClose(
        moved.logLikelihoods, plain.logLikelihoods.map { $0 + difference }, relative: relative,
        absolute: 100 * relative), comment, sourceLocation: sourceLocation)
  }
}

/// How often every observation is repeated: 1, 2, 0, 3, and again.
func repetitions(_ count: Int) -> [Int] {
  (0..<count).map { [1, 2, 0, 3][$0 % 4] }
}

extension Array {
  /// Every element as often as ``repetitions(_:)`` says.
  var repeatedUnevenly: [Element] {
    zip(self, repetitions(count)).flatMap { Array(repeating: $0, count: $1) }
  }
}

let seeds: Range<UInt64> = 0..<3

extension UnconstrainedModel {
  fileprivate func moved(by step: Double, along index: Int) -> Self? {
    var parameters = unconstrainedParameters
    parameters[index] += step
    return Self(unconstrained: parameters, prototype: self)
  }
}

/// The parameters without their names.
func numbers(_ model: some ParameterizedModel) -> [Double] {
  model.parameters.map(\.value)
}

/// Rounded to a grid of 2⁻²⁰, so that a shift by 10⁸ is exact.
func onGrid(_ x: Double) -> Double { (x * 0x1p20).rounded() / 0x1p20 }
