import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Hidden Markov models` {
  /// Reference 04a: numpy in log space and hmmlearn (without its priors) agree to 8·10⁻¹³.
  @Test func `Baum-Welch and Viterbi follow the reference`() throws {
    let reference = try ReferenceCase("04a_hmm_gaussian")
    let table = try ReferenceCase.table("hmm_gauss.csv")
    let sequences = [0.0, 1].map { id in table.filter { $0[0] == id }.map { [$0[1], $0[2]] } }
    #expect(sequences.map(\.count) == reference.lengths.numbers.map { Int($0) })
    let start = try HiddenMarkovModel(
      initialProbabilities: reference.`init`.start.numbers,
      transitions: reference.`init`.trans.matrix(),
      emissions: zip(reference.`init`.means.table, reference.`init`.variances.table).map {
        DiagonalNormal(mean: $0, variances: $1)
      })
    let fit = try fitByEM(
      start, to: sequences,
      options: EMOptions(tolerance: .never, iterationLimit: 15, record: .models))
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    for key in reference.expected.params_after.keys {
      let model = try #require(fit.maximizations[Int(key)! - 1].model)
      let expected = reference.expected.params_after[key]
      #expect(isClose(model.initialProbabilities, expected.start.numbers, relative: 1e-8))
      #expect(isClose(model.transitions.elements, expected.trans.flat, relative: 1e-8))
      #expect(isClose(model.emissions.flatMap(\.mean), expected.means.flat, relative: 1e-8))
      #expect(
        isClose(model.emissions.flatMap(\.variances), expected.variances.flat, relative: 1e-8))
    }
    let paths = try sequences.map { try fit.model.mostProbablePath(of: $0) }
    let expectedPaths = reference.expected.viterbi_paths.table.map { $0.map { Int($0) } }
    #expect(paths.map(\.states) == expectedPaths)
    #expect(
      isClose(
        paths.map(\.logProbability), reference.expected.viterbi_joint_logprob.numbers,
        relative: 1e-10))
    let posteriors = try fit.model.statePosteriors(of: sequences[0])
    for (row, expected) in reference.expected.posterior_first3.table.enumerated() {
      #expect(isClose(posteriors.row(row), expected, relative: 1e-6, absolute: 1e-160))
    }
    let last = try fit.model.statePosteriors(of: sequences[1]).row(79)
    #expect(isClose(last, reference.expected.posterior_last_seq1.numbers, relative: 1e-6))
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
  }

  static let categorical = HiddenMarkovModel(
    initialProbabilities: [0.6, 0.4],
    transitions: Matrix(rows: 2, columns: 2, elements: [0.7, 0.3, 0.4, 0.6]),
    emissions: [Categorical(weights: [0.5, 0.4, 0.1]), Categorical(weights: [0.1, 0.3, 0.6])])

  /// All 2⁸ paths of a short sequence, one by one.
  @Test func `agrees with the enumeration of all paths`() throws {
    let model = Self.categorical
    let sequence = [0, 2, 1, 1, 2, 0, 0, 2]
    var total = 0.0
    var best = (probability: 0.0, path: [Int]())
    var first = [0.0, 0.0]
    for code in 0..<256 {
      let path = (0..<8).map { (code >> $0) & 1 }
      var p = model.initialProbabilities[path[0]]
      for t in 0..<8 {
        if t > 0 { p *= model.transitions[path[t - 1], path[t]] }
        p *= model.emissions[path[t]].probabilities[sequence[t]]
      }
      total += p
      first[path[3]] += p
      if p > best.probability { best = (p, path) }
    }
    let expectation = try model.eStep([sequence])
    #expect(isClose(expectation.logLikelihood, Elementary.log(total), relative: 1e-13))
    let viterbi = try model.mostProbablePath(of: sequence)
    #expect(viterbi.states == best.path)
    #expect(isClose(viterbi.logProbability, Elementary.log(best.probability), relative: 1e-13))
    let posterior = try model.statePosteriors(of: sequence).row(3)
    #expect(isClose(posterior, first.map { $0 / total }, relative: 1e-12))
  }

  @Test func `a long sequence does not underflow`() throws {
    var random = SplitMix64(seed: 4)
    let sequence = Self.categorical.sample(length: 5_000, using: &random).values
    let fit = try fitByEM(Self.categorical, to: [sequence])
    #expect(fit.status.isToleranceMet)
    #expect(fit.logLikelihood.isFinite && fit.logLikelihood < -4_000)
  }

  /// A value that is unlikely in every state by e⁻⁵⁰⁰⁰⁰ must not break the recursion.
  @Test func `an outlier does not underflow`() throws {
    let model = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5],
      transitions: Matrix(rows: 2, columns: 2, elements: [0.9, 0.1, 0.1, 0.9]),
      emissions: [Normal(mean: 0), Normal(mean: 3)])
    let expectation = try model.eStep([[0.1, 300, 2.9]])
    #expect(expectation.logLikelihood.isFinite)
    #expect(try model.statePosteriors(of: [0.1, 300, 2.9]).elements.allSatisfy(\.isFinite))
  }

  @Test func `Poisson emissions recover their truth, on any number of threads`() throws {
    var random = SplitMix64(seed: 9)
    let truth = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5],
      transitions: Matrix(rows: 2, columns: 2, elements: [0.95, 0.05, 0.1, 0.9]),
      emissions: [Poisson(rate: 2), Poisson(rate: 8)])
    let sequences = (0..<20).map { _ in truth.sample(length: 100, using: &random).values }
    var start = truth
    start.emissions = [Poisson(rate: 3), Poisson(rate: 5)]
    start.transitions = Matrix(rows: 2, columns: 2, elements: [0.6, 0.4, 0.4, 0.6])
    let fit = try fitByEM(start, to: sequences)
    #expect(isClose(fit.model.emissions.map(\.rate), [2, 8], relative: 0.05))
    #expect(isClose(fit.model.transitions.elements, truth.transitions.elements, absolute: 0.03))
    var options = EMOptions()
    options.threads = 3
    #expect(try fitByEM(start, to: sequences, options: options).model == fit.model)
    // Weights are counts of sequences.
    options.tolerance = .never
    options.iterationLimit = 5
    let weighted = try fitByEM(
      start, to: sequences, weights: [2] + Array(repeating: 1, count: 19), options: options)
    let repeated = try fitByEM(start, to: [sequences[0]] + sequences, options: options)
    #expect(isClose(weighted.logLikelihoods, repeated.logLikelihoods, relative: 1e-12))
  }

  @Test func `Viterbi training climbs the probability of the best paths`() throws {
    var random = SplitMix64(seed: 2)
    let sequence = Self.categorical.sample(length: 300, using: &random).values
    var options = EMOptions()
    options.variant = .hard
    let fit = try fitByEM(Self.categorical, to: [sequence], options: options)
    let path = try fit.model.mostProbablePath(of: sequence)
    let last = try #require(fit.trace.last)
    #expect(isClose(last.lowerBound, path.logProbability, relative: 1e-12))
    #expect(fit.status.isToleranceMet)
  }

  @Test func `a state that is never visited is a collapse, not a division by zero`() throws {
    var start = Self.categorical
    start.initialProbabilities = [1, 0]
    start.transitions = Matrix(rows: 2, columns: 2, elements: [1, 0, 0.5, 0.5])
    let fit = try fitByEM(start, to: [[0, 1, 1, 2, 0]])
    #expect(
      fit.status
        == .collapsed(
          ComponentCollapse(component: 1, reason: .empty(effectiveCount: 0)), iteration: 1))
    #expect(throws: InvalidData.outsideSupport(row: 2, column: 0, value: 3)) {
      try fitByEM(Self.categorical, to: [[0, 1], [3]])
    }
    var unnormalized = Self.categorical
    unnormalized.transitions[1, 0] = 0.9
    #expect(throws: InvalidStart.notProbabilities(parameter: "transitions[1]", index: 1)) {
      try fitByEM(unnormalized, to: [[0, 1]])
    }
  }

  /// The second state is never reached: dropped, one state is the closed form; put elsewhere, both are
  /// used.
  @Test func `a lost state is dropped or reseeded`() throws {
    var random = SplitMix64(seed: 9)
    let truth = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5],
      transitions: Matrix(rows: 2, columns: 2, elements: [0.9, 0.1, 0.1, 0.9]),
      emissions: [Poisson(rate: 1), Poisson(rate: 12)])
    let sequences = (0..<5).map { _ in truth.sample(length: 60, using: &random).values }
    var start = truth
    start.initialProbabilities = [1, 0]
    start.transitions = .identity(2)
    var options = EMOptions()
    options.onCollapse = .drop
    let dropped = try fitByEM(start, to: sequences, options: options)
    #expect(dropped.collapses.map(\.policy) == [.drop] && dropped.status.isToleranceMet)
    let values = sequences.flatMap { $0 }
    let mean = Double(values.reduce(0, +)) / Double(values.count)
    #expect(isClose(dropped.model.emissions.map(\.rate), [mean], relative: 1e-12))
    options.onCollapse = .reseed
    let reseeded = try fitByEM(start, to: sequences, options: options)
    #expect(reseeded.collapses.map(\.policy) == [.reseed] && reseeded.status.isToleranceMet)
    #expect(
      isClose(reseeded.model.emissions.map(\.rate).sorted(), [1, 12], relative: 0.15))
    for row in reseeded.model.transitions.nested {
      #expect(abs(row.reduce(0, +) - 1) < 1e-12)
    }
  }

  /// A state that the past excludes explains what follows better by e⁵⁰ a time: its β is beyond all
  /// numbers, and means nothing.
  @Test func `a state that cannot be reached has no say`() throws {
    let chain = HiddenMarkovModel(
      initialProbabilities: [1, 0, 0], transitions: .identity(3),
      emissions: [Normal(mean: 0), Normal(mean: 10), Normal(mean: 10)])
    let values = Array(repeating: 10.0, count: 300)
    let expected = 300 * Normal(mean: 0).logDensity(10)
    #expect(isClose(try chain.logLikelihood(of: values), expected, relative: 1e-14))
    #expect(
      try chain.statePosteriors(of: values)
        == Matrix(rows: 300, columns: 3, elements: (0..<300).flatMap { _ in [1, 0, 0] }))
    let counts = try chain.eStep([values]).statistics.transitionCounts
    #expect(counts.elements == [299, 0, 0] + Array(repeating: 0, count: 6))
  }

  /// Sums of the recursions against those over all paths, with more states than one SIMD vector has lanes.
  @Test(arguments: [1, 7, 8, 9, 33]) func `any number of states`(states: Int) throws {
    var random = SplitMix64(seed: UInt64(states))
    let flat = Dirichlet(concentrations: Array(repeating: 1, count: states))
    let chain = HiddenMarkovModel(
      initialProbabilities: flat.sample(using: &random),
      transitions: try Matrix((0..<states).map { _ in flat.sample(using: &random) }),
      emissions: (0..<states).map { Poisson(rate: 1 + Double($0)) })
    let values = [3, 0, 7]
    var (counts, total) = (Matrix(rows: states, columns: states), 0.0)
    var first = Array(repeating: 0.0, count: states)
    for i in 0..<states {
      for j in 0..<states {
        for k in 0..<states {
          var p = chain.initialProbabilities[i] * chain.transitions[i, j] * chain.transitions[j, k]
          for (state, value) in zip([i, j, k], values) {
            p *= chain.emissions[state].density(value)
          }
          total += p
          first[i] += p
          counts[i, j] += p
          counts[j, k] += p
        }
      }
    }
    let expectation = try chain.eStep([values])
    #expect(isClose(expectation.logLikelihood, Elementary.log(total), relative: 1e-13))
    #expect(
      isClose(
        expectation.statistics.transitionCounts.elements, counts.elements.map { $0 / total },
        relative: 1e-11))
    #expect(
      isClose(
        expectation.statistics.initialCounts, first.map { $0 / total }, relative: 1e-11))
  }
}
