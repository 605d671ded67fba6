import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Variants of EM on hidden Markov models` {
  static let truth = HiddenMarkovModel(
    initialProbabilities: [0.5, 0.5],
    transitions: Matrix(rows: 2, columns: 2, elements: [0.95, 0.05, 0.1, 0.9]),
    emissions: [Poisson(rate: 2), Poisson(rate: 9)])
  static let sequences: [[Int]] = {
    var random = SplitMix64(seed: 9)
    return (0..<6).map { _ in truth.sample(length: 60, using: &random).values }
  }()
  static let start = HiddenMarkovModel(
    initialProbabilities: [0.5, 0.5],
    transitions: Matrix(rows: 2, columns: 2, elements: [0.6, 0.4, 0.4, 0.6]),
    emissions: [Poisson(rate: 3), Poisson(rate: 6)])

  private func fit(
    _ variant: EMOptions.Variant, iterations: Int = 1000
  ) throws -> Fit<HiddenMarkovModel<Poisson>> {
    var options = EMOptions(iterationLimit: iterations)
    options.variant = variant
    return try fitByEM(Self.start, to: Self.sequences, options: options)
  }

  @Test func `stochastic EM draws paths, the same for any threads`() throws {
    let fit = try fit(.stochastic(seed: 3), iterations: 25)
    let maximum = try self.fit(.exact).logLikelihood
    #expect(fit.logLikelihood < maximum && fit.logLikelihood > maximum - 15)
    var options = EMOptions(iterationLimit: 25)
    options.variant = .stochastic(seed: 3)
    options.threads = 4
    let other = try fitByEM(Self.start, to: Self.sequences, options: options)
    #expect(other.model == fit.model)
    for step in fit.trace {
      #expect(abs(step.entropy) < 1e-9)
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
  }

  /// How often the paths go through a state is its posterior.
  @Test func `paths are drawn from the posterior`() throws {
    let sequence = Array(Self.sequences[0].prefix(12))
    let posterior = try Self.start.statePosteriors(of: sequence)
    let exact = try Self.start.eStep([sequence]).statistics
    var visits = [0.0, 0.0]
    var moves = Matrix(rows: 2, columns: 2)
    for seed in 0..<2_000 as Range<UInt64> {
      let drawn = try Self.start.eStep(
        [sequence], Inference(posterior: .sampled(seed: seed))
      ).statistics
      for k in 0..<2 { visits[k] += drawn.occupancies[k] / 2_000 }
      moves = moves + (1.0 / 2_000) * drawn.transitionCounts
    }
    #expect(isClose(visits, exact.occupancies, absolute: 0.15))
    #expect(isClose(moves.elements, exact.transitionCounts.elements, absolute: 0.15))
    #expect(posterior.rows == 12)
  }

  /// At a fixed inverse temperature β it is Q + H/β that every half-step raises.
  @Test func `annealing climbs the free energy, and then the likelihood`() throws {
    let fit = try fit(.annealed(inverseTemperatures: Array(repeating: 0.6, count: 15)))
    let hot = fit.trace.filter { $0.iteration < 15 }
    let energies = hot.map { $0.expectedLogLikelihood + $0.entropy / 0.6 }
    #expect(energies.count == 29)
    for (before, after) in zip(energies, energies.dropFirst()) { #expect(after >= before - 1e-8) }
    #expect(fit.status.isToleranceMet)
    #expect(isClose(fit.logLikelihood, try self.fit(.exact).logLikelihood, relative: 1e-6))
    let lukewarm = try self.fit(.annealed(inverseTemperatures: [1, 1]), iterations: 2)
    #expect(
      isClose(lukewarm.logLikelihoods, try self.fit(.exact, iterations: 2).logLikelihoods))
  }

  @Test func `classification EM ends in a path`() throws {
    let fit = try fit(.hard)
    let bounds = fit.trace.map(\.lowerBound)
    for (before, after) in zip(bounds, bounds.dropFirst()) { #expect(after >= before - 1e-9) }
    #expect(fit.status.isToleranceMet)
    #expect(isClose(fit.model.emissions.map(\.rate), [2, 9], relative: 0.15))
  }

  @Test func `a start from responsibilities takes times as independent`() throws {
    let sequences = [[1, 9, 8], [2]]
    let rows = try Matrix([[1, 0], [0, 1], [0.25, 0.75], [1, 0]])
    let start = try Self.start.fitted(toResponsibilities: rows, of: sequences)
    #expect(start.initialProbabilities == [1, 0])
    #expect(isClose(start.emissions[0].rate, (1 + 2 + 0.25 * 8) / 2.25))
    #expect(isClose(start.transitions.elements, [0, 1, 0.25, 0.75]))
    let q = try Self.start.eStep(sequences, Inference(posterior: .given(rows)))
    let entropy = -(0.25 * Elementary.log(0.25) + 0.75 * Elementary.log(0.75))
    #expect(isClose(try #require(q.entropy), entropy))
    #expect(throws: InvalidStart.self) {
      try Self.start.fitted(toResponsibilities: Matrix(rows: 3, columns: 2), of: sequences)
    }
  }

  @Test func `a state without visits is dropped or reseeded`() throws {
    var start = Self.start
    start.emissions.append(Poisson(rate: 5_000))
    start.initialProbabilities = [0.5, 0.5, 0]
    start.transitions = try Matrix([[0.6, 0.4, 0], [0.4, 0.6, 0], [0.5, 0.5, 0]])
    var options = EMOptions()
    options.onCollapse = .drop
    let dropped = try fitByEM(start, to: Self.sequences, options: options)
    #expect(dropped.model.stateCount == 2 && dropped.status.isToleranceMet)
    #expect(dropped.collapses.map(\.policy) == [.drop])
    #expect(isClose(dropped.logLikelihood, try fit(.exact).logLikelihood, relative: 1e-7))
    options.onCollapse = .reseed
    let reseeded = try fitByEM(start, to: Self.sequences, options: options)
    #expect(reseeded.model.stateCount == 3 && reseeded.collapses.map(\.policy) == [.reseed])
    #expect(reseeded.logLikelihood >= dropped.logLikelihood - 1e-6)
    for row in [reseeded.model.initialProbabilities] + reseeded.model.transitions.nested {
      #expect(isClose(row.reduce(0, +), 1))
    }
    start.fixed = .emissions
    let fixed = try fitByEM(start, to: Self.sequences, options: options)
    #expect(fixed.model.emissions == start.emissions)
  }

  @Test func `an impossible sequence is an error that says which`() throws {
    let chain = HiddenMarkovModel(
      initialProbabilities: [1, 0], transitions: .identity(2),
      emissions: [Categorical(weights: [1, 0]), Categorical(weights: [0.5, 0.5])])
    #expect(throws: InvalidData.impossible(row: 1)) { try fitByEM(chain, to: [[0, 0], [0, 1]]) }
    let mixture = Mixture(weights: [1], components: [Categorical(weights: [1, 0])])
    #expect(throws: InvalidData.impossible(row: 2)) { try fitByEM(mixture, to: [0, 0, 1]) }
  }
}

@Suite struct `Conjugate priors` {
  /// Two counts of a Poisson component with a prior worth 3 observations of 4: (1 + 3 + 12)/5.
  @Test func `values seen before are counted with the data`() throws {
    var start = Mixture(weights: [1], components: [Poisson(rate: 1)])
    start.componentPrior = try ConjugatePrior([4], weights: [3], prototype: Poisson(rate: 1))
    let fit = try fitByEM(start, to: [1, 3])
    #expect(isClose(fit.model.components[0].rate, 3.2))
    #expect(isClose(fit.logPrior, 3 * Poisson(rate: 3.2).logDensity(4)))
    #expect(throws: InvalidStart.outOfRange(parameter: "weightConcentration", index: 0, value: 0)) {
      start.weightConcentration = 0
      _ = try fitByEM(start, to: [1, 3])
    }
  }

  /// The prior of the data themselves keeps a component from collapsing onto a point, in any units.
  @Test(arguments: [1, 1e-6]) func `a prior in the units of the data`(scale: Double) throws {
    let values = [0.0, 0, 0, 1, 2, 3, 4].map { scale * $0 }
    let components = [0.0, 2.5].map { Normal(mean: scale * $0, standardDeviation: scale / 2) }
    var start = Mixture(weights: [0.4, 0.6], components: components)
    let plain = try fitByEM(start, to: values, options: EMOptions(tolerance: .relative(1e-12)))
    guard case .collapsed = plain.status else {
      Issue.record("\(plain.status)")
      return
    }
    start.componentPrior = try ConjugatePrior(matching: values, prototype: components[1])
    let fit = try fitByEM(start, to: values)
    #expect(fit.status.isToleranceMet)
    #expect(fit.model.components.allSatisfy { $0.standardDeviation > 0.3 * scale })
  }

  @Test func `the objective climbs with priors of all kinds`() throws {
    for seed in seeds {
      var random = SplitMix64(seed: seed)
      let values = Mixture(
        weights: [0.5, 0.5], components: [Poisson(rate: 2), Poisson(rate: 9)]
      ).sample(80, using: &random)
      var mixture = Mixture(
        weights: [0.5, 0.5], components: [Poisson(rate: 3), Poisson(rate: 4)])
      mixture.weightConcentration = 3
      mixture.componentPrior = try ConjugatePrior(
        matching: values, pseudoCount: 5, prototype: Poisson(rate: 1))
      try Problem(start: mixture, observations: values).expectLaws("seed \(seed)")
      var chain = HiddenMarkovModel(
        initialProbabilities: [0.5, 0.5],
        transitions: Matrix(rows: 2, columns: 2, elements: [0.6, 0.4, 0.3, 0.7]),
        emissions: mixture.components)
      chain.initialConcentration = 2
      chain.transitionConcentration = 4
      chain.emissionPrior = mixture.componentPrior
      try Problem(start: chain, observations: [values, values.reversed()])
        .expectLaws("seed \(seed)")
    }
  }
}
