import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Sequences of different lengths from a random chain, and a start that knows nothing of it.
private func problem<Emission: UnconstrainedComponent & Distribution>(
  seed: UInt64, _ emission: (inout SplitMix64, Bool) -> Emission
) -> Problem<HiddenMarkovModel<Emission>> {
  var random = SplitMix64(seed: seed)
  let states = 2 + random.integer(below: 2)
  func chain(_ isTruth: Bool) -> HiddenMarkovModel<Emission> {
    let rows = (0..<states).map { i in
      Dirichlet(concentrations: (0..<states).map { $0 == i ? 8 : 1.5 }).sample(using: &random)
    }
    return HiddenMarkovModel(
      initialProbabilities: Dirichlet(concentrations: Array(repeating: 3, count: states))
        .sample(using: &random),
      transitions: Matrix(rows: states, columns: states, elements: rows.flatMap { $0 }),
      emissions: (0..<states).map { _ in emission(&random, isTruth) })
  }
  let (truth, start) = (chain(true), chain(false))
  return Problem(
    start: start,
    observations: [40, 1, 25, 60].map { truth.sample(length: $0, using: &random).values })
}

private func expectChainLaws<Emission: UnconstrainedComponent & Distribution>(
  _ emission: (inout SplitMix64, Bool) -> Emission,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for seed in seeds {
    let comment: Comment = "\(Emission.self), seed \(seed)"
    let problem = problem(seed: seed, emission)
    try problem.expectLaws(
      comment, iterations: 20,
      simplices: { [$0.initialProbabilities] + $0.transitions.nested },
      sourceLocation: sourceLocation)
    let (start, sequences) = (problem.start, problem.observations)
    try problem.expectWeightsCountRows(
      repetitions(sequences.count).map(Double.init), repeated: sequences.repeatedUnevenly, comment,
      sourceLocation: sourceLocation)
    let order = Array(start.emissions.indices.dropFirst()) + [0]
    let permuted = HiddenMarkovModel(
      initialProbabilities: order.map { start.initialProbabilities[$0] },
      transitions: start.transitions.selecting(rows: order, columns: order),
      emissions: order.map { start.emissions[$0] })
    try problem.expectPermuted(permuted, by: order, comment, sourceLocation: sourceLocation)
  }
}

@Suite struct `Laws of EM on hidden Markov models` {
  @Test func `normal emissions`() throws {
    try expectChainLaws { random, isTruth in
      Normal(
        mean: 3 * random.standardNormal(), standardDeviation: isTruth ? 0.5 + random.uniform() : 4)
    }
    try expectChainLaws { random, isTruth in
      DiagonalNormal(
        mean: [3 * random.standardNormal(), 3 * random.standardNormal()],
        variances: isTruth ? [0.5 + random.uniform(), 1] : [9, 9])
    }
  }

  @Test func `categories and counts`() throws {
    let shares = Dirichlet(concentrations: [2, 2, 2, 2])
    try expectChainLaws { random, _ in Categorical(weights: shares.sample(using: &random)) }
    try expectChainLaws { random, _ in Poisson(rate: 12 * random.uniform()) }
  }

  @Test func `products`() throws {
    try expectChainLaws { random, isTruth in
      Product(
        Normal(mean: 3 * random.standardNormal(), standardDeviation: isTruth ? 1 : 4),
        BernoulliVector(probabilities: [random.uniform(), random.uniform()]))
    }
  }

  /// Chains of one time are a mixture.
  @Test func `sequences of one value are a mixture`() throws {
    for seed in seeds {
      let chain = problem(seed: seed) { random, _ in Poisson(rate: 12 * random.uniform()) }
      let values = chain.observations.flatMap { $0 }
      let mixture = Problem(
        start: Mixture(
          weights: chain.start.initialProbabilities, components: chain.start.emissions),
        observations: values)
      try mixture.expectSameResponsibilities(
        in: Problem(start: chain.start, observations: values.map { [$0] }), relative: 1e-11)
    }
  }

