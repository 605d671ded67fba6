import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Mixtures of every family over seeded random problems; Gaussian ones are in `LawsTests`.
@Suite struct `Laws of EM on mixtures of any family` {
  static let seeds = 0..<2 as Range<UInt64>

  @Test(arguments: seeds) func `Bernoulli vectors`(seed: UInt64) throws {
    try expectMixtureLaws(
      "Bernoulli", seed,
      component: { random in
        BernoulliVector(probabilities: (0..<4).map { _ in 0.1 + 0.8 * random.uniform() })
      },
      closedForm: { values in
        (0..<4).map { j in values.reduce(0) { $0 + ($1[j] ? 1 : 0) } / Double(values.count) }
      })
  }

  @Test(arguments: seeds) func `binomial counts`(seed: UInt64) throws {
    try expectMixtureLaws(
      "binomial", seed,
      component: { Binomial(trials: 10, probability: 0.1 + 0.8 * $0.uniform()) },
      closedForm: { values in [Double(values.reduce(0, +)) / Double(10 * values.count)] })
  }

  @Test(arguments: seeds) func `categories`(seed: UInt64) throws {
    try expectMixtureLaws(
      "categorical", seed,
      component: { random in Categorical(weights: (0..<4).map { _ in 0.1 + random.uniform() }) },
      closedForm: { values in
        (0..<4).map { j in Double(values.count { $0 == j }) / Double(values.count) }
      })
  }

  @Test(arguments: seeds) func `multinomial counts`(seed: UInt64) throws {
    try expectMixtureLaws(
      "multinomial", seed,
      component: { random in
        Multinomial(trials: 8, weights: (0..<3).map { _ in 0.1 + random.uniform() })
      },
      closedForm: { values in
        (0..<3).map { j in Double(values.reduce(0) { $0 + $1[j] }) / Double(8 * values.count) }
      })
  }

  @Test(arguments: seeds) func `Poisson counts`(seed: UInt64) throws {
    try expectMixtureLaws(
      "Poisson", seed, component: { Poisson(rate: 1 + 12 * $0.uniform()) },
      closedForm: { values in [Double(values.reduce(0, +)) / Double(values.count)] })
  }

  @Test(arguments: seeds) func `exponential times`(seed: UInt64) throws {
    try expectMixtureLaws(
      "exponential", seed, component: { Exponential(rate: 0.1 + 5 * $0.uniform()) },
      closedForm: { values in [Double(values.count) / values.reduce(0, +)] })
  }

  @Test(arguments: seeds) func `normal numbers`(seed: UInt64) throws {
    try expectMixtureLaws(
      "normal", seed,
      component: {
        Normal(mean: 4 * $0.standardNormal(), standardDeviation: 0.5 + $0.uniform())
      }, closedForm: normalEstimate)
  }

  @Test(arguments: seeds) func `normal points`(seed: UInt64) throws {
    try expectMixtureLaws(
      "multivariate normal", seed,
      component: { random in
        try MultivariateNormal(
          mean: [4 * random.standardNormal(), 4 * random.standardNormal()],
          covariance: Matrix([[1, 0.4], [0.4, 0.5 + random.uniform()]]))
      },
      closedForm: { values in
        let (x, y) = (values.map { $0[0] }, values.map { $0[1] })
        return [mean(x), mean(y), covariance(x, x), covariance(y, x), covariance(y, y)]
      })
    try expectMixtureLaws(
      "diagonal normal", seed,
      component: { random in
        DiagonalNormal(
          mean: [4 * random.standardNormal(), 4 * random.standardNormal()],
          variances: [0.5 + random.uniform(), 0.5 + random.uniform()])
      },
      closedForm: { values in
        let (x, y) = (values.map { $0[0] }, values.map { $0[1] })
        return [mean(x), mean(y), covariance(x, x), covariance(y, y)]
      })
    try expectMixtureLaws(
      "spherical normal", seed,
      component: { random in
        SphericalNormal(
          mean: [4 * random.standardNormal(), 4 * random.standardNormal()],
          variance: 0.5 + random.uniform())
      },
      closedForm: { values in
        let (x, y) = (values.map { $0[0] }, values.map { $0[1] })
        return [mean(x), mean(y), (covariance(x, x) + covariance(y, y)) / 2]
      })
  }

