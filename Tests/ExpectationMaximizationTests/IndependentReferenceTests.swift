import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Trajectories from `Reference/independent.py`: plain NumPy from the textbooks' formulas, recursions in
/// log space, whole joints, inverses and determinants.
@Suite struct `Trajectories of independent implementations` {
  private let cases: ReferenceCase

  init() throws { cases = try ReferenceCase("independent") }

  /// Follows a case from its start, and compares the objective at every iteration and all parameters
  /// after the first and the last one.
  @discardableResult
  private func follow<Model: WeightedModel>(
    _ reference: ReferenceCase, from start: Model, on observations: Model.Observations,
    weights: [Double]? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ parameters: (Model) -> [String: [Double]]
  ) throws -> Fit<Model> {
    let iterations = reference.iterations.int
    let options = EMOptions(tolerance: .never, iterationLimit: iterations)
    let fit = try fitByEM(start, to: observations, weights: weights, options: options)
    let objectives = fit.trace.filter { $0.kind == .expectation }.map(\.objective)
    #expect(
      isClose(objectives, reference.objectives.numbers, relative: 1e-10),
      sourceLocation: sourceLocation)
    for (expected, model) in [
      (reference.after_1, try #require(fit.maximizations.first?.model)),
      (reference.after_all, fit.model),
    ] {
      let actual = parameters(model)
      #expect(actual.keys.sorted() == expected.keys, sourceLocation: sourceLocation)
      for key in expected.keys {
        #expect(
          isClose(actual[key] ?? [], expected[key].flat, relative: 1e-8, absolute: 1e-12), "\(key)",
          sourceLocation: sourceLocation)
      }
    }
    return fit
  }

  private func expectPaths<Emission>(
    _ reference: ReferenceCase, _ model: HiddenMarkovModel<Emission>,
    _ sequences: [[Emission.Value]]
  ) throws {
    let paths = try sequences.map { try model.mostProbablePath(of: $0) }
    #expect(paths.map(\.states) == reference.viterbi_paths.list.map { $0.numbers.map { Int($0) } })
    #expect(
      isClose(
        paths.map(\.logProbability), reference.viterbi_log_probabilities.numbers, relative: 1e-10))
  }

  /// Four sequences, one of them of a single value.
  @Test func `a hidden Markov model with categories`() throws {
    let reference = cases.hmm_categorical
    let sequences = reference.sequences.list.map { $0.numbers.map { Int($0) } }
    let fit = try follow(
      reference,
      from: HiddenMarkovModel(
        initialProbabilities: reference.`init`.start.numbers,
        transitions: reference.`init`.transitions.matrix(),
        emissions: reference.`init`.emissions.table.map { Categorical(weights: $0) }),
      on: sequences
    ) {
      [
        "start": $0.initialProbabilities, "transitions": $0.transitions.elements,
        "emissions": $0.emissions.flatMap(\.probabilities),
      ]
    }
    try expectPaths(reference, fit.model, sequences)
  }

  @Test func `a hidden Markov model with counts`() throws {
    let reference = cases.hmm_poisson
    let sequences = reference.sequences.list.map { $0.numbers.map { Int($0) } }
    let fit = try follow(
      reference,
      from: HiddenMarkovModel(
        initialProbabilities: reference.`init`.start.numbers,
        transitions: reference.`init`.transitions.matrix(),
        emissions: reference.`init`.rates.numbers.map { Poisson(rate: $0) }), on: sequences
    ) {
      [
        "start": $0.initialProbabilities, "transitions": $0.transitions.elements,
        "rates": $0.emissions.map(\.rate),
      ]
    }
    try expectPaths(reference, fit.model, sequences)
  }

  /// From left to right: some moves and starts have probability 0, and keep it.
  @Test(arguments: CovarianceStructure.allCases)
  func `a hidden Markov model with normal distributions`(shape: CovarianceStructure) throws {
    let reference = cases.hmm_gaussian[shape.rawValue]
    let sequences = reference.sequences.list.map(\.table)
    let means = reference.`init`.means.table
    let matrices = try reference.`init`.covariances.list.map { try $0.matrix() }
    func follow<Emission: MixtureComponent>(
      _ emissions: [Emission], _ normal: @escaping (Emission) -> (mean: [Double], Matrix)
    ) throws where Emission.Value == [Double] {
      let fit = try self.follow(
        reference,
        from: HiddenMarkovModel(
          initialProbabilities: reference.`init`.start.numbers,
          transitions: reference.`init`.transitions.matrix(), emissions: emissions), on: sequences
      ) {
        [
          "start": $0.initialProbabilities, "transitions": $0.transitions.elements,
          "means": $0.emissions.flatMap { normal($0).mean },
          "covariances": $0.emissions.flatMap { normal($0).1.elements },
        ]
      }
      #expect(fit.model.transitions[1, 0] == 0 && fit.model.initialProbabilities[2] == 0)
      try expectPaths(reference, fit.model, sequences)
    }
    let full = try zip(means, matrices).map { try MultivariateNormal(mean: $0, covariance: $1) }
    switch shape {
    case .full: try follow(full) { ($0.mean, $0.covariance) }
    case .tied: try follow(full.map(Tied.init)) { ($0.component.mean, $0.component.covariance) }
    case .diagonal:
      try follow(zip(means, matrices).map { DiagonalNormal(mean: $0, variances: $1.diagonal) }) {
        ($0.mean, Matrix(diagonal: $0.variances))
      }
    case .spherical:
      try follow(zip(means, matrices).map { SphericalNormal(mean: $0, variance: $1[0, 0]) }) {
        ($0.mean, Matrix(diagonal: [$0.variance, $0.variance]))
      }
    }
  }

  @Test func `latent classes`() throws {
    let reference = cases.latent_classes
    let columns = (0..<3).map { reference.`init`["column_\($0)"].table }
    try follow(
      reference,
      from: Mixture(
        weights: reference.`init`.weights.numbers,
        components: (0..<2).map { k in CategoricalVector(weights: columns.map { $0[k] }) }),
      on: reference.rows.table.map { $0.map { Int($0) } }, weights: reference.row_weights.numbers
    ) { mixture in
      var all = ["weights": mixture.weights]
      for j in 0..<3 {
        all["column_\(j)"] = mixture.components.flatMap { $0.probabilities[j] }
      }
      return all
    }
  }

  @Test func `regressions with one deviation`() throws {
    let reference = cases.regressions
    try follow(
      reference,
      from: Mixture(
        weights: reference.`init`.weights.numbers,
        components: reference.`init`.coefficients.table.map {
          Tied(
            LinearRegression(
              coefficients: $0, standardDeviation: reference.`init`.deviation.number))
        }),
      on: reference.rows.table.map { Response(predictors: Array($0.prefix(3)), value: $0[3]) },
      weights: reference.row_weights.numbers
    ) {
      [
        "weights": $0.weights, "coefficients": $0.components.flatMap(\.component.coefficients),
        "deviation": [$0.components[1].component.standardDeviation],
      ]
    }
  }

  @Test func `a weighted mixture of Bernoulli vectors`() throws {
    let reference = cases.bernoulli
    try follow(
      reference,
      from: Mixture(
        weights: reference.`init`.weights.numbers,
        components: reference.`init`.probabilities.table.map { BernoulliVector(probabilities: $0) }),
      on: reference.rows.table.map { $0.map { $0 == 1 } }, weights: reference.row_weights.numbers
    ) { ["weights": $0.weights, "probabilities": $0.components.flatMap(\.probabilities)] }
  }

  @Test func `a mixture of multinomial counts`() throws {
    let reference = cases.multinomial
    try follow(
      reference,
      from: Mixture(
        weights: reference.`init`.weights.numbers,
        components: reference.`init`.probabilities.table.map {
          Multinomial(trials: 12, weights: $0)
        }), on: reference.rows.table.map { $0.map { Int($0) } }
    ) { ["weights": $0.weights, "probabilities": $0.components.flatMap(\.probabilities)] }
  }

  @Test func `a network with a latent node and missing cells`() throws {
    let reference = cases.latent_network
    let names = reference.nodes.strings
    let nodes = names.map {
      NetworkNode(
        $0, states: reference.states[$0].int, parents: reference.parents[$0].strings)
    }
    try follow(
      reference,
      from: BayesianNetwork(nodes, tables: names.map { reference.`init`[$0].flat }),
      on: reference.rows.table.map { $0.map { $0 < 0 ? nil : Int($0) } }
    ) { network in
      Dictionary(uniqueKeysWithValues: names.map { ($0, network.table(of: $0)) })
    }
  }

  @Test(
    arguments: CovarianceStructure.allCases,
    ["gaussian", "gaussian_weighted", "gaussian_prior", "gaussian_mean_prior"])
  func `Gaussian mixtures of every shape`(shape: CovarianceStructure, kind: String) throws {
    let all = cases
    let reference = all[kind][shape.rawValue]
    let list = reference.`init`.covariances
    let covariances: Covariances =
      switch shape {
      case .full: .full(try list.list.map { try $0.matrix() })
      case .tied: .tied(try list.matrix())
      case .diagonal: .diagonal(try list.matrix())
      case .spherical: .spherical(list.numbers)
      }
    let prior =
      kind.hasSuffix("prior")
      ? GaussianPrior(
        scale: try reference.prior.scale.matrix(),
        degreesOfFreedom: reference.prior.degreesOfFreedom.number,
        concentration: reference.prior.concentration.number, mean: reference.prior.mean.numbers,
        meanPrecision: reference.prior.meanPrecision.number) : nil
    let rows = try all.points.matrix()
    let fit = try follow(
      reference,
      from: GaussianMixture(
        weights: reference.`init`.weights.numbers, means: reference.`init`.means.matrix(),
        covariances: covariances, prior: prior),
      on: rows, weights: reference.row_weights.numbers
    ) { model in
      [
        "weights": model.weights, "means": model.means.elements,
        "covariances": model.covariances.numbers,
      ]
    }
    guard kind == "gaussian" else { return }
    // Without weights it is the same as with weights of one, and as rows without holes.
    let plain = try fitByEM(
      fit.model, to: rows, options: EMOptions(tolerance: .never, iterationLimit: 1))
    #expect(isClose(plain.logLikelihoods[0], fit.logLikelihood, relative: 1e-13))
  }

  @Test func `variational Bayes of a Gaussian mixture`() throws {
    let all = cases
    let reference = all.variational
    let rows = try all.points.matrix()
    let prior = VariationalGaussianMixture.Prior(
      concentration: reference.prior.concentration.number, mean: reference.prior.mean.numbers,
      meanPrecision: reference.prior.meanPrecision.number,
      degreesOfFreedom: reference.prior.degreesOfFreedom.number,
      scale: try reference.prior.scale.matrix())
    let first = reference.`init`
    for start in [
      try VariationalGaussianMixture(
        prior: prior, responsibilities: reference.responsibilities.matrix(), of: rows),
      VariationalGaussianMixture(
        prior: prior, weights: .dirichlet(first.alpha.numbers), means: try first.means.matrix(),
        meanPrecisions: first.beta.numbers, degreesOfFreedom: first.nu.numbers,
        scales: try first.inverse_scales.list.map { try $0.matrix() }),
    ] {
      #expect(isClose(start.concentrations, first.alpha.numbers, relative: 1e-12))
      try follow(reference, from: start, on: rows) {
        [
          "alpha": $0.concentrations, "beta": $0.meanPrecisions, "nu": $0.degreesOfFreedom,
          "means": $0.means.elements, "inverse_scales": $0.scales.flatMap(\.elements),
        ]
      }
    }
  }
}

extension Covariances {
  /// All numbers, as they are nested in the reference.
  fileprivate var numbers: [Double] {
    switch self {
    case .full(let matrices): matrices.flatMap(\.elements)
    case .tied(let matrix), .diagonal(let matrix): matrix.elements
    case .spherical(let variances): variances
    }
  }
}
