import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Inputs of public trackers that once trapped, were refused, or gave a wrong number.
@Suite struct `Data as they come` {
  /// Earthquakes of magnitude 7 and more, 1900–2006 (Zucchini & MacDonald 2009).
  private func earthquakes() throws -> [Int] {
    try ReferenceCase("21_hmm_poisson_earthquakes").data.numbers.map { Int($0) }
  }

  /// EM leaves an initial probability of 10⁻⁷⁸.
  ///
  /// A numerical Hessian of the log-likelihood by NumPy, with
  /// the initial probabilities fixed at [1, 0]: .03762, .06360, .71718, 1.38244.
  @Test func `standard errors next to a boundary`() throws {
    let counts = try earthquakes()
    let fit = try fitByEM(
      HiddenMarkovModel(
        initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.1, 0.9]]),
        emissions: [Poisson(rate: 10), Poisson(rate: 30)]), to: [counts])
    let errors = try fit.model.standardErrors(of: [counts])
    #expect(
      isClose(
        errors.map(\.standardError),
        [0, 0, 0.03762, 0.03762, 0.0636, 0.0636, 0.71718, 1.38244], relative: 1e-3,
        absolute: 1e-12))
    let rate = try fit.model.rateOfConvergence(of: [counts])
    #expect(rate > 0 && rate < 1)
  }

  @Test func `weights of another number are an error everywhere`() throws {
    let fit = try fitByEM(
      UnivariateGaussianMixture(weights: [1], means: [0], standardDeviations: [1]), to: [1, 2, 3])
    let expected = InvalidData.weightCount(1, expected: 3)
    #expect(throws: expected) { try fit.icl(of: [1, 2, 3], weights: [1]) }
    #expect(throws: expected) { try fit.model.standardErrors(of: [1, 2, 3], weights: [1]) }
    #expect(throws: expected) { try fit.model.rateOfConvergence(of: [1, 2, 3], weights: [1]) }
    #expect(throws: expected) {
      try fit.model.eStep([1, 2, 3], Inference(weights: [1])).logLikelihood
    }
  }

  @Test(arguments: [(0.9, 0.1), (0.1, 0.9)])
  func `a covariance that is not symmetric is an error`(upper: Double, lower: Double) throws {
    let rows = try Matrix([[0, 0], [1, 1], [2, 1], [0.5, 0.2], [3, 2]])
    let covariance = [[1, upper], [lower, 1]]
    let expected = InvalidStart.notSymmetric(
      parameter: "covariances", component: 0, row: 1, column: 0)
    let start = try GaussianMixture(weights: [1], means: [[0, 0]], covariances: [covariance])
    #expect(throws: expected) { try fitByEM(start, to: rows) }
    #expect(throws: expected) { try start.responsibilities(of: rows) }
    #expect(throws: NotPositiveDefinite.self) {
      try MultivariateNormal(mean: [0, 0], covariance: Matrix(covariance))
    }
    #expect(throws: NotPositiveDefinite.self) {
      try MultivariateNormal(mean: [0], covariance: .identity(2))
    }
  }

  @Test func `factors that covariances cannot tell apart`() throws {
    let two = FactorAnalysis(loadings: try Matrix([[1], [1]]), noise: .diagonal([1, 1]))
    let three = FactorAnalysis(
      loadings: try Matrix([[1, 0, 0.1], [0, 1, 0.2], [0.3, 0.4, 1]]), noise: .diagonal([1, 1, 1]))
    #expect(two.parameterCount == 5 && three.parameterCount == 9)
    let moments = try SampleMoments(
      count: 100, mean: [0, 0], covariance: Matrix([[1, 0.5], [0.5, 1]]))
    #expect(throws: InvalidStart.tooManyFactors(1, columns: 2, largest: 0)) {
      try fitByEM(two, to: moments)
    }
    let four = try SampleMoments(count: 100, mean: [0, 0, 0, 0], covariance: .identity(4))
    for loadings in [[[1], [0], [0], [0]], [[0.0], [0], [0], [0]]] {
      let start = FactorAnalysis(loadings: try Matrix(loadings), noise: .isotropic(1))
      if loadings[0][0] == 0 {
        #expect(throws: InvalidStart.dependentFactor(0)) { try fitByEM(start, to: four) }
      } else {
        #expect(try fitByEM(start, to: four).isSound)
      }
    }
  }

  /// y = 3 + 10⁷x + noise: the residuals are those of a line through the noise alone.
  @Test func `a steep line is sound`() throws {
    var random = SplitMix64(seed: 5)
    let x = (0..<100).map { Double($0) / 10 }
    let noise = x.map { _ in random.standardNormal() }
    let fit = try fitByEM(
      Mixture(
        weights: [1],
        components: [LinearRegression(coefficients: [0, 1.01e7], standardDeviation: 1e7)]),
      to: zip(x, noise).map { Response(x: $0, y: 3 + 1e7 * $0 + $1) })
    let line = fit.model.components[0]
    #expect(fit.isSound)

    let (meanX, meanNoise) = (x.reduce(0, +) / 100, noise.reduce(0, +) / 100)
    let xx = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    let xe = zip(x, noise).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanNoise) }
    let ee = noise.reduce(0) { $0 + ($1 - meanNoise) * ($1 - meanNoise) }
    #expect(isClose(line.coefficients[1], 1e7 + xe / xx, relative: 1e-12))
    let deviation = ((ee - xe * xe / xx) / 100).squareRoot()
    #expect(isClose(line.standardDeviation, deviation, relative: 1e-6))
  }

  /// Points on a line are a collapse, and the message names what shrank.
  @Test func `an exact line is a collapse`() throws {
    let data = (0..<20).map { Response(x: Double($0) / 7, y: 0.3 + 0.1 * Double($0) / 7) }
    let fit = try fitByEM(
      Mixture(
        weights: [1], components: [LinearRegression(coefficients: [0, 1], standardDeviation: 1)]),
      to: data)
    guard case .collapsed(let collapse, _) = fit.status, case .residual = collapse.reason else {
      Issue.record("\(fit.status)")
      return
    }
    #expect("\(fit.status)".contains("the variance around its regression line shrank to"))
  }

  @Test func `clusters far apart are sound`() throws {
    var random = SplitMix64(seed: 8)
    let samples = (0..<200).map { Double($0 % 2) * 3e7 + random.standardNormal() }
    let line = try fitByEM(
      UnivariateGaussianMixture(
        weights: [0.5, 0.5], means: [0, 3e7], standardDeviations: [10, 10]), to: samples)
    #expect(line.isSound && line.model.standardDeviations.allSatisfy { abs($0 - 1) < 0.2 })
    let rows = Matrix(
      rows: 200, columns: 2, elements: samples.flatMap { [$0, random.standardNormal()] })
    let plane = try GaussianMixture.fit(to: rows, components: 2, restarts: 2)
    #expect(plane.isSound && plane.collapses.isEmpty)
    let mixture = try fitByEM(
      Mixture(
        weights: [0.5, 0.5],
        components: [
          Normal(mean: 0, standardDeviation: 10), Normal(mean: 3e7, standardDeviation: 10),
        ]), to: samples)
    #expect(isClose(mixture.logLikelihood, line.logLikelihood, relative: 1e-9))
  }

  @Test func `zeros of a left-right chain are not parameters`() throws {
    let chain = HiddenMarkovModel(
      initialProbabilities: [1, 0, 0],
      transitions: try Matrix([[0.95, 0.05, 0], [0, 0.95, 0.05], [0, 0, 1]]),
      emissions: [Poisson(rate: 0.1), Poisson(rate: 2), Poisson(rate: 1)])
    #expect(chain.parameterCount == 5)
    let fit = try fitByEM(chain, to: [[0, 0, 1, 2, 3, 1, 2, 1, 0, 2, 1]])
    #expect(fit.parameterCount == 5)
    #expect(isClose(fit.aic, -2 * fit.logLikelihood + 10))
    #expect(isClose(fit.bic, -2 * fit.logLikelihood + 5 * Elementary.log(11)))
  }

  /// By hand: πₖ λₖ³ e^(−λₖ)/3! over their sum.
  @Test func `one new observation has an answer`() throws {
    let fitted = Mixture(
      weights: [0.3, 0.3, 0.4],
      components: [Poisson(rate: 1), Poisson(rate: 5), Poisson(rate: 20)])
    let row: [Double] = try fitted.responsibilities(of: 3)
    #expect(isClose(row, [0.303996, 0.695986, 0.0000182], absolute: 1e-6))
    #expect(isClose(try fitted.logDensity(of: 3), -2.80499, absolute: 1e-5))
    #expect(try fitted.assignment(of: 3) == 1 && fitted.assignments(of: [3]) == [1])
    // Components that came out equal, all zeros.
    let equal = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 0), Poisson(rate: 0)])
    #expect(try equal.responsibilities(of: 0) == [0.5, 0.5])
    let plane = try GaussianMixture(
      weights: [0.5, 0.5], means: [[0, 0], [4, 4]],
      covariances: [[[1, 0], [0, 1]], [[1, 0], [0, 1]]])
    #expect(try plane.assignment(of: [3.9, 4.2]) == 1)
    #expect(throws: InvalidData.raggedRow(row: 0, count: 1, expected: 2)) {
      try plane.assignment(of: [3])
    }
    let holes = IncompleteGaussianMixture(plane)
    #expect(try holes.assignment(of: [nil, 4]) == 1)
    #expect(try holes.logDensity(of: [nil, nil]) == 0)
    #expect(try holes.imputed(IncompleteMatrix([[4, nil]]))[0, 1] > 3.9)
  }

  @Test func `an observation that nothing explains is an error`() throws {
    let gaussian = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [0, 4], standardDeviations: [1, 2])
    #expect(throws: InvalidData.impossible(row: 0)) {
      try gaussian.responsibilities(of: [1e155])
    }
    let plane = try GaussianMixture(
      weights: [1], means: [[0, 0]], covariances: [[[1, 0], [0, 1]]])
    #expect(throws: InvalidData.impossible(row: 1)) {
      try plane.responsibilities(of: Matrix([[0, 0], [1e200, 0]]))
    }
  }

  @Test func `a reseed that cannot help ends`() throws {
    var random = SplitMix64(seed: 3)
    let samples =
      (0..<100).map { _ in random.standardNormal() } + Array(repeating: 10.0, count: 10)
    var options = EMOptions()
    options.onCollapse = .reseed
    let fit = try fitByEM(
      UnivariateGaussianMixture(weights: [0.9, 0.1], means: [0, 10], standardDeviations: [1, 3]),
      to: samples, options: options)
    #expect(!fit.isSound && fit.collapses.count <= 8 && fit.collapses.last?.policy == .keep)
    guard case .collapsed = fit.status else {
      Issue.record("\(fit.status)")
      return
    }
  }

  @Test func `a prior keeps covariances, not components without observations`() throws {
    let rows = try Matrix(ReferenceCase.table("faithful.csv"))
    var start = try GaussianMixture(
      weights: [0.5, 0.5], means: [[3, 70], [1000, 1000]],
      covariances: [[[1, 0], [0, 100]], [[1, 0], [0, 100]]])
    start.prior = GaussianPrior(matching: rows, components: 2)
    guard case .collapsed(let collapse, _) = try fitByEM(start, to: rows).status,
      case .empty = collapse.reason
    else {
      Issue.record("the component without observations is lost")
      return
    }
    start.prior?.concentration = 2
    start.prior?.meanPrecision = 0.01
    #expect(try fitByEM(start, to: rows).isSound)
  }

  @Test func `starts that EM never leaves are errors`() throws {
    let chain = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.5, 0.5], [0.5, 0.5]]),
      emissions: [Poisson(rate: 2), Poisson(rate: 2)])
    #expect(throws: InvalidStart.identicalComponents) {
      try fitByEM(chain, to: [[0, 1, 7, 8, 0, 1]])
    }
    // Equal emissions that the chain visits at different times are not a saddle.
    var leftRight = chain
    leftRight.initialProbabilities = [1, 0]
    leftRight.transitions = try Matrix([[0.5, 0.5], [0, 1]])
    let fit = try fitByEM(leftRight, to: [[0, 1, 7, 8, 9, 11]])
    #expect(fit.isSound && fit.model.emissions[0].rate != fit.model.emissions[1].rate)

    let nodes = [
      NetworkNode("S", states: 2), NetworkNode("X", states: 2, parents: ["S"]),
      NetworkNode("D", states: 2, parents: ["S"]),
    ]
    let rows: [[Int?]] = [[nil, 0, 0], [nil, 0, 0], [nil, 1, 1], [nil, 1, 1], [nil, 0, 1]]
    for own in [[0.5, 0.5], [0.3, 0.7]] {
      let tables = [own, [0.6, 0.4, 0.6, 0.4], [0.5, 0.5, 0.5, 0.5]]
      #expect(throws: InvalidStart.identicalComponents) {
        try fitByEM(BayesianNetwork(nodes, tables: tables), to: rows)
      }
    }
    let best = try BayesianNetwork.fit(to: rows, nodes: nodes)
    #expect(isClose(best.logLikelihood, -5.2746, absolute: 1e-3))
  }

  @Test(arguments: [-1, Double.nan, .infinity])
  func `tolerances are numbers that are not negative`(value: Double) throws {
    let start = UnivariateGaussianMixture(weights: [1], means: [0], standardDeviations: [1])
    for tolerance in [
      EMOptions.Tolerance.relative(value), .absolute(value), .parameters(value), .remaining(value),
    ] {
      #expect(throws: InvalidStart.self) {
        try fitByEM(start, to: [1, 2, 3], options: EMOptions(tolerance: tolerance))
      }
    }
  }

  /// The default rule stops on a flat ridge, Aitken's goes on: deaths in The Times (reference 10).
  @Test func `what remains is estimated`() throws {
    let (start, counts, days, reference) = try MixtureTests.deaths()
    let limit = reference.expected.converged.loglik.number
    let early = try fitByEM(start, to: counts, weights: days)
    let late = try fitByEM(
      start, to: counts, weights: days,
      options: EMOptions(tolerance: .remaining(1e-6), iterationLimit: 20_000))
    #expect(late.iterations > early.iterations && late.status.isToleranceMet)
    #expect(limit - late.logLikelihood < 1e-5)
    #expect(limit - early.logLikelihood > 1e-5)
  }

  @Test func `labels of k-means belong to its centers`() throws {
    var random = SplitMix64(seed: 4)
    let rows = Matrix(
      rows: 400, columns: 1, elements: (0..<400).map { _ in 10 * random.uniform() })
    for iterations in 0...4 {
      var own = random
      let clusters = try KMeans(rows, clusters: 6, iterations: iterations, using: &own)
      for (i, label) in clusters.labels.enumerated() {
        let distances = (0..<6).map { abs(rows[i, 0] - clusters.centers[$0, 0]) }
        #expect(distances[label] == distances.min())
      }
    }
  }
}