  @Test(arguments: seeds) func `normal points with one covariance`(seed: UInt64) throws {
    try expectMixtureLaws(
      "tied normal", seed,
      component: { random in
        Tied(
          try MultivariateNormal(
            mean: [4 * random.standardNormal(), 4 * random.standardNormal()],
            covariance: Matrix([[1, 0.4], [0.4, 0.8]])))
      },
      closedForm: { values in
        let (x, y) = (values.map { $0[0] }, values.map { $0[1] })
        return [mean(x), mean(y), covariance(x, x), covariance(y, x), covariance(y, y)]
      })
  }

  @Test(arguments: seeds) func `columns of categories`(seed: UInt64) throws {
    try expectMixtureLaws(
      "latent classes", seed,
      component: { random in
        CategoricalVector(
          weights: [2, 3, 4].map { count in (0..<count).map { _ in 0.1 + random.uniform() } })
      },
      closedForm: { values in
        [2, 3, 4].enumerated().flatMap { j, count in
          (0..<count).map { c in Double(values.count { $0[j] == c }) / Double(values.count) }
        }
      })
  }

  /// A mixture of one t distribution still has a latent variable, and no closed form.
  @Test(arguments: seeds, [false, true])
  func `points with heavy tails`(seed: UInt64, estimatesDegreesOfFreedom: Bool) throws {
    try expectMixtureLaws(
      "Student-t", seed,
      component: { random in
        StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: 3 + 3 * random.uniform(),
            location: [5 * random.standardNormal(), 5 * random.standardNormal()],
            scale: Matrix([[1, 0.4], [0.4, 0.5 + random.uniform()]])),
          estimatesDegreesOfFreedom: estimatesDegreesOfFreedom)
      }, closedForm: nil)
  }

  @Test(arguments: seeds) func `columns of different kinds`(seed: UInt64) throws {
    try expectMixtureLaws(
      "product", seed,
      component: { random in
        Product(
          Normal(mean: 4 * random.standardNormal(), standardDeviation: 0.5 + random.uniform()),
          Product(
            Poisson(rate: 1 + 9 * random.uniform()),
            Categorical(weights: (0..<3).map { _ in 0.1 + random.uniform() })))
      },
      closedForm: { values in
        let count = Double(values.count)
        return normalEstimate(values.map(\.0))
          + [values.reduce(0) { $0 + Double($1.1.0) } / count]
          + (0..<3).map { j in Double(values.count { $0.1.1 == j }) / count }
      })
  }

  @Test(arguments: seeds) func `positive numbers`(seed: UInt64) throws {
    // The shape has no closed form; the mean and the normalization have.
    try expectMixtureLaws(
      "gamma", seed,
      component: { Gamma(shape: 1 + 8 * $0.uniform(), rate: 0.5 + $0.uniform()) }, closedForm: nil)
    try expectMixtureLaws(
      "log-normal", seed,
      component: {
        LogNormal(logMean: 2 * $0.standardNormal(), logStandardDeviation: 0.3 + 0.5 * $0.uniform())
      }, closedForm: { values in normalEstimate(values.map { Elementary.log($0) }) })
  }

  @Test(arguments: seeds) func `counts with more zeros, and counts that vary more`(
    seed: UInt64
  ) throws {
    try expectMixtureLaws(
      "zero-inflated", seed,
      component: {
        ZeroInflated(Poisson(rate: 2 + 12 * $0.uniform()), zeros: 0.1 + 0.5 * $0.uniform())
      }, closedForm: nil)
    try expectMixtureLaws(
      "negative binomial", seed,
      component: { NegativeBinomial(mean: 1 + 20 * $0.uniform(), size: 0.5 + 3 * $0.uniform()) },
      closedForm: nil)
  }

  @Test(arguments: seeds) func `values that may be missing`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let truth = Mixture(
      weights: [0.4, 0.6],
      components: [Normal(mean: 0), Normal(mean: 4, standardDeviation: 2)])
    let values = (0..<150).map { n -> Double? in
      let value = truth.sample(using: &random)
      return n % 5 == 0 ? nil : value
    }
    let start = try sound(
      Mixture(weights: truth.weights, components: truth.components.map { MissingAtRandom($0) }),
      values, &random)
    try expectMixtureLaws("missing", start, values) { values in
      normalEstimate(values.compactMap { $0 })
    }
  }

  @Test(arguments: seeds) func `regressions`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let make = { (random: inout SplitMix64) in
      LinearRegression(
        coefficients: [3 * random.standardNormal(), 3 * random.standardNormal()],
        standardDeviation: 0.5 + random.uniform())
    }
    let truth = [make(&random), make(&random)]
    let values = (0..<150).map { _ in
      let line = truth[random.integer(below: 2)]
      let x = 2 * random.standardNormal()
      let error = line.standardDeviation * random.standardNormal()
      return Response(x: x, y: line.prediction([1, x]) + error)
    }
    let start = try sound(Mixture(weights: [0.5, 0.5], components: truth), values, &random)
    try expectMixtureLaws("regression", start, values) { values in
      let (x, y) = (values.map { $0.predictors[1] }, values.map(\.value))
      let slope = covariance(x, y) / covariance(x, x)
      let residual = covariance(y, y) - slope * covariance(x, y)
      return [mean(y) - slope * mean(x), slope, residual.squareRoot()]
    }
  }
}

