import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Probabilities of 0 stay where they are, and hinder nothing else.
@Suite struct `Probabilities of zero` {
  /// From left to right, with the last move of a row impossible as well as the first.
  private let start = HiddenMarkovModel(
    initialProbabilities: [1, 0, 0],
    transitions: Matrix(rows: 3, columns: 3, elements: [0.9, 0.1, 0, 0, 0.9, 0.1, 0, 0, 1]),
    emissions: [Poisson(rate: 2), Poisson(rate: 4), Poisson(rate: 6)])
  private let sequences = [
    [1, 0, 2, 3, 1, 4, 6, 3, 5, 4, 2, 7, 5, 8, 6, 9, 4, 7, 8],
    [2, 1, 1, 0, 3, 2, 3, 5, 3, 6, 3, 4, 7, 6, 9, 8, 5],
    [0, 2, 1, 4, 3, 4, 2, 5, 8, 6, 7, 10, 7, 6],
  ]

  @Test func `come back from unconstrained parameters`() throws {
    let back = try #require(
      HiddenMarkovModel(unconstrained: start.unconstrainedParameters, prototype: start))
    #expect(isClose(back.transitions.elements, start.transitions.elements, relative: 1e-14))
    #expect(back.initialProbabilities == [1, 0, 0])
    let skewed = Categorical(weights: [0.2, 0, 0.8, 0])
    let again = try #require(
      Categorical(unconstrained: skewed.unconstrainedParameters, prototype: skewed))
    #expect(isClose(again.probabilities, skewed.probabilities, relative: 1e-14))
    #expect(skewed.unconstrainedParameters.count == 3)
  }

  @Test func `do not stop the acceleration of the others`() throws {
    var options = EMOptions(tolerance: .relative(1e-12), iterationLimit: 5_000)
    let plain = try fitByEM(start, to: sequences, options: options)
    options.acceleration = .squarem
    let fast = try fitByEM(start, to: sequences, options: options)
    #expect(plain.status.isToleranceMet && fast.status.isToleranceMet)
    #expect(isClose(fast.logLikelihood, plain.logLikelihood, relative: 1e-8))
    #expect(fast.iterations < plain.iterations * 2 / 3)
    #expect(fast.model.transitions[0, 2] == 0 && fast.model.transitions[1, 0] == 0)
  }

  /// The moves of a row that ends in 0 count as well as any others.
  @Test func `do not make parameters look settled`() throws {
    let fit = try fitByEM(
      start, to: sequences, options: EMOptions(tolerance: .parameters(1e-9), iterationLimit: 5_000))
    let next = try fit.model.mStep(fit.model.eStep(sequences).statistics)
    #expect(fit.status.isToleranceMet)
    #expect(isClose(next.transitions.elements, fit.model.transitions.elements, absolute: 1e-9))
  }

  @Test func `have no standard error, and leave those of the others`() throws {
    let fit = try fitByEM(
      start, to: sequences, options: EMOptions(tolerance: .relative(1e-13), iterationLimit: 5_000))
    let errors = try fit.model.standardErrors(of: sequences)
    for estimate in errors where estimate.value == 0 { #expect(estimate.standardError == 0) }
    let rates = errors.filter { $0.name.hasSuffix("rate") }
    #expect(rates.count == 3 && rates.allSatisfy { $0.standardError > 0.1 })
    let rate = try fit.model.rateOfConvergence(of: sequences)
    #expect(rate > 0.1 && rate < 1)
  }
}
