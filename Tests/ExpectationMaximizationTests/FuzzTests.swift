import ExpectationMaximization
import Statistics
import Testing

/// Seeded random models, data, and options, most of them bad: every call returns or throws a typed error.
///
/// A trap would end the whole run. 80 seeds times eight kinds of models.
@Suite struct `No input traps` {
  static let seeds = (0..<8 as Range<UInt64>).map { $0 * 10..<$0 * 10 + 10 }

  @Test(arguments: seeds) func `a model, its data, and options`(seeds: Range<UInt64>) throws {
    for seed in seeds {
      var random = SplitMix64(seed: seed)
      tryLine(&random)
      tryRows(&random)
      tryCounts(&random)
      tryVectors(&random)
      tryChains(&random)
      tryFactors(&random)
      tryVariational(&random)
      tryNetworks(&random)
    }
  }

  // MARK: - Random input

  private func number(_ random: inout SplitMix64) -> Double {
    let bad = [
      0, -0.0, 1, -1, 1e308, -1e308, 1e-308, Double.leastNonzeroMagnitude, .nan, .infinity,
      -.infinity, 1e155, 1e8, 2,
    ]
    return random.uniform() < 0.25
      ? bad[random.integer(below: bad.count)] : (4 * random.standardNormal()).rounded() / 2
  }

  private func numbers(_ count: Int, _ random: inout SplitMix64) -> [Double] {
    let isSound = random.uniform() < 0.5
    return (0..<max(0, count)).map { _ in
      isSound ? 3 * random.standardNormal() : number(&random)
    }
  }

  private func count(_ usual: Int, _ random: inout SplitMix64) -> Int {
    random.uniform() < 0.85 ? usual : random.integer(below: 4)
  }

  private func shares(_ count: Int, _ random: inout SplitMix64) -> [Double] {
    random.uniform() < 0.8
      ? Array(repeating: 1 / Double(count), count: count) : numbers(count, &random)
  }

