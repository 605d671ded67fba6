import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// A random problem for a mixture: a truth and a start, of components that a generator makes.
private func problem<Component: MixtureComponent & Distribution>(
  seed: UInt64, count: Int = 200, _ component: (inout SplitMix64, Bool) -> Component
) -> Problem<Mixture<Component>> {
  var random = SplitMix64(seed: seed)
  let size = 2 + random.integer(below: 2)
  let shares = Dirichlet(concentrations: Array(repeating: 4, count: size))
  let truth = Mixture(
    weights: shares.sample(using: &random),
    components: (0..<size).map { _ in component(&random, true) })
  let start = Mixture(
    weights: shares.sample(using: &random),
    components: (0..<size).map { _ in component(&random, false) })
  return Problem(start: start, observations: truth.sample(count, using: &random))
}

/// All laws that ask for no more than a mixture.
private func expectMixtureLaws<Component: MixtureComponent & Distribution>(
  _ component: (inout SplitMix64, Bool) -> Component,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for seed in seeds {
    let comment: Comment = "\(Component.self), seed \(seed)"
    let problem = problem(seed: seed, component)
    try problem.expectLaws(comment, sourceLocation: sourceLocation)
    let (start, values) = (problem.start, problem.observations)
    try problem.expectWeightsCountRows(
      repetitions(values.count).map(Double.init), repeated: values.repeatedUnevenly, comment,
      sourceLocation: sourceLocation)
    let order = Array(start.components.indices.dropFirst()) + [0]
    let permuted = Mixture(
      weights: order.map { start.weights[$0] }, components: order.map { start.components[$0] })
    try problem.expectPermuted(permuted, by: order, comment, sourceLocation: sourceLocation)
    var fixed = problem
    fixed.start.hasFixedWeights = true
    #expect(try fixed.expectLaws(comment).model.weights == start.weights)
  }
}

@Suite struct `Laws of EM on mixtures` {
  @Test func `Bernoulli`() throws {
    try expectMixtureLaws { random, _ in
      BernoulliVector(probabilities: (0..<5).map { _ in 0.05 + 0.9 * random.uniform() })
    }
  }

  @Test func `binomial and Poisson`() throws {
    try expectMixtureLaws { random, _ in Binomial(trials: 12, probability: random.uniform()) }
    try expectMixtureLaws { random, _ in Poisson(rate: 20 * random.uniform()) }
  }

  @Test func `categorical and multinomial`() throws {
    let shares = Dirichlet(concentrations: [1, 2, 3, 1])
    try expectMixtureLaws { random, _ in Categorical(weights: shares.sample(using: &random)) }
    try expectMixtureLaws { random, _ in
      Multinomial(trials: 9, weights: shares.sample(using: &random))
    }
  }

  @Test func `exponential`() throws {
    try expectMixtureLaws { random, _ in
      Exponential(rate: Elementary.exp(2 * random.standardNormal()))
    }
  }

  @Test func `normal, on the line and along axes`() throws {
    try expectMixtureLaws { random, isTruth in
      Normal(
        mean: 4 * random.standardNormal(), standardDeviation: isTruth ? 0.5 + random.uniform() : 4)
    }
    try expectMixtureLaws { random, isTruth in
      DiagonalNormal(
        mean: (0..<3).map { _ in 3 * random.standardNormal() },
        variances: (0..<3).map { _ in isTruth ? 0.5 + random.uniform() : 9 })
    }
  }

  @Test func `multivariate normal and Student's t`() throws {
    try expectMixtureLaws { random, isTruth in normal(&random, spread: isTruth ? 0.3 : 9) }
    for estimates in [false, true] {
      try expectMixtureLaws { random, isTruth in
        studentT(&random, isTruth, estimates)
      }
    }
  }

  @Test func `products`() throws {
    try expectMixtureLaws { random, isTruth in
      Product(
        Product(
          Normal(mean: 4 * random.standardNormal(), standardDeviation: isTruth ? 1 : 4),
          Poisson(rate: 9 * random.uniform())),
        BernoulliVector(probabilities: [random.uniform(), random.uniform()]))
    }
  }

  @Test func `lines`() throws {
    for seed in seeds {
      let problem = regressions(seed: seed, at: 0)
      try problem.expectLaws("seed \(seed)")
      let (start, values) = (problem.start, problem.observations)
      try problem.expectWeightsCountRows(
        repetitions(values.count).map(Double.init), repeated: values.repeatedUnevenly)
      try problem.expectPermuted(
        Mixture(weights: start.weights.reversed(), components: start.components.reversed()),
        by: [1, 0])
    }
  }

  /// One component is the closed form: the same as the mean, the shares, or the moments.
  @Test func `a mixture of one is the closed form`() throws {
    var random = SplitMix64(seed: 3)
    let counts = Poisson(rate: 3).sample(300, using: &random)
    let mean = Double(counts.reduce(0, +)) / 300
    func one<C: MixtureComponent>(_ component: C, _ values: [C.Value]) throws -> C {
      let start = Mixture(weights: [1], components: [component])
      let fit = try fitByEM(start, to: values)
      #expect(fit.status.isConverged && fit.iterations <= 2)
      #expect(fit.model.weights == [1])
      return fit.model.components[0]
    }
    #expect(isClose(try one(Poisson(rate: 1), counts).rate, mean, relative: 1e-14))
    let binomial = try one(Binomial(trials: 20, probability: 0.5), counts)
    #expect(isClose(binomial.probability, mean / 20, relative: 1e-14))
    let shares = (0...20).map { k in Double(counts.count { $0 == k }) / 300 }
    let flat = Categorical(weights: Array(repeating: 1, count: 21))
    #expect(isClose(try one(flat, counts).probabilities, shares, relative: 1e-14))
    let waits = Exponential(rate: 2).sample(300, using: &random)
    let wait = waits.reduce(0, +) / 300
    #expect(isClose(try one(Exponential(rate: 1), waits).rate, 1 / wait, relative: 1e-13))
    let points = normal(&random).sample(300, using: &random)
    let moments = try SampleMoments(Matrix(points))
    let fitted = try one(normal(&random), points)
    #expect(isClose(fitted.mean, moments.mean, relative: 1e-12))
    #expect(isClose(fitted.covariance.elements, moments.covariance.elements, relative: 1e-11))
  }

