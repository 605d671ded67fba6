import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Cases 20 to 29, which `Reference/generate.py` writes: a number of iterations from exact starts.
@Suite struct `Reference cases of other programs` {
  private func run<Model: WeightedModel>(
    _ start: Model, _ observations: Model.Observations, _ trace: ReferenceCase,
    weights: [Double]? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Model {
    let expected = trace.numbers
    let options = EMOptions(tolerance: .never, iterationLimit: expected.count - 1)
    let fit = try fitByEM(start, to: observations, weights: weights, options: options)
    #expect(expected.count > 10, sourceLocation: sourceLocation)
    #expect(
      isClose(fit.logLikelihoods, expected, relative: 1e-10), sourceLocation: sourceLocation)
    return fit.model
  }

  private func chain<Emission: MixtureComponent>(
    _ start: ReferenceCase, _ emissions: [Emission]
  ) throws -> HiddenMarkovModel<Emission> {
    HiddenMarkovModel(
      initialProbabilities: start.start.numbers, transitions: try start.trans.matrix(),
      emissions: emissions)
  }

  private func expectChain<Emission: MixtureComponent>(
    _ model: HiddenMarkovModel<Emission>, _ expected: ReferenceCase,
    _ sequences: [[Emission.Value]], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(
      isClose(model.initialProbabilities, expected.start.numbers, relative: 1e-8, absolute: 1e-12),
      sourceLocation: sourceLocation)
    #expect(
      isClose(model.transitions.elements, expected.trans.flat, relative: 1e-8, absolute: 1e-12),
      sourceLocation: sourceLocation)
    let paths = try sequences.map { try model.mostProbablePath(of: $0) }
    #expect(
      paths.map(\.states) == expected.viterbi_paths.table.map { $0.map { Int($0) } },
      sourceLocation: sourceLocation)
    #expect(
      isClose(
        paths.map(\.logProbability), expected.viterbi_joint_logprob.numbers, relative: 1e-9),
      sourceLocation: sourceLocation)
  }

  @Test func `20 a categorical chain, free, with held parts, and with priors`() throws {
    let reference = try ReferenceCase("20_hmm_categorical")
    let sequences = reference.sequences.table.map { $0.map { Int($0) } }
    let begin = reference.`init`
    let start = try chain(begin, begin.emission.table.map { Categorical(weights: $0) })
    var fixed = start
    fixed.fixed = [.initialProbabilities, .transitions]
    var prior = start
    // hmmlearn's concentrations 2, 3, and 1.5.
    prior.initialConcentration = 2
    prior.transitionConcentration = 3
    prior.emissionPrior = try ConjugatePrior(
      [0, 1, 2, 3], weights: [0.5, 0.5, 0.5, 0.5], prototype: start.emissions[0])
    for (start, expected) in [
      (start, reference.expected), (fixed, reference.expected.held),
      (prior, reference.expected.prior),
    ] {
      let model = try run(start, sequences, expected.loglik_trace)
      try expectChain(model, expected, sequences)
      #expect(
        isClose(
          model.emissions.flatMap(\.probabilities), expected.emission.flat, relative: 1e-8,
          absolute: 1e-12))
    }
    #expect(fixed.parameterCount == 6 && start.parameterCount == 9)
  }

  /// Zucchini & MacDonald, "Hidden Markov Models for Time Series" (2009), table 4: −log L = 341.8787
  /// with rates 15.421 and 26.018 (two states), and 328.5275 with 13.134, 19.713, 29.710 (three).
  @Test(arguments: [
    ("2", -341.8787, [15.421, 26.018]), ("3", -328.5275, [13.134, 19.713, 29.710]),
  ])
  func `21 major earthquakes`(states: String, maximum: Double, rates: [Double]) throws {
    let reference = try ReferenceCase("21_hmm_poisson_earthquakes")
    let part = reference.cases[states]
    let counts = reference.data.numbers.map { Int($0) }
    let start = try chain(part.`init`, part.`init`.rates.numbers.map { Poisson(rate: $0) })
    let model = try run(start, [counts], part.expected.loglik_trace)
    try expectChain(model, part.expected, [counts])
    #expect(isClose(model.emissions.map(\.rate), part.expected.rates.numbers, relative: 1e-8))
    let limit = try fitByEM(start, to: [counts], options: EMOptions(tolerance: .relative(1e-13)))
    #expect(isClose(limit.logLikelihood, maximum, absolute: 1e-4))
    #expect(isClose(limit.model.emissions.map(\.rate), rates, absolute: 1e-3))
  }

  @Test func `22 a chain with full covariances`() throws {
    let reference = try ReferenceCase("22_hmm_gaussian_full")
    let sequences = reference.sequences.list.map(\.table)
    let begin = reference.`init`
    let start = try chain(
      begin,
      try zip(begin.means.table, begin.covariances.list).map {
        try MultivariateNormal(mean: $0, covariance: $1.matrix())
      })
    let model = try run(start, sequences, reference.expected.loglik_trace)
    try expectChain(model, reference.expected, sequences)
    #expect(isClose(model.emissions.flatMap(\.mean), reference.expected.means.flat, relative: 1e-8))
    #expect(
      isClose(
        model.emissions.flatMap(\.covariance.elements), reference.expected.covariances.flat,
        relative: 1e-8))
  }

  /// All four shapes, as they are and with scikit-learn's `reg_covar`.
  @Test(arguments: ["full", "tied", "diag", "spherical"], ["0", "0.001"])
  func `23 iris`(shape: String, regularization: String) throws {
    let reference = try ReferenceCase("23_iris_gmm3_shapes")
    let part = reference.cases["\(shape) \(regularization)"]
    let rows = try Matrix(ReferenceCase.table("iris.csv").map { Array($0.prefix(4)) })
    let start = GaussianMixture(
      weights: reference.`init`.weights.numbers, means: try reference.`init`.means.matrix(),
      covariances: try covariances(shape, part.covariances), ridge: part.regularization.number)
    let model = try run(start, rows, part.loglik_trace)
    #expect(isClose(model.weights, part.after.weights.numbers, relative: 1e-8))
    #expect(isClose(model.means.elements, part.after.means.flat, relative: 1e-8))
    let expected = try covariances(shape, part.after.covariances)
    for k in 0..<3 {
      #expect(
        isClose(
          model.covariances.matrix(k, dimension: 4).elements,
          expected.matrix(k, dimension: 4).elements, relative: 1e-7, absolute: 1e-10))
    }
  }

  private func covariances(_ shape: String, _ values: ReferenceCase) throws -> Covariances {
    switch shape {
    case "full": .full(try values.list.map { try $0.matrix() })
    case "tied": .tied(try values.matrix())
    case "diag": .diagonal(try values.matrix())
    default: .spherical(values.numbers)
    }
  }

  /// The likelihood is what the regularization says: 35.51.
  @Test func `24 three identical rows with a ridge`() throws {
    let reference = try ReferenceCase("24_duplicates_regularized")
    let rows = try reference.rows.matrix()
    var random = SplitMix64(seed: 1)
    let start = try GaussianMixture.initialized(
      components: 1, from: rows, ridge: 1e-6, using: &random)
    let fit = try fitByEM(start, to: rows)
    #expect(fit.status.isToleranceMet)
    #expect(isClose(fit.logLikelihood, reference.expected.loglik.number, relative: 1e-9))
    #expect(
      isClose(
        fit.model.covariances.matrix(0, dimension: 2).elements,
        reference.expected.covariance.flat, relative: 1e-9, absolute: 1e-20))
    var bad = start
    bad.ridge = -1
    #expect(throws: InvalidStart.outOfRange(parameter: "ridge", index: 0, value: -1)) {
      try fitByEM(bad, to: rows)
    }
  }

  @Test(arguments: [
    ("dirichlet_distribution", WeightPosterior.Family.dirichlet),
    ("dirichlet_process", .stickBreaking),
  ])
  func `25 variational Bayes`(key: String, family: WeightPosterior.Family) throws {
    let reference = try ReferenceCase("25_vb_faithful")
    let rows = try Matrix(ReferenceCase.table("faithful.csv"))
    var prior = try VariationalGaussianMixture.Prior(matching: rows, components: 3)
    prior.concentration = reference.concentration.number
    prior.weights = family
    let start = try VariationalGaussianMixture(
      prior: prior, responsibilities: reference.responsibilities.matrix(), of: rows)
    let fit = try fitByEM(
      start, to: rows, options: EMOptions(tolerance: .never, iterationLimit: 40))
    let expected = reference.cases[key]
    let mixture = fit.model.expectedMixture
    #expect(isClose(mixture.weights, expected.weights.numbers, relative: 1e-7))
    #expect(isClose(mixture.means.elements, expected.means.flat, relative: 1e-8))
    #expect(isClose(fit.model.meanPrecisions, expected.mean_precisions.numbers, relative: 1e-7))
    #expect(
      isClose(fit.model.degreesOfFreedom, expected.degrees_of_freedom.numbers, relative: 1e-7))
    for (k, matrix) in expected.covariances.list.enumerated() {
      #expect(
        isClose(
          mixture.covariances.matrix(k, dimension: 2).elements, matrix.flat, relative: 1e-7))
    }
    let first = try fit.model.responsibilities(of: rows.selecting(rows: 0..<5))
    #expect(
      isClose(
        first.elements, expected.responsibilities_first5.flat, relative: 1e-6, absolute: 1e-12))
    let bounds = fit.trace.map { $0.lowerBound + $0.logPrior }
    for (before, after) in zip(bounds, bounds.dropFirst()) {
      #expect(after >= before - 1e-9 * (1 + abs(before)))
    }
  }

  @Test func `26 Bernoulli and multinomial mixtures`() throws {
    let reference = try ReferenceCase("26_bernoulli_multinomial")
    let yes = reference.bernoulli
    let first = try run(
      Mixture(
        weights: [1.0 / 3, 1.0 / 3, 1.0 / 3],
        components: yes.`init`.table.map { BernoulliVector(probabilities: $0) }),
      yes.rows.table.map { $0.map { $0 == 1 } }, yes.loglik_trace)
    #expect(isClose(first.weights, yes.weights.numbers, relative: 1e-8))
    #expect(isClose(first.components.flatMap(\.probabilities), yes.after.flat, relative: 1e-8))
    let counts = reference.multinomial
    let second = try run(
      Mixture(
        weights: [0.5, 0.5],
        components: counts.`init`.table.map { Multinomial(trials: 10, weights: $0) }),
      counts.rows.table.map { $0.map { Int($0) } }, counts.loglik_trace)
    #expect(isClose(second.weights, counts.weights.numbers, relative: 1e-8))
    #expect(isClose(second.components.flatMap(\.probabilities), counts.after.flat, relative: 1e-8))
  }

  @Test func `27 weights of rows`() throws {
    let reference = try ReferenceCase("27_weighted_gmm")
    let rows = try Matrix(ReferenceCase.table("faithful.csv"))
    let start = try GaussianMixture(
      weights: [0.5, 0.5], means: [[2, 55], [4.5, 80]],
      covariances: [[[0.5, 0], [0, 50]], [[0.5, 0], [0, 50]]])
    let model = try run(
      start, rows, reference.loglik_trace, weights: (0..<rows.rows).map { Double($0 % 4) })
    #expect(isClose(model.weights, reference.weights.numbers, relative: 1e-8))
    #expect(isClose(model.means.elements, reference.means.flat, relative: 1e-8))
    guard case .full(let matrices) = model.covariances else { return }
    #expect(isClose(matrices.flatMap(\.elements), reference.covariances.flat, relative: 1e-8))
  }

  @Test func `28 iris with missing cells`() throws {
    let reference = try ReferenceCase("28_gmm_missing")
    let rows = try IncompleteMatrix(
      reference.cells.table.map { $0.map { $0 == -9999 ? nil : $0 } })
    let start = IncompleteGaussianMixture(
      GaussianMixture(
        weights: reference.`init`.weights.numbers, means: try reference.`init`.means.matrix(),
        covariances: .full(try reference.`init`.covariances.list.map { try $0.matrix() })))
    let model = try run(start, rows, reference.loglik_trace).mixture
    #expect(isClose(model.weights, reference.weights.numbers, relative: 1e-8))
    #expect(isClose(model.means.elements, reference.means.flat, relative: 1e-8))
    guard case .full(let matrices) = model.covariances else { return }
    #expect(
      isClose(
        matrices.flatMap(\.elements), reference.covariances.flat, relative: 1e-7, absolute: 1e-9))
  }

  @Test func `29 a network with a latent node`() throws {
    let reference = try ReferenceCase("29_bn_latent")
    let names = ["A", "B", "C", "D", "E"]
    let start = try BayesianNetwork(
      [
        NetworkNode("A", states: 2), NetworkNode("B", states: 3),
        NetworkNode("C", states: 3, parents: ["A", "B"]),
        NetworkNode("D", states: 2, parents: ["C"]), NetworkNode("E", states: 2, parents: ["C"]),
      ], tables: names.map { reference.`init`[$0].flat })
    let rows = try ReferenceCase.table("bn5.csv").map { row in
      row.enumerated().map { $0 == 2 || $1 < 0 ? nil : Int($1) }
    }
    let model = try run(start, rows, reference.loglik_trace)
    for name in names {
      #expect(
        isClose(model.table(of: name), reference.after[name].flat, relative: 1e-7, absolute: 1e-10))
    }
  }
}