  private func matrix(_ rows: Int, _ columns: Int, _ random: inout SplitMix64) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: numbers(rows * columns, &random))
  }

  private func covariance(_ size: Int, _ random: inout SplitMix64) -> Matrix {
    random.uniform() < 0.6 ? .identity(size) : matrix(size, size, &random)
  }

  private func weights(_ usual: Int, _ random: inout SplitMix64) -> [Double]? {
    switch random.integer(below: 6) {
    case 0: numbers(count(usual, &random), &random)
    case 1: Array(repeating: 0, count: usual)
    case 2: (0..<usual).map { Double($0 % 3) }
    default: nil
    }
  }

  private func options(_ random: inout SplitMix64) -> EMOptions {
    let epsilon = random.uniform() < 0.8 ? 1e-6 : number(&random)
    let tolerances: [EMOptions.Tolerance] = [
      .relative(epsilon), .absolute(epsilon), .parameters(epsilon), .remaining(epsilon), .never,
    ]
    let variants: [EMOptions.Variant] = [
      .exact, .exact, .hard, .stochastic(seed: 1),
      .annealed(inverseTemperatures: numbers(2, &random).map { abs($0) / 10 }),
    ]
    var options = EMOptions(
      tolerance: tolerances[random.integer(below: 5)], iterationLimit: random.integer(below: 6))
    options.variant = variants[random.integer(below: 5)]
    options.acceleration = random.uniform() < 0.3 ? .squarem : .none
    options.onCollapse = [.keep, .reseed, .drop][random.integer(below: 3)]
    options.threads = random.integer(below: 4) - 1
    if random.uniform() < 0.2 { options.record = [.models, .responsibilities] }
    return options
  }

  // MARK: - What is called

  /// Errors are typed; anything else is a bug.
  private func attempt(_ call: () throws -> Void) {
    do {
      try call()
    } catch {
      let isTyped =
        error is InvalidData || error is InvalidStart || error is UnsupportedOption
        || error is ComponentCollapse || error is NotPositiveDefinite || error is InvalidNetwork
        || error is RaggedRows
      #expect(isTyped, "\(error)")
    }
  }

  private func exercise<Model: WeightedModel & ParameterizedModel>(
    _ start: Model, _ observations: Model.Observations, weights: [Double]?,
    _ random: inout SplitMix64
  ) {
    let options = options(&random)
    attempt {
      let fit = try fitByEM(start, to: observations, weights: weights, options: options)
      if case .notFinite = fit.status {} else { #expect(fit.logLikelihood.isFinite) }
      _ = fit.summary
      predict(fit.model, observations)
    }
    predict(start, observations)
  }

  private func predict<Model: WeightedModel>(_ model: Model, _ observations: Model.Observations) {
    attempt { _ = try model.logLikelihood(of: observations) }
    if let model = model as? any ComponentModel<Model.Observations, Model.Statistics> {
      attempt { _ = try model.assignments(of: observations) }
    }
    if let model = model as? any RowModel<Model.Observations, Model.Statistics> {
      attempt { _ = try model.logDensities(of: observations) }
    }
    if let model = model as? any WeightedModel & UnconstrainedModel {
      measure(model, observations)
    }
  }

  private func measure<Model: WeightedModel & UnconstrainedModel>(
    _ model: Model, _ observations: Any
  ) {
    guard let observations = observations as? Model.Observations else { return }
    attempt { _ = try model.standardErrors(of: observations, weights: nil) }
    attempt { _ = try model.rateOfConvergence(of: observations, iterations: 2) }
    _ = Model(unconstrained: [], prototype: model)
  }

  // MARK: - Models

  private func tryLine(_ random: inout SplitMix64) {
    let k = count(2, &random)
    let data = numbers(count(8, &random), &random)
    var start = UnivariateGaussianMixture(
      weights: shares(k, &random), means: numbers(count(k, &random), &random),
      standardDeviations: numbers(k, &random).map { abs($0) })
    if random.uniform() < 0.3 { start.prior = GaussianPrior(matching: data, components: k) }
    if random.uniform() < 0.2 { start.ridge = number(&random) }
    exercise(start, data, weights: weights(data.count, &random), &random)
    let fixed = options(&random)
    attempt {
      _ = try UnivariateGaussianMixture.fit(to: data, components: k, restarts: 2, options: fixed)
    }
  }

  private func tryRows(_ random: inout SplitMix64) {
    let (k, d) = (count(2, &random), count(2, &random))
    let data = matrix(count(8, &random), count(d, &random), &random)
    let structures: [Covariances] = [
      .full((0..<count(k, &random)).map { _ in covariance(d, &random) }),
      .tied(covariance(d, &random)), .diagonal(matrix(k, d, &random)),
      .spherical(numbers(k, &random).map { abs($0) }),
    ]
    let start = GaussianMixture(
      weights: shares(k, &random), means: matrix(k, d, &random),
      covariances: structures[random.integer(below: 4)])
    exercise(start, data, weights: weights(data.rows, &random), &random)
    var holes = data
    for i in holes.elements.indices where random.uniform() < 0.3 { holes.elements[i] = .nan }
    exercise(
      IncompleteGaussianMixture(start), IncompleteMatrix(missingAsNaN: holes), weights: nil,
      &random)
    let fixed = options(&random)
    attempt {
      _ = try GaussianMixture.fit(to: data, components: k, restarts: 1, options: fixed)
    }
  }

  private func tryCounts(_ random: inout SplitMix64) {
    let k = count(2, &random)
    let data = numbers(count(8, &random), &random).map { x -> Int in
      abs(x) < 1e6 ? Int(x) : [Int.max, Int.min, 10][random.integer(below: 3)]
    }
    let weights = weights(data.count, &random)
    let rates = numbers(k, &random).map { abs($0) }
    let shares = shares(k, &random)
    exercise(
      Mixture(weights: shares, components: rates.map { Poisson(rate: $0) }), data, weights: weights,
      &random)
    exercise(
      Mixture(
        weights: shares,
        components: rates.map { Binomial(trials: data.max() ?? 3, probability: $0 / 3) }), data,
      weights: weights, &random)
    let columns = data.map { [max(0, $0), 1] }
    exercise(
      Mixture(
        weights: shares, components: rates.map { Multinomial(trials: 3, weights: [$0, 1]) }),
      columns,
      weights: nil, &random)
    exercise(
      Mixture(weights: shares, components: rates.map { Categorical(weights: [1, $0, 1]) }), data,
      weights: weights, &random)
    exercise(
      Mixture(
        weights: shares, components: rates.map { NegativeBinomial(mean: $0, size: number(&random)) }
      ),
      data, weights: weights, &random)
    exercise(
      Mixture(
        weights: shares, components: rates.map { ZeroInflated(Poisson(rate: $0), zeros: $0 / 3) }),
      data, weights: weights, &random)
    attempt { _ = try ConjugatePrior(matching: data, prototype: Poisson(rate: rates.first ?? 1)) }
    let width = count(2, &random)
    exercise(
      ConcomitantMixture(
        coefficients: random.uniform() < 0.7
          ? Matrix(rows: k, columns: width) : matrix(count(k, &random), width, &random),
        components: rates.map { Poisson(rate: $0) }),
      data.map { ConcomitantObservation(covariates: numbers(width, &random), value: $0) },
      weights: weights, &random)
  }

  private func tryVectors(_ random: inout SplitMix64) {
    let k = count(2, &random)
    let points = (0..<count(7, &random)).map { _ in numbers(2, &random) }
    let weights = weights(points.count, &random)
    let shares = shares(k, &random)
    attempt {
      let components = try (0..<k).map { _ in
        try MultivariateNormal(mean: numbers(2, &random), covariance: covariance(2, &random))
      }
      exercise(
        Mixture(weights: shares, components: components.map { Tied($0) }), points, weights: weights,
        &random)
      exercise(Mixture(weights: shares, components: components), points, weights: weights, &random)
    }
    attempt {
      let components = try (0..<k).map { _ in
        StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: number(&random), location: numbers(2, &random),
            scale: covariance(2, &random)), estimatesDegreesOfFreedom: true)
      }
      exercise(Mixture(weights: shares, components: components), points, weights: weights, &random)
    }
    let lines = (0..<k).map { _ in
      LinearRegression(coefficients: numbers(2, &random), standardDeviation: abs(number(&random)))
    }
    exercise(
      Mixture(weights: shares, components: lines), points.map { Response(x: $0[0], y: $0[1]) },
      weights: weights, &random)
    let shapes = (0..<k).map { _ in Gamma(shape: abs(number(&random)), rate: number(&random)) }
    exercise(
      Mixture(weights: shares, components: shapes), points.map { abs($0[0]) }, weights: weights,
      &random)
    let logs = (0..<k).map { _ in
      LogNormal(logMean: number(&random), logStandardDeviation: abs(number(&random)))
    }
    exercise(
      Mixture(weights: shares, components: logs), points.map { abs($0[0]) }, weights: weights,
      &random)
    let times = (0..<k).map { _ in Exponential(rate: abs(number(&random))) }
    exercise(
      Mixture(weights: shares, components: times), points.map { abs($0[0]) }, weights: weights,
      &random)
  }

  private func tryChains(_ random: inout SplitMix64) {
    let k = count(2, &random)
    let sequences = (0..<count(2, &random)).map { _ in numbers(count(6, &random), &random) }
    var chain = HiddenMarkovModel(
      initialProbabilities: shares(k, &random),
      transitions: random.uniform() < 0.7
        ? Matrix(rows: k, columns: k, repeating: 1 / Double(k)) : matrix(k, k, &random),
      emissions: (0..<count(k, &random)).map { _ in
        Normal(mean: number(&random), standardDeviation: abs(number(&random)))
      })
    if random.uniform() < 0.2 { chain.transitionConcentration = number(&random) }
    if random.uniform() < 0.3 {
      chain.fixedTransitions = [.init(from: 0, to: count(1, &random)), .init(from: 1, to: 1)]
      chain.fixedInitialStates = [count(1, &random)]
    }
    exercise(chain, sequences, weights: weights(sequences.count, &random), &random)
    attempt { _ = try chain.mostProbablePath(of: sequences.first ?? []) }
    let gaps = sequences.map { $0.map { $0.isFinite && $0 > 0 ? $0 : nil } }
    let missing = HiddenMarkovModel(
      initialProbabilities: chain.initialProbabilities, transitions: chain.transitions,
      emissions: chain.emissions.map { MissingAtRandom($0) })
    exercise(missing, gaps, weights: nil, &random)
    let categories = sequences.map { $0.map { abs($0) < 3 ? Int(abs($0)) : 1 } }
    exercise(
      VariationalHiddenMarkovModel(
        prior: .init(
          initialConcentration: 1,
          transitionConcentration: random.uniform() < 0.8 ? 1 : number(&random)),
        initialConcentrations: (0..<k).map { _ in random.uniform() },
        transitionConcentrations: Matrix(rows: k, columns: count(k, &random), repeating: 1),
        emissionConcentrations: random.uniform() < 0.7
          ? Matrix(rows: k, columns: 3, elements: (0..<3 * k).map { _ in random.uniform() })
          : matrix(k, count(3, &random), &random)),
      categories, weights: weights(sequences.count, &random), &random)
    attempt {
      _ = try HiddenMarkovModel.fit(
        to: sequences, states: k, prototype: Normal(), restarts: 1,
        options: EMOptions(iterationLimit: 3))
    }
  }

  private func tryFactors(_ random: inout SplitMix64) {
    let (d, q) = (count(4, &random), count(1, &random))
    let rows = matrix(count(9, &random), d, &random)
    let start = FactorAnalysis(
      loadings: matrix(d, q, &random),
      noise: random.uniform() < 0.5
        ? .isotropic(number(&random)) : .diagonal(numbers(d, &random).map { abs($0) }))
    let options = options(&random)
    let weights = weights(rows.rows, &random)
    attempt {
      let moments = try SampleMoments(rows, weights: weights)
      attempt {
        let fit = try fitByEM(start, to: moments, options: options)
        _ = try fit.model.scores(of: rows)
      }
      attempt { _ = try start.standardErrors(of: moments) }
      attempt {
        _ = try FactorAnalysis.fit(to: moments, factors: q, options: EMOptions(iterationLimit: 5))
      }
    }
    attempt { _ = try start.scores(of: rows) }
    attempt {
      _ = try SampleMoments(count: number(&random), mean: numbers(2, &random), covariance: rows)
    }
  }

  private func tryVariational(_ random: inout SplitMix64) {
    let data = matrix(count(8, &random), 2, &random)
    let k = count(2, &random)
    attempt {
      var prior = try VariationalGaussianMixture.Prior(matching: data, components: k)
      if random.uniform() < 0.4 { prior.concentration = number(&random) }
      if random.uniform() < 0.2 { prior.scale = covariance(2, &random) }
      let responsibilities = matrix(count(data.rows, &random), k, &random)
      attempt {
        _ = try VariationalGaussianMixture(
          prior: prior, responsibilities: responsibilities, of: data)
      }
      let start = try VariationalGaussianMixture.initialized(
        components: k, from: data, prior: prior, using: &random)
      exercise(start, data, weights: weights(data.rows, &random), &random)
    }
  }

  private func tryNetworks(_ random: inout SplitMix64) {
    let names = ["a", "b", random.uniform() < 0.1 ? "a" : "c"]
    let nodes = names.enumerated().map { n, name in
      NetworkNode(
        name, states: count(2, &random),
        parents: n == 0 ? [] : [random.uniform() < 0.9 ? "a" : names[random.integer(below: 3)]])
    }
    let rows = (0..<count(5, &random)).map { _ in
      (0..<count(3, &random)).map { _ in
        random.uniform() < 0.3
          ? nil : Optional(random.integer(below: 2) - (random.uniform() < 0.02 ? 5 : 0))
      }
    }
    attempt {
      var network = try BayesianNetwork(nodes, seed: 1)
      if random.uniform() < 0.3 { network.tables[0] = numbers(2, &random) }
      if random.uniform() < 0.2 { network.pseudoCount = number(&random) }
      exercise(network, rows, weights: weights(rows.count, &random), &random)
      attempt { _ = try network.marginals(given: rows.first ?? []) }
      attempt { _ = try network.mostProbableStates(given: rows.first ?? []) }
      _ = network.table(of: "z")
    }
  }
}
