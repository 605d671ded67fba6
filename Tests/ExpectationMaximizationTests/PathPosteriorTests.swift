import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// The variants of the E-step over paths, against the enumeration of all paths.
@Suite struct `Posteriors over paths` {
  static let model = HiddenMarkovModel(
    initialProbabilities: [0.6, 0.4],
    transitions: Matrix(rows: 2, columns: 2, elements: [0.7, 0.3, 0.4, 0.6]),
    emissions: [Categorical(weights: [0.5, 0.4, 0.1]), Categorical(weights: [0.1, 0.3, 0.6])])
  static let sequence = [0, 2, 1, 1, 2, 0]

  /// Every path through the sequence, with log p(x, path).
  static let paths: [(states: [Int], logJoint: Double)] = (0..<64).map { code in
    let states = (0..<6).map { (code >> $0) & 1 }
    var sum = Elementary.log(model.initialProbabilities[states[0]])
    for (t, state) in states.enumerated() {
      if t > 0 { sum += Elementary.log(model.transitions[states[t - 1], state]) }
      sum += Elementary.log(model.emissions[state].probabilities[sequence[t]])
    }
    return (states, sum)
  }

  /// Statistics under q, path by path.
  private func expectEnumeration(
    of q: [Double], _ expectation: Expectation<HiddenMarkovModel<Categorical>.Statistics>,
    absolute: Double = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var (starts, visits, moves) = ([0.0, 0.0], [0.0, 0.0], [0.0, 0.0, 0.0, 0.0])
    for (path, p) in zip(Self.paths, q) {
      starts[path.states[0]] += p
      for state in path.states { visits[state] += p }
      for (from, to) in zip(path.states, path.states.dropFirst()) { moves[from * 2 + to] += p }
    }
    let statistics = expectation.statistics
    for (actual, expected) in [
      (statistics.initialCounts, starts), (statistics.occupancies, visits),
      (statistics.transitionCounts.elements, moves),
    ] {
      #expect(
        isClose(actual, expected, relative: 1e-12, absolute: absolute),
        sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [0.05, 0.5, 1]) func `a tempered posterior is a power of the joint`(
    beta: Double
  ) throws {
    let powers = Self.paths.map { Elementary.exp(beta * $0.logJoint) }
    let q = powers.map { $0 / powers.reduce(0, +) }
    let expectation = try Self.model.eStep(
      [Self.sequence], Inference(posterior: .tempered(beta)))
    expectEnumeration(of: q, expectation)
    let entropy = q.reduce(0) { $0 - $1 * Elementary.log($1) }
    #expect(isClose(try #require(expectation.entropy), entropy, relative: 1e-12))
    // The log-likelihood is not tempered.
    let total = Self.paths.reduce(0) { $0 + Elementary.exp($1.logJoint) }
    #expect(isClose(expectation.logLikelihood, Elementary.log(total), relative: 1e-13))
  }

  /// 8 000 draws: every expected count to four standard errors, and different seeds differ.
  @Test func `sampled paths have the frequencies of the posterior`() throws {
    let exact = try Self.model.eStep([Self.sequence]).statistics
    let count = 8_000
    let draws = try Self.model.eStep(
      Array(repeating: Self.sequence, count: count), Inference(posterior: .sampled(seed: 7)))
    let error = 4 * (1.0 / Double(count)).squareRoot()
    let share = 1 / Double(count)
    #expect(
      isClose(
        draws.statistics.initialCounts.map { share * $0 }, exact.initialCounts, absolute: error))
    #expect(
      isClose(
        draws.statistics.occupancies.map { share * $0 }, exact.occupancies, absolute: 3 * error))
    let moves = draws.statistics.transitionCounts.elements
    #expect(isClose(moves.map { share * $0 }, exact.transitionCounts.elements, absolute: 3 * error))
    // Paths are whole.
    #expect(moves.allSatisfy { $0 == $0.rounded() } && moves.reduce(0, +) == Double(5 * count))
    let one = try (0..<20 as Range<UInt64>).map {
      try Self.model.eStep([Self.sequence], Inference(posterior: .sampled(seed: $0))).statistics
    }
    #expect(Set(one.map(\.transitionCounts)).count > 3)
  }

  @Test func `responsibilities from elsewhere are independent from time to time`() throws {
    let rows = try Matrix([
      [1, 0], [0.5, 0.5], [0, 1], [0, 1], [0.2, 0.8], [1, 0], [0.3, 0.7],
    ])
    // The second sequence has one value, the last row.
    let expectation = try Self.model.eStep(
      [Self.sequence, [1]], Inference(posterior: .given(rows)))
    let first = (0..<6).map { rows.row($0) }
    let q = Self.paths.map { path in
      path.states.enumerated().reduce(1) { $0 * first[$1.offset][$1.element] }
    }
    var single = expectation
    single.statistics = try Self.model.eStep(
      [Self.sequence], Inference(posterior: .given(rows.selecting(rows: 0..<6)))
    ).statistics
    expectEnumeration(of: q, single)
    #expect(isClose(expectation.statistics.initialCounts, [1.3, 0.7]))
    let entropy = rows.elements.reduce(0) { $0 - ($1 > 0 ? $1 * Elementary.log($1) : 0) }
    #expect(isClose(try #require(expectation.entropy), entropy, relative: 1e-12))
    // A start from labels is an M-step on them.
    let labels = try Matrix([[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [1, 0]])
    let start = try Self.model.fitted(toResponsibilities: labels, of: [Self.sequence])
    #expect(start.initialProbabilities == [1, 0])
    #expect(isClose(start.transitions.elements, [1.0 / 3, 2.0 / 3, 1, 0]))
    #expect(
      throws: InvalidStart.shape(parameter: "responsibilities", count: 12, expected: 14)
    ) { try Self.model.fitted(toResponsibilities: labels, of: [Self.sequence, [1]]) }
  }
}