  /// A chain of one state is the closed form of its emission.
  @Test func `one state is the closed form`() throws {
    let start = HiddenMarkovModel(
      initialProbabilities: [1], transitions: .identity(1), emissions: [Normal()])
    let fit = try fitByEM(start, to: [[1, 2, 6], [3]])
    #expect(isClose(fit.model.emissions[0].mean, 3, relative: 1e-15))
    #expect(isClose(fit.model.emissions[0].variance, 3.5, relative: 1e-14))
    #expect(fit.model.transitions.elements == [1] && fit.model.initialProbabilities == [1])
  }

  /// H(q) and KL by their definitions, over all 3⁶ paths.
  @Test func `entropy and divergence are those of the paths`() throws {
    for seed in seeds {
      var random = SplitMix64(seed: seed + 100)
      let problem = problem(seed: seed) { random, _ in Poisson(rate: 12 * random.uniform()) }
      let sequence = problem.start.sample(length: 6, using: &random).values
      let short = Problem(start: problem.start, observations: [sequence])
      let fit = try short.fit(4) { $0.record = .models }
      let models = try fit.trace.map { try #require($0.model) }
      for (before, (step, model)) in zip(models, zip(fit.trace, models).dropFirst())
      where step.kind == .maximization {
        // After an M-step q is the posterior at the parameters before.
        let (old, new) = (before.paths(sequence), model.paths(sequence))
        let entropy = old.reduce(0) { $0 - ($1 > 0 ? $1 * Elementary.log($1) : 0) }
        let divergence = zip(old, new).reduce(0) {
          // Less than 10⁻³⁰ may be nothing to the recursions.
          $0 + ($1.0 > 1e-30 ? $1.0 * (Elementary.log($1.0) - Elementary.log($1.1)) : 0)
        }
        #expect(isClose(step.entropy, entropy, relative: 1e-9, absolute: 1e-12))
        #expect(isClose(step.divergence, divergence, relative: 1e-7, absolute: 1e-12))
      }
    }
  }

  @Test func `other units change the locations and scales and nothing else`() throws {
    let scale = 0x1p-20
    for seed in seeds {
      let plain = problem(seed: seed) { random, isTruth in
        Normal(mean: onGrid(3 * random.standardNormal()), standardDeviation: isTruth ? 1 : 4)
      }
      let grid = Problem(
        start: plain.start, observations: plain.observations.map { $0.map(onGrid) })
      var far = grid
      far.start.emissions = grid.start.emissions.map {
        Normal(mean: $0.mean + 1e8, standardDeviation: $0.standardDeviation)
      }
      far.observations = grid.observations.map { $0.map { $0 + 1e8 } }
      try grid.expectSameResponsibilities(in: far, relative: 1e-8, "seed \(seed)")
      var small = grid
      small.start.emissions = grid.start.emissions.map {
        Normal(mean: scale * $0.mean, standardDeviation: scale * $0.standardDeviation)
      }
      small.observations = grid.observations.map { $0.map { scale * $0 } }
      try grid.expectSameResponsibilities(
        in: small, difference: -126 * Elementary.log(scale), relative: 1e-11, "seed \(seed)")
    }
  }
}

extension HiddenMarkovModel {
  /// p(path | sequence) of every path there is.
  fileprivate func paths(_ sequence: [Emission.Value]) -> [Double] {
    var joint = zip(initialProbabilities, emissions).map { $0 * $1.density(sequence[0]) }
    for value in sequence.dropFirst() {
      joint = joint.indices.flatMap { path in
        emissions.indices.map { state in
          joint[path] * transitions[path % stateCount, state] * emissions[state].density(value)
        }
      }
    }
    let total = joint.reduce(0, +)
    return joint.map { $0 / total }
  }
}

extension MixtureComponent {
  fileprivate func density(_ x: Value) -> Double { Elementary.exp(logDensity(x)) }
}
