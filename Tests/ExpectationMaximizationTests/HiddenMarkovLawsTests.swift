import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Hidden Markov models over seeded random problems of several sequences of different lengths.
@Suite struct `Laws of EM on hidden Markov models` {
  static let seeds = 0..<3 as Range<UInt64>

  @Test(arguments: seeds) func `Gaussian emissions`(seed: UInt64) throws {
    try expectMarkovLaws(
      "Gaussian", seed,
      emission: { random in
        DiagonalNormal(
          mean: [2 * random.standardNormal(), 2 * random.standardNormal()],
          variances: [0.5 + random.uniform(), 0.5 + random.uniform()])
      },
      closedForm: { values in
        let columns = (0..<2).map { j in values.map { $0[j] } }
        return columns.map(mean) + columns.map { covariance($0, $0) }
      })
  }

  @Test(arguments: seeds) func `categorical emissions`(seed: UInt64) throws {
    try expectMarkovLaws(
      "categorical", seed,
      emission: { random in Categorical(weights: (0..<4).map { _ in 0.1 + random.uniform() }) },
      closedForm: { values in
        (0..<4).map { j in Double(values.count { $0 == j }) / Double(values.count) }
      })
  }

  @Test(arguments: seeds) func `Poisson emissions`(seed: UInt64) throws {
    try expectMarkovLaws(
      "Poisson", seed, emission: { Poisson(rate: 1 + 9 * $0.uniform()) },
      closedForm: { values in [Double(values.reduce(0, +)) / Double(values.count)] })
  }

  /// One sequence of length 1 says nothing of the transitions, which stay as they are.
  @Test func `sequences of length one are a mixture`() throws {
    var random = SplitMix64(seed: 5)
    let truth = Mixture(weights: [0.4, 0.6], components: [Poisson(rate: 2), Poisson(rate: 9)])
    let values = truth.sample(120, using: &random)
    let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 3), Poisson(rate: 5)])
    let chain = HiddenMarkovModel(
      startProbabilities: start.weights, transitions: try Matrix([[0.9, 0.1], [0.3, 0.7]]),
      emissions: start.components)
    let options = EMOptions(tolerance: .never, iterationLimit: 20)
    let mixture = try fitByEM(start, to: values, options: options)
    let fit = try fitByEM(chain, to: values.map { [$0] }, options: options)
    #expect(isClose(fit.logLikelihoods, mixture.logLikelihoods, relative: 1e-11))
    #expect(isClose(fit.model.startProbabilities, mixture.model.weights, relative: 1e-10))
    #expect(fit.model.transitions == chain.transitions)
  }
}

private func expectMarkovLaws<Emission: MixtureComponent & Distribution>(
  _ family: String, _ seed: UInt64, emission: @escaping (inout SplitMix64) -> Emission,
  closedForm: ([Emission.Value]) -> [Double]
) throws {
  var random = SplitMix64(seed: seed)
  let count = 2 + random.integer(below: 2)
  let make = { (random: inout SplitMix64) in
    let flat = Dirichlet(concentrations: Array(repeating: 3, count: count))
    return HiddenMarkovModel(
      startProbabilities: flat.sample(using: &random),
      transitions: try Matrix((0..<count).map { _ in flat.sample(using: &random) }),
      emissions: (0..<count).map { _ in emission(&random) })
  }
  let truth = try make(&random)
  let sequences = (0..<12).map { _ in
    truth.sample(length: 1 + random.integer(below: 25), using: &random).values
  }
  // As far from the truth as chance wants, but with the emissions' spread.
  var start = try make(&random)
  start.emissions = truth.emissions
  let weights = sequences.indices.map { Double(($0 * 7) % 3) }
  let simplices = { (model: HiddenMarkovModel<Emission>) in
    [model.startProbabilities] + model.transitions.nested
  }
  let fit = try expectLaws(of: family, from: start, on: sequences, simplices: simplices)
  let weighted = try expectLaws(
    of: "weighted \(family)", from: start, on: sequences, weights: weights, simplices: simplices)

  // Integer weights are repeated sequences.
  let options = EMOptions(tolerance: .never, iterationLimit: 12)
  let repeated = zip(sequences, weights).flatMap { Array(repeating: $0, count: Int($1)) }
  let unweighted = try fitByEM(start, to: repeated, options: options)
  #expect(isClose(weighted.logLikelihoods, unweighted.logLikelihoods, relative: 1e-11))
  #expect(isClose(numbers(weighted.model), numbers(unweighted.model), relative: 1e-8), "\(family)")

  // Another order of the states is another order of the result.
  let order = start.emissions.indices.map { ($0 + 1) % count }
  let other = try fitByEM(reordered(start, order), to: sequences, options: options)
  #expect(isClose(other.logLikelihoods, fit.logLikelihoods, relative: 1e-11))
  #expect(
    isClose(numbers(other.model), numbers(reordered(fit.model, order)), relative: 1e-8),
    "\(family)")

  // One state is the closed form after one step.
  let one = HiddenMarkovModel(
    startProbabilities: [1], transitions: .identity(1), emissions: [start.emissions[0]])
  let single = try fitByEM(one, to: sequences)
  #expect(
    isClose(
      single.model.emissions[0].parameters.map(\.value), closedForm(sequences.flatMap(\.self)),
      relative: 1e-11, absolute: 1e-13), "\(family)")
  #expect(single.iterations <= 2)
}

private func reordered<Emission>(
  _ model: HiddenMarkovModel<Emission>, _ order: [Int]
) -> HiddenMarkovModel<Emission> {
  HiddenMarkovModel(
    startProbabilities: order.map { model.startProbabilities[$0] },
    transitions: model.transitions.selecting(rows: order, columns: order),
    emissions: order.map { model.emissions[$0] })
}
