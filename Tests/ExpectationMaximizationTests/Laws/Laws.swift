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
  /// A run of so many iterations, whatever the gain.
  func fit(_ iterations: Int = 20, change: (inout EMOptions) -> Void = { _ in }) throws
    -> Fit<Model>
  {
    var options = EMOptions(tolerance: .never, iterationLimit: iterations)
    change(&options)
    return try fitByEM(start, to: observations, options: options)
  }

  /// The laws that hold of every model: the bound climbs at every half-step, is the log-likelihood less
  /// the divergence, and touches it after an E-step; shares add up to one; threads do not change a bit.
  @discardableResult
  func expectLaws(
    _ comment: Comment? = nil, hasResponsibilities: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Fit<Model> {
    let fit = try fit { if hasResponsibilities { $0.record = .responsibilities } }
    // A component may run out of rows, as it must be free to; then the laws hold up to there.
    if case .collapsed = fit.status {
      #expect(fit.iterations >= 5, comment, sourceLocation: sourceLocation)
    } else {
      #expect(fit.iterations == 20, comment, sourceLocation: sourceLocation)
    }
    var (bound, objective) = (-Double.infinity, -Double.infinity)
    for step in fit.trace {
      let slack = 1e-10 * (1 + abs(step.logLikelihood))
      let sum = step.lowerBound + step.divergence
      #expect(abs(sum - step.logLikelihood) <= slack, comment, sourceLocation: sourceLocation)
      #expect(step.divergence >= 0, comment, sourceLocation: sourceLocation)
      let climbed = step.lowerBound + step.logPrior
      #expect(climbed >= bound - 10 * slack, comment, sourceLocation: sourceLocation)
      bound = climbed
      guard step.kind == .expectation else { continue }
      #expect(step.divergence <= slack, comment, sourceLocation: sourceLocation)
      #expect(
        step.objective >= objective - 1e-9 * (1 + abs(objective)), comment,
        sourceLocation: sourceLocation)
      objective = step.objective
      guard hasResponsibilities else { continue }
      let rows = try #require(step.responsibilities).nested
      let worst = rows.reduce(0) { max($0, abs($1.reduce(0, +) - 1)) }
      #expect(worst < 1e-12, comment, sourceLocation: sourceLocation)
      let isShare = rows.allSatisfy { $0.allSatisfy { $0 >= 0 } }
      #expect(isShare, comment, sourceLocation: sourceLocation)
    }
    let weights = fit.model.parameters.filter { $0.name.hasPrefix("weight[") }.map(\.value)
    if !weights.isEmpty {
      let isOnSimplex = abs(weights.reduce(0, +) - 1) < 1e-12 && weights.allSatisfy { $0 >= 0 }
      #expect(isOnSimplex, comment, sourceLocation: sourceLocation)
    }
    for threads in [2, 8] {
      let (one, other) = (try self.fit(4), try self.fit(4) { $0.threads = threads })
      let isSame = one.logLikelihoods.map(\.bitPattern) == other.logLikelihoods.map(\.bitPattern)
      #expect(isSame, comment, sourceLocation: sourceLocation)
      let (a, b) = (one.model.parameters, other.model.parameters)
      let hasSameBits = a.map(\.value.bitPattern) == b.map(\.value.bitPattern)
      #expect(hasSameBits, comment, sourceLocation: sourceLocation)
    }
    return fit
  }

  /// Integer weights against rows that are repeated so often.
  func expectWeightsCountRows(
    _ weights: [Double], repeated: Model.Observations, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let weighted = try fit(10) { $0.weights = weights }
    let plain = try Problem(start: start, observations: repeated).fit(10)
    #expect(
      isClose(weighted.logLikelihoods, plain.logLikelihoods, relative: 1e-11), comment,
      sourceLocation: sourceLocation)
    #expect(
      isClose(
        weighted.model.parameters.map(\.value), plain.model.parameters.map(\.value),
        relative: 1e-8, absolute: 1e-11), comment, sourceLocation: sourceLocation)
  }

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

  /// The same problem in other units: the log-likelihood moves by a constant, the responsibilities not.
  func expectSame<Other: LatentVariableModel>(
    in other: Problem<Other>, difference: Double = 0, relative: Double = 1e-9,
    hasResponsibilities: Bool = true, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (plain, moved) = (try fit(10), try other.fit(10))
    #expect(moved.iterations == plain.iterations, comment, sourceLocation: sourceLocation)
    #expect(
      isClose(
        moved.logLikelihoods, plain.logLikelihoods.map { $0 + difference }, relative: relative,
        absolute: 100 * relative), comment, sourceLocation: sourceLocation)
    guard hasResponsibilities else { return }
    #expect(
      isClose(
        try moved.model.responsibilities(of: other.observations).elements,
        try plain.model.responsibilities(of: observations).elements, absolute: 1e3 * relative),
      comment, sourceLocation: sourceLocation)
  }
}

/// How often every observation is repeated: 1, 2, 0, 3, 1, …
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