@Suite struct `Variants of Baum-Welch` {
  static let truth = HiddenMarkovModel(
    initialProbabilities: [0.5, 0.5],
    transitions: Matrix(rows: 2, columns: 2, elements: [0.9, 0.1, 0.2, 0.8]),
    emissions: [Poisson(rate: 2), Poisson(rate: 8)])
  static let sequences: [[Int]] = {
    var random = SplitMix64(seed: 9)
    return (0..<8).map { truth.sample(length: 10 + 10 * $0, using: &random).values }
  }()
  static let start = HiddenMarkovModel(
    initialProbabilities: [0.5, 0.5],
    transitions: Matrix(rows: 2, columns: 2, elements: [0.6, 0.4, 0.4, 0.6]),
    emissions: [Poisson(rate: 4), Poisson(rate: 5)])

  /// At a fixed inverse temperature β it is Q + H/β that every half-step raises.
  @Test func `annealing climbs the free energy, and then the likelihood`() throws {
    let beta = 0.6
    var options = EMOptions(tolerance: .relative(1e-11), iterationLimit: 2_000)
    options.variant = .annealed(inverseTemperatures: Array(repeating: beta, count: 15))
    let fit = try fitByEM(Self.start, to: Self.sequences, options: options)
    let hot = fit.trace.filter { $0.iteration < 15 }
    let energies = hot.map { $0.expectedLogLikelihood + $0.entropy / beta }
    #expect(energies.count == 29)
    for (before, after) in zip(energies, energies.dropFirst()) {
      #expect(after >= before - 1e-9 * (1 + abs(before)))
    }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    let plain = try fitByEM(
      Self.start, to: Self.sequences,
      options: EMOptions(tolerance: .relative(1e-11), iterationLimit: 2_000))
    #expect(fit.iterations > 15 && fit.status.isToleranceMet)
    #expect(isClose(fit.logLikelihood, plain.logLikelihood, relative: 1e-7))
    options.variant = .annealed(inverseTemperatures: [0.5, 1.5])
    #expect(
      throws: InvalidStart.outOfRange(parameter: "inverseTemperature", index: 1, value: 1.5)
    ) { try fitByEM(Self.start, to: Self.sequences, options: options) }
  }

  /// Viterbi training raises p(x, best path) until the paths no longer change.
  @Test func `hard EM ends where the best paths refit themselves`() throws {
    var options = EMOptions()
    options.variant = .hard
    let fit = try fitByEM(Self.start, to: Self.sequences, options: options)
    #expect(fit.status.isToleranceMet)
    let bounds = fit.trace.map(\.lowerBound)
    for (before, after) in zip(bounds, bounds.dropFirst()) {
      #expect(after >= before - 1e-9 * (1 + abs(before)))
    }
    let paths = try Self.sequences.map { try fit.model.mostProbablePath(of: $0) }
    #expect(
      isClose(
        try #require(bounds.last), paths.reduce(0) { $0 + $1.logProbability }, relative: 1e-12))
    for state in 0..<2 {
      let values = zip(Self.sequences, paths).flatMap { sequence, path in
        zip(sequence, path.states).filter { $0.1 == state }.map(\.0)
      }
      let mean = Double(values.reduce(0, +)) / Double(values.count)
      #expect(isClose(fit.model.emissions[state].rate, mean, relative: 1e-12))
    }
  }

  @Test func `stochastic EM wanders around the maximum, the same for any threads`() throws {
    var options = EMOptions(iterationLimit: 40)
    options.variant = .stochastic(seed: 5)
    let fit = try fitByEM(Self.start, to: Self.sequences, options: options)
    let maximum = try fitByEM(Self.start, to: Self.sequences).logLikelihood
    #expect(fit.iterations == 40)
    #expect(fit.logLikelihood < maximum && fit.logLikelihood > maximum - 20)
    for threads in [2, 8] {
      options.threads = threads
      #expect(try fitByEM(Self.start, to: Self.sequences, options: options).model == fit.model)
    }
    options.variant = .stochastic(seed: 6)
    #expect(try fitByEM(Self.start, to: Self.sequences, options: options).model != fit.model)
  }

  /// A t distribution has a latent variable of its own, whose entropy the bound must count.
  @Test(arguments: [EMOptions.Variant.hard, .annealed(inverseTemperatures: [0.5, 0.7, 0.9])])
  func `emissions with latent variables keep the bound whole`(variant: EMOptions.Variant) throws {
    var random = SplitMix64(seed: 3)
    let tail = { (location: Double) in
      StudentTComponent(
        try MultivariateStudentT(
          degreesOfFreedom: 4, location: [location], scale: Matrix(diagonal: [1])))
    }
    let model = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5], transitions: Self.truth.transitions,
      emissions: [try tail(0), try tail(3)])
    let sequence = model.sample(length: 120, using: &random).values
    var options = EMOptions(tolerance: .never, iterationLimit: 6)
    options.variant = variant
    let fit = try fitByEM(model, to: [sequence], options: options)
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    let first = try #require(fit.trace.first)
    guard variant == .hard else { return }
    let path = try model.mostProbablePath(of: sequence)
    #expect(isClose(first.lowerBound, path.logProbability, relative: 1e-11))
  }
}