  @Test func `shifting by a hundred million changes the locations and nothing else`() throws {
    for seed in seeds {
      let comment: Comment = "seed \(seed)"
      let plain = problem(seed: seed) { random, isTruth in
        Normal(mean: onGrid(4 * random.standardNormal()), standardDeviation: isTruth ? 1 : 4)
      }.mapValues(onGrid)
      try plain.expectSame(
        in: Problem(
          start: plain.start.mapComponents {
            Normal(mean: $0.mean + 1e8, standardDeviation: $0.standardDeviation)
          }, observations: plain.observations.map { $0 + 1e8 }),
        relative: 1e-8, comment)
      let heavy = problem(seed: seed) { random, isTruth in
        studentT(&random, isTruth, true)
      }.mapValues { $0.map(onGrid) }
      let moved = try heavy.start.mapComponents { component in
        let t = component.distribution
        return StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: t.degreesOfFreedom, location: t.location.map { onGrid($0) + 1e8 },
            scale: t.scale), estimatesDegreesOfFreedom: true)
      }
      let onTheGrid = try heavy.start.mapComponents { component in
        let t = component.distribution
        return StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: t.degreesOfFreedom, location: t.location.map(onGrid),
            scale: t.scale), estimatesDegreesOfFreedom: true)
      }
      try Problem(start: onTheGrid, observations: heavy.observations).expectSame(
        in: Problem(
          start: moved, observations: heavy.observations.map { $0.map { $0 + 1e8 } }),
        relative: 1e-8, comment)
      // Responses and predictors: the intercept takes both up.
      try regressions(seed: seed, at: 0).expectSame(
        in: regressions(seed: seed, at: 1e8), relative: 1e-7, comment)
    }
  }

  @Test func `scaling by a millionth changes the scales and nothing else`() throws {
    let scale = 0x1p-20
    for seed in seeds {
      let comment: Comment = "seed \(seed)"
      let waits = problem(seed: seed) { random, _ in
        Exponential(rate: Elementary.exp(2 * random.standardNormal()))
      }
      try waits.expectSame(
        in: Problem(
          start: waits.start.mapComponents { Exponential(rate: $0.rate / scale) },
          observations: waits.observations.map { scale * $0 }),
        difference: -200 * Elementary.log(scale), relative: 1e-11, comment)
      let heavy = problem(seed: seed) { random, isTruth in
        studentT(&random, isTruth, true)
      }
      let scaled = try heavy.start.mapComponents { component in
        let t = component.distribution
        return StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: t.degreesOfFreedom, location: t.location.map { scale * $0 },
            scale: scale * scale * t.scale), estimatesDegreesOfFreedom: true)
      }
      try heavy.expectSame(
        in: Problem(
          start: scaled, observations: heavy.observations.map { $0.map { scale * $0 } }),
        difference: -400 * Elementary.log(scale), relative: 1e-10, comment)
    }
  }
}

private func normal(_ random: inout SplitMix64, spread: Double = 0.3) -> MultivariateNormal {
  let a = Matrix(rows: 2, columns: 2, elements: (0..<4).map { _ in random.standardNormal() })
  let covariance = a * a.transposed + spread * Matrix.identity(2)
  let mean = [3 * random.standardNormal(), 3 * random.standardNormal()]
  guard let normal = try? MultivariateNormal(mean: mean, covariance: covariance) else {
    preconditionFailure("a Gram matrix plus a multiple of I is positive definite")
  }
  return normal
}

private func studentT(
  _ random: inout SplitMix64, _ isTruth: Bool, _ estimates: Bool
) -> StudentTComponent {
  let normal = normal(&random, spread: isTruth ? 0.3 : 9)
  guard
    let t = try? MultivariateStudentT(
      degreesOfFreedom: isTruth ? 3 : 8, location: normal.mean, scale: normal.covariance)
  else { preconditionFailure("the scale is that of a normal distribution") }
  return StudentTComponent(t, estimatesDegreesOfFreedom: estimates)
}

/// Two lines, with predictors and responses around an origin.
private func regressions(seed: UInt64, at origin: Double) -> Problem<Mixture<LinearRegression>> {
  var random = SplitMix64(seed: seed)
  let points = (0..<150).map { n in
    let x = onGrid(random.standardNormal())
    let line = n % 3 == 0 ? 4 - x : 1 + 2 * x
    return Response(x: x + origin, y: onGrid(line + 0.3 * random.standardNormal()) + origin)
  }
  let start = Mixture(
    weights: [0.5, 0.5],
    components: [(2.0, 1.0), (0.0, -0.5)].map { intercept, slope in
      LinearRegression(
        coefficients: [intercept + origin - slope * origin, slope], standardDeviation: 2)
    })
  return Problem(start: start, observations: points)
}

extension Problem {
  fileprivate func mapValues<Component>(
    _ change: (Component.Value) -> Component.Value
  ) -> Problem where Model == Mixture<Component> {
    Problem(start: start, observations: observations.map(change))
  }
}

extension Mixture {
  fileprivate func mapComponents(
    _ change: (Component) throws -> Component
  ) rethrows -> Mixture {
    Mixture(weights: weights, components: try components.map(change))
  }
}