// MARK: - What all mixtures owe

/// Data from one random mixture, and a start at another that knows nothing of it.
private func expectMixtureLaws<Component: UnconstrainedComponent & Distribution>(
  _ family: String, _ seed: UInt64, component: (inout SplitMix64) throws -> Component,
  closedForm: (([Component.Value]) -> [Double])?
) throws {
  var random = SplitMix64(seed: seed)
  let count = 2 + random.integer(below: 2)
  let flat = Dirichlet(concentrations: Array(repeating: 4, count: count))
  let truth = Mixture(
    weights: flat.sample(using: &random),
    components: try (0..<count).map { _ in try component(&random) })
  let values = (0..<150).map { _ in truth.sample(using: &random) }
  try expectMixtureLaws(family, try sound(truth, values, &random), values, closedForm: closedForm)
}

/// A start from random responsibilities, which no component can lose at once.
private func sound<Component: UnconstrainedComponent>(
  _ mixture: Mixture<Component>, _ values: [Component.Value], _ random: inout SplitMix64
) throws -> Mixture<Component> {
  let sharp = Dirichlet(concentrations: Array(repeating: 0.3, count: mixture.componentCount))
  return try mixture.fitted(
    toResponsibilities: Matrix(values.map { _ in sharp.sample(using: &random) }), of: values)
}

private func expectMixtureLaws<Component: UnconstrainedComponent>(
  _ family: String, _ start: Mixture<Component>, _ values: [Component.Value],
  closedForm: (([Component.Value]) -> [Double])?
) throws {
  let weights = values.indices.map { Double(($0 * 7) % 4) }
  let simplices = { (mixture: Mixture<Component>) in [mixture.weights] }
  let problem = Problem(start: start, observations: values)
  let fit = try problem.expectLaws("\(family)", simplices: simplices)
  let weighted = try problem.expectLaws(
    "weighted \(family)", weights: weights, simplices: simplices)

  // Integer weights are repeated rows.
  let options = EMOptions(tolerance: .never, iterationLimit: 12)
  let repeated = zip(values, weights).flatMap { Array(repeating: $0, count: Int($1)) }
  let unweighted = try fitByEM(start, to: repeated, options: options)
  #expect(isClose(weighted.logLikelihoods, unweighted.logLikelihoods, relative: 1e-11))
  #expect(isClose(numbers(weighted.model), numbers(unweighted.model), relative: 1e-8), "\(family)")

  // Another order of the components is another order of the result.
  let order = start.components.indices.map { ($0 + 1) % start.componentCount }
  let permuted = Mixture(
    weights: order.map { start.weights[$0] }, components: order.map { start.components[$0] })
  let other = try fitByEM(permuted, to: values, options: options)
  #expect(isClose(other.logLikelihoods, fit.logLikelihoods, relative: 1e-11))
  let expected = Mixture(
    weights: order.map { fit.model.weights[$0] },
    components: order.map { fit.model.components[$0] })
  #expect(isClose(numbers(other.model), numbers(expected), relative: 1e-8), "\(family)")

  // A mixture of one is the closed form after one step.
  guard let closedForm else { return }
  let one = Mixture(weights: [1], components: [start.components[0]])
  let single = try fitByEM(one, to: values)
  let estimate = Array(numbers(single.model).dropFirst())
  #expect(isClose(estimate, closedForm(values), relative: 1e-11, absolute: 1e-13), "\(family)")
  #expect(single.iterations <= 2)
}
