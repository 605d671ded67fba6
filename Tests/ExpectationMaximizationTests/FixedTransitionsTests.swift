import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Fixed probabilities of a chain` {
  private typealias Chain = HiddenMarkovModel<Poisson>

  private var start: Chain {
    get throws {
      var chain = Chain(
        initialProbabilities: [1, 0, 0],
        transitions: try Matrix([[0.45, 0.45, 0.1], [0.2, 0.6, 0.2], [0.3, 0.3, 0.4]]),
        emissions: [Poisson(rate: 3), Poisson(rate: 8), Poisson(rate: 20)])
      chain.fixedTransitions = [.init(from: 0, to: 2), .init(from: 1, to: 1)]
      return chain
    }
  }

  /// `Reference/extensions.py`: the likelihood maximized directly.
  @Test func `the others share what they leave`() throws {
    let reference = try ReferenceCase("extensions").fixed_transitions
    let counts = reference.counts.numbers.map { Int($0) }
    let fit = try fitByEM(
      start, to: [counts], options: EMOptions(tolerance: .relative(1e-14), iterationLimit: 5000))
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-10))
    #expect(
      isClose(fit.model.transitions.elements, reference.transitions.flat, absolute: 1e-4))
    #expect(
      isClose(fit.model.emissions.map(\.rate), reference.rates.numbers, relative: 1e-4))
    #expect(fit.model.transitions[0, 2] == 0.1 && fit.model.transitions[1, 1] == 0.6)
    // One free transition in rows 0 and 1, two in row 2, and three rates: ρ is on the boundary.
    #expect(fit.parameterCount == 1 + 1 + 2 + 3)
    let errors = try fit.model.standardErrors(of: [counts])
    #expect(errors.first { $0.name == "transition[0][2]" }?.standardError ?? 1 < 1e-15)
    #expect(errors.first { $0.name == "transition[0][1]" }?.standardError ?? 0 > 0.01)
  }

  @Test(arguments: seeds) func `every law`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var chain = try start
    chain.initialProbabilities = [0.2, 0.3, 0.5]
    chain.fixedInitialStates = [1]
    let sequences = [60, 1, 35].map { chain.sample(length: $0, using: &random).values }
    chain.emissions = [Poisson(rate: 2), Poisson(rate: 10), Poisson(rate: 15)]
    for concentration in [1.0, 2.5] {
      chain.transitionConcentration = concentration
      chain.initialConcentration = concentration
      let fit = try Problem(start: chain, observations: sequences).expectLaws(
        "seed \(seed)", simplices: { [$0.initialProbabilities] + $0.transitions.nested })
      #expect(fit.model.initialProbabilities[1] == 0.3)
    }
  }

  @Test func `the states of fixed steps move with an order`() throws {
    let chain = try start.ordered { -$0.rate }
    #expect(chain.fixedTransitions == [.init(from: 2, to: 0), .init(from: 1, to: 1)])
    #expect(chain.transitions[2, 0] == 0.1)
  }

  @Test func `a row that is fixed but for one step keeps it, and states have to exist`() throws {
    var chain = try start
    chain.fixedTransitions = [
      .init(from: 0, to: 0), .init(from: 0, to: 1), .init(from: 2, to: 0), .init(from: 2, to: 1),
      .init(from: 2, to: 2),
    ]
    let fit = try fitByEM(
      chain, to: [[1, 2, 9, 8, 20, 3, 1, 25, 8]], options: EMOptions(iterationLimit: 5))
    #expect(isClose(fit.model.transitions.row(0), try start.transitions.row(0), relative: 1e-14))
    #expect(fit.model.transitions.row(2) == (try start).transitions.row(2))
    chain.fixedTransitions = [.init(from: 0, to: 3)]
    #expect(
      throws: InvalidStart.outOfRange(parameter: "fixedTransitions", index: 0, value: 3)
    ) { try fitByEM(chain, to: [[1, 2]]) }
    chain.fixedTransitions = []
    chain.fixedInitialStates = [-1]
    #expect(
      throws: InvalidStart.outOfRange(parameter: "fixedInitialStates", index: 0, value: -1)
    ) { try fitByEM(chain, to: [[1, 2]]) }
  }
}
