import ExpectationMaximization
import Foundation
import Statistics
import TestSupport
import Testing

/// The examples of the documentation, word for word, with what they take for granted.
///
/// An example that is not here, or that says something else here, fails the first test.
@Suite struct `Examples of the documentation` {
  @Test func `are all in this file`() throws {
    let file = URL(fileURLWithPath: #filePath)
    let here = try words(String(contentsOf: file, encoding: .utf8))
    let sources = file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
    var count = 0
    for library in ["Statistics", "ExpectationMaximization"] {
      let folder = sources.appendingPathComponent(library)
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      where path.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        for example in examples(in: text) {
          #expect(here.contains(words(example)), "\(path):\n\(example)")
          count += 1
        }
      }
    }
    #expect(count >= 45)
  }

  private func examples(in text: String) -> [String] {
    var examples: [String] = []
    var open: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = line.drop { $0 == " " }
      guard line.hasPrefix("///") else { continue }
      let content = line.dropFirst(3)
      if content.hasPrefix(" ```swift") {
        open = []
      } else if content.hasPrefix(" ```"), let lines = open {
        examples.append(lines.joined(separator: "\n"))
        open = nil
      } else {
        open?.append(content)
      }
    }
    return examples
  }

  /// The text without white space, which formatting may change.
  private func words(_ text: String) -> String {
    text.filter { !$0.isWhitespace }
  }

  // MARK: - Statistics

  @Test func `random numbers and densities`() {
    var random = SplitMix64(seed: 7)
    let u = random.uniform()  // in [0, 1)
    #expect(u >= 0 && u < 1)
    let p = Normal(mean: 0, standardDeviation: 1).density(0)  // 0.3989…
    #expect(isClose(p, 0.3989, relative: 1e-3))
  }

  @Test func `distributions and matrices`() throws {
    do {
      let normal = try MultivariateNormal(mean: [0, 0], covariance: Matrix([[2, 1], [1, 2]]))
      let p = normal.density([0, 0])  // 1/(2π√3) = 0.0919
      #expect(isClose(p, 0.0919, relative: 1e-3))
    }
    do {
      let p = DiagonalNormal(mean: [0, 0], variances: [1, 4]).density([0, 0])  // 1/4π = 0.0796
      #expect(isClose(p, 0.0796, relative: 1e-3))
    }
    do {
      let p = SphericalNormal(mean: [0, 0], variance: 1).density([0, 0])  // 1/2π = 0.1592
      #expect(isClose(p, 0.1592, relative: 1e-3))
    }
    do {
      let p = Poisson(rate: 2).density(0)  // e⁻² = 0.1353
      #expect(isClose(p, 0.1353, relative: 1e-3))
    }
    do {
      let p = Binomial(trials: 10, probability: 0.5).density(5)  // 252/1024 = 0.2461
      #expect(isClose(p, 0.2461, relative: 1e-3))
    }
    do {
      let p = Categorical(weights: [1, 3]).density(1)  // 3/4
      #expect(isClose(p, 0.75))
    }
    do {
      let p = CategoricalVector(weights: [[1, 3], [1, 1, 2]]).density([1, 2])  // 3/4 · 2/4
      #expect(isClose(p, 0.375))
    }
    do {
      let p = Multinomial(trials: 3, weights: [1, 1, 2]).density([1, 1, 1])  // 3! · 1/4 · 1/4 · 1/2
      #expect(isClose(p, 0.1875))
    }
    do {
      let p = BernoulliVector(probabilities: [0.9, 0.2]).density([true, false])  // 0.9 · 0.8
      #expect(isClose(p, 0.72))
    }
    do {
      let p = Exponential(rate: 2).cumulative(1)  // 1 − e⁻² = 0.8647
      #expect(isClose(p, 0.8647, relative: 1e-3))
    }
    do {
      let p = Gamma(shape: 2, rate: 1).density(1)  // e⁻¹ = 0.3679
      #expect(isClose(p, 0.3679, relative: 1e-3))
    }
    do {
      let p = Dirichlet(concentrations: [1, 1, 1]).density([0.2, 0.3, 0.5])  // flat: Γ(3) = 2
      #expect(isClose(p, 2))
    }
    do {
      let p = StudentT(degreesOfFreedom: 1).density(0)  // Cauchy: 1/π = 0.3183
      #expect(isClose(p, 0.3183, relative: 1e-3))
    }
    do {
      let t = try MultivariateStudentT(degreesOfFreedom: 3, location: [0, 0], scale: .identity(2))
      let p = t.density([0, 0])  // 1/2π = 0.1592
      #expect(isClose(p, 0.1592, relative: 1e-3))
    }
    do {
      let a = try Matrix([[1, 2], [3, 4]])
      let b = a * a.transposed  // [[5, 11], [11, 25]]
      #expect(b.elements == [5, 11, 11, 25])
    }
    do {
      let factor = try CholeskyFactor(Matrix([[4, 2], [2, 5]]))
      let root = factor.lower  // [[2, 0], [1, 2]]
      #expect(root.elements == [2, 0, 1, 2])
    }
    do {
      let eigen = SymmetricEigen(try Matrix([[2, 1], [1, 2]]))
      let variances = eigen.values  // 3 and 1
      #expect(isClose(variances, [3, 1]))
    }
  }

  // MARK: - The algorithm

  @Test func `the first fit`() throws {
    var random = SplitMix64(seed: 7)
    let truth = UnivariateGaussianMixture(
      weights: [0.4, 0.6], means: [-2, 3], standardDeviations: [1, 2])
    let samples = truth.sample(1_000, using: &random)
    let start = try UnivariateGaussianMixture.initialized(
      components: 2, from: samples, using: &random)
    let fit = try fitByEM(start, to: samples)
    #expect(fit.status.isToleranceMet)
    let bic = fit.bic
    #expect(bic == fit.bic(count: 1_000))
  }

  @Test func `why it stopped, and options`() throws {
    let start = Mixture(
      weights: [0.3, 0.7], components: [Exponential(rate: 1), Exponential(rate: 9)])
    let samples = [0.1, 0.2, 0.7, 1.1, 3]
    let fit = try fitByEM(start, to: samples)
    print("EM stopped because it \(fit.status)")
    var options = EMOptions()
    options.tolerance = .absolute(1e-6)
    options.record = .models
    #expect(try fitByEM(start, to: samples, options: options).iterations <= fit.iterations)
  }

  @Test func `a model of one's own`() throws {
    struct Linkage: LatentVariableModel {
      var theta: Double
      struct Statistics {
        var linked: Double
        var counts: [Double]
      }

      func eStep(_ counts: [Double]) -> Expectation<Statistics> {
        let first = 0.5 + theta / 4
        let cells = [first, (1 - theta) / 4, (1 - theta) / 4, theta / 4]
        return Expectation(
          statistics: Statistics(linked: counts[0] * theta / 4 / first, counts: counts),
          logLikelihood: zip(counts, cells).reduce(0) { $0 + $1.0 * log($1.1) })
      }
      func mStep(_ s: Statistics) -> Linkage {
        let hits = s.linked + s.counts[3]
        return Linkage(theta: hits / (hits + s.counts[1] + s.counts[2]))
      }
      func expectedLogLikelihood(_ s: Statistics) -> Double {
        (s.counts[0] - s.linked) * log(0.5) + (s.linked + s.counts[3]) * log(theta / 4)
          + (s.counts[1] + s.counts[2]) * log((1 - theta) / 4)
      }
    }
    let fit = try fitByEM(Linkage(theta: 0.5), to: [125, 18, 20, 34])
    #expect(isClose(fit.model.theta, 0.6268215, relative: 1e-4))
  }

  @Test func `restarts, and mixtures of several columns`() throws {
    let rows = try Matrix(ReferenceCase.table("faithful.csv"))
    do {
      let restarts = fitByEM(restarts: 20, seed: 1, to: rows) { random in
        try GaussianMixture.initialized(components: 3, from: rows, using: &random)
      }
      let fit = restarts.best
      #expect(fit?.isSound == true)
    }
    do {
      var random = SplitMix64(seed: 1)
      let start = try GaussianMixture.initialized(
        components: 3, from: rows, covariance: .full, using: &random)
      let fit = try fitByEM(start, to: rows)
      #expect(fit.isSound)
    }
  }

  @Test func `starts, priors, batches, and what follows a fit`() throws {
    do {
      var random = SplitMix64(seed: 2)
      let points = (0..<80).map { n in
        [4 * Double(n % 2) + random.standardNormal(), 4 * Double(n % 2) + random.standardNormal()]
      }
      let start = Mixture(
        weights: [0.5, 0.5],
        components: try [[0.0, 0], [4, 4]].map { location in
          StudentTComponent(
            try MultivariateStudentT(degreesOfFreedom: 4, location: location, scale: .identity(2)),
            estimatesDegreesOfFreedom: true)
        })
      let fit = try fitByEM(start, to: points)
      #expect(fit.isSound)
    }
    do {
      let start = Mixture(
        weights: [0.5, 0.5],
        components: [
          Product(Normal(mean: 0, standardDeviation: 1), Poisson(rate: 1)),
          Product(Normal(mean: 5, standardDeviation: 1), Poisson(rate: 4)),
        ])
      let fit = try fitByEM(start, to: [(0.1, 1), (-0.4, 0), (4.8, 5), (5.3, 3), (0.6, 2)])
      #expect(fit.isSound)
    }
    do {
      let batches = [[0, 6, 1, 7, 2], [5, 1, 0, 8, 1], [2, 6, 0, 1, 4]]
      let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 5)])
      let online = try fitByOnlineEM(start, to: batches, passes: 2)
      let rates = online.model.components.map(\.rate)
      #expect(rates[0] < rates[1])
    }
    do {
      let counts = [0, 1, 2, 1, 0, 2, 8, 9, 11, 7, 10]
      let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 2), Poisson(rate: 9)])
      let fit = try fitByEM(start, to: counts, options: EMOptions(tolerance: .relative(1e-12)))
      let errors = try fit.model.standardErrors(of: counts)
      #expect(errors.allSatisfy { $0.standardError > 0 })
    }
    do {
      let rows = try Matrix(ReferenceCase.table("faithful.csv"))
      var random = SplitMix64(seed: 1)
      let clusters = try KMeans(rows, clusters: 2, using: &random)
      #expect(clusters.labels.count == rows.rows)
    }
    do {
      let rows = try Matrix(ReferenceCase.table("faithful.csv"))
      let selection = try GaussianSelection(
        of: rows, components: 1...3, covariances: [.full, .tied])
      let chosen = selection.best  // the smallest BIC
      #expect(chosen != nil)
    }
    do {
      let rows = try Matrix(ReferenceCase.table("faithful.csv"))
      var random = SplitMix64(seed: 1)
      var start = try GaussianMixture.initialized(
        components: 2, from: rows, using: &random)
      start.prior = GaussianPrior(matching: rows, components: 2)
      let fit = try fitByEM(start, to: rows)
      #expect(fit.isSound && fit.logPrior != 0)
    }
  }

  @Test func `fits in one call`() throws {
    do {
      let rows = try Matrix(ReferenceCase.table("faithful.csv"))
      let fit = try GaussianMixture.fit(to: rows, components: 3, covariance: .full, seed: 7)
      let component = try fit.model.assignment(of: [3.6, 79])
      #expect(try component == fit.model.assignments(of: Matrix([[3.6, 79]]))[0] && fit.isSound)
    }
    do {
      let samples = [-2.0, -1.5, -2.5, 3, 4, 2, 3.5, -1.9]
      let fit = try UnivariateGaussianMixture.fit(to: samples, components: 2, seed: 7)
      #expect(fit.isSound)
    }
    do {
      let counts = [0, 1, 2, 1, 0, 2, 8, 9, 11, 7, 10]
      let fit = try Mixture.fit(to: counts, components: 2, prototype: Poisson(rate: 1))
      #expect(fit.isSound)
    }
    do {
      let counts = [0, 1, 1, 0, 2, 6, 4, 7, 5, 1, 0, 2]
      let fit = try HiddenMarkovModel.fit(to: [counts], states: 2, prototype: Poisson(rate: 1))
      #expect(fit.isSound)
    }
    do {
      let rows = try IncompleteMatrix([[1.2, nil], [0.4, 2.5], [nil, 3.1], [2.0, 1.9]])
      let fit = try IncompleteGaussianMixture.fit(to: rows, components: 1)
      let density = try fit.model.logDensity(of: [1.5, nil])
      #expect(density.isFinite)
    }
    do {
      let rows = try Matrix(ReferenceCase.table("faithful.csv"))
      let fit = try VariationalGaussianMixture.fit(to: rows, components: 6)
      let density = try fit.model.predictive().logDensity([3.5, 70])
      #expect(fit.isSound && density.isFinite)
    }
    do {
      let rows = try Matrix(ReferenceCase.table("fa.csv").map { Array($0.prefix(3)) })
      let fit = try FactorAnalysis.fit(to: SampleMoments(rows), factors: 1)
      let rotated = fit.model.varimax()
      #expect(fit.isSound && rotated.covariance == rotated.varimax().covariance)
    }
    do {
      let fit = try BayesianNetwork.fit(
        to: [[nil, 0, 0], [nil, 0, 0], [nil, 1, 1], [nil, 1, 0]],
        nodes: [
          NetworkNode("class", states: 2), NetworkNode("a", states: 2, parents: ["class"]),
          NetworkNode("b", states: 2, parents: ["class"]),
        ])
      #expect(fit.isSound)
    }
    do {
      let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 5)])
      let trace = try fitByEM(start, to: [0, 1, 7, 2, 6, 0, 4]).trace
      let rates = trace.models.map(\.components[1].rate)  // after 0, 1, 2, … iterations
      #expect(rates[0] == 5 && rates.count == trace.logLikelihoods.count)
    }
    do {
      let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 4)])
      let fit = try fitByEM(start, to: [0, 1, 2, 3, 4, 5], weights: [10, 14, 9, 6, 7, 3])
      #expect(fit.isSound)
    }
  }

  // MARK: - Models

  @Test func `mixtures of counts, and hidden Markov models`() throws {
    let counts = [0, 1, 1, 0, 2, 6, 4, 7, 5, 1, 0, 2]
    do {
      let start = Mixture(weights: [0.3, 0.7], components: [Poisson(rate: 1), Poisson(rate: 2.5)])
      let fit = try fitByEM(start, to: counts)
      #expect(fit.status.isToleranceMet)
    }
    do {
      let start = HiddenMarkovModel(
        initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
        emissions: [Poisson(rate: 1), Poisson(rate: 5)])
      let fit = try fitByEM(start, to: [counts])
      let path = try fit.model.mostProbablePath(of: counts).states
      #expect(path == [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0])
    }
  }

  @Test func `gaps in a sequence, and states that emit from mixtures`() throws {
    do {
      let counts: [Int?] = [1, 0, nil, 2, 7, nil, nil, 6, 5, 1, 0]
      let start = HiddenMarkovModel(
        initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
        emissions: [MissingAtRandom(Poisson(rate: 1)), MissingAtRandom(Poisson(rate: 5))])
      let fit = try fitByEM(start, to: [counts])
      let states = try fit.model.statePosteriors(of: counts)  // also where nothing was observed
      #expect(states.rows == 11 && isClose(states[5, 1], 0.8331, relative: 1e-3))
    }
    do {
      let samples = [-2.1, -0.2, -1.8, 0.3, 4.2, 6.8, 7.1, 3.9, 4.1, 7.4, -1.9, 0.1, -2.3]
      let low = Mixture(weights: [0.5, 0.5], components: [Normal(mean: -2), Normal(mean: 0)])
      let high = Mixture(weights: [0.5, 0.5], components: [Normal(mean: 4), Normal(mean: 7)])
      let chain = HiddenMarkovModel(
        initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.1, 0.9]]),
        emissions: [low, high])
      let fit = try fitByEM(chain, to: [samples])
      #expect(fit.isSound)
    }
  }

  @Test func `components of other kinds`() throws {
    do {
      let p = LogNormal(logMean: 0, logStandardDeviation: 1).density(1)  // 1/√2π = 0.3989
      #expect(isClose(p, 0.3989, relative: 1e-3))
    }
    do {
      let p = NegativeBinomial(mean: 1, size: 1).density(0)  // geometric: 1/2
      #expect(isClose(p, 0.5))
    }
    do {
      let start = Mixture(weights: [1], components: [ZeroInflated(Poisson(rate: 1), zeros: 0.5)])
      let fit = try fitByEM(start, to: [0, 0, 0, 3, 2, 0, 4, 1, 0, 0])
      #expect(fit.isSound)
    }
  }

  @Test func `latent classes`() throws {
    let start = Mixture(
      weights: [0.5, 0.5],
      components: [
        CategoricalVector(weights: [[0.7, 0.3], [0.5, 0.3, 0.2]]),
        CategoricalVector(weights: [[0.4, 0.6], [0.2, 0.3, 0.5]]),
      ])
    let fit = try fitByEM(start, to: [[0, 0], [0, 1], [1, 2], [1, 2], [0, 0], [1, 1]])
    #expect(fit.isSound && fit.model.parameterCount == 7)
  }

  @Test func `a common covariance`() throws {
    let points = [
      [0, 0.2], [0.3, -0.1], [-0.4, 0.1], [3.2, 1.4], [2.7, 0.9], [3.3, 0.6], [0.1, 0.3],
    ]
    let spread = Matrix.identity(2)
    let start = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
      emissions: [
        Tied(try MultivariateNormal(mean: [0, 0], covariance: spread)),
        Tied(try MultivariateNormal(mean: [3, 1], covariance: spread)),
      ])
    let fit = try fitByEM(start, to: [points])
    let covariance = fit.model.emissions[0].component.covariance
    #expect(covariance == fit.model.emissions[1].component.covariance)
  }

  @Test func `regressions`() throws {
    let points = (0..<20).map { n in
      let x = Double(n)
      return (x, n % 2 == 0 ? x + 0.3 * Double(n % 3) : 10 - 0.2 * Double(n % 5))
    }
    let start = Mixture(
      weights: [0.5, 0.5],
      components: [
        LinearRegression(coefficients: [0, 1], standardDeviation: 5),
        LinearRegression(coefficients: [10, 0], standardDeviation: 5),
      ])
    let fit = try fitByEM(start, to: points.map { Response(x: $0, y: $1) })
    #expect(fit.status.isToleranceMet)
  }

  @Test func `a component of one's own`() throws {
    struct Uniform: WeightedFitting {
      var upper: Double
      func logDensity(_ x: Double) -> Double { x >= 0 && x <= upper ? -log(upper) : -.infinity }
      func fitted(to values: [Double], weights: [Double]) -> Uniform {
        Uniform(upper: zip(values, weights).filter { $0.1 > 0 }.map(\.0).max() ?? upper)
      }
    }
    let start = Mixture(weights: [0.5, 0.5], components: [Uniform(upper: 1), Uniform(upper: 4)])
    let fit = try fitByEM(start, to: [0.2, 0.5, 0.9, 2, 3])
    #expect(fit.model.components.map(\.upper) == [0.9, 3])
  }

  @Test func `latent factors`() throws {
    let rows = try Matrix(ReferenceCase.table("fa.csv").map { Array($0.prefix(3)) })
    let loadings = try Matrix([[1], [0.5], [0.2]])
    let start = FactorAnalysis(loadings: loadings, noise: .diagonal([1, 1, 1]))
    let fit = try fitByEM(start, to: SampleMoments(rows))
    #expect(fit.isSound)
  }

  /// One factor reproduces three correlations exactly: a² = r₁₂ r₁₃ / r₂₃.
  @Test func `printed moments`() throws {
    let moments = try SampleMoments(
      count: 145, mean: [0, 0, 0],
      covariance: Matrix([[1, 0.34, 0.28], [0.34, 1, 0.41], [0.28, 0.41, 1]]))
    let start = FactorAnalysis(loadings: try Matrix([[1], [1], [1]]), noise: .diagonal([1, 1, 1]))
    let fit = try fitByEM(start, to: moments, options: EMOptions(tolerance: .relative(1e-14)))
    #expect(isClose(fit.model.uniquenesses[0], 1 - 0.34 * 0.28 / 0.41, relative: 1e-5))
  }

  @Test func `missing cells`() throws {
    let rows = try IncompleteMatrix([[1.2, nil], [0.4, 2.5], [nil, 3.1], [2.0, 1.9]])
    let start = IncompleteGaussianMixture(
      GaussianMixture(
        weights: [1], means: try Matrix([[0, 0]]), covariances: .full([.identity(2)])))
    let fit = try fitByEM(start, to: rows)
    let complete = try fit.model.imputed(rows)
    #expect(complete[1, 1] == 2.5 && complete.elements.allSatisfy(\.isFinite))
  }

  @Test func `networks`() throws {
    let network = try BayesianNetwork([
      NetworkNode("rain", states: 2), NetworkNode("wet", states: 2, parents: ["rain"]),
    ])
    let fit = try fitByEM(network, to: [[1, 1], [0, nil], [nil, 0]])
    #expect(fit.isSound)
  }

  @Test func `priors of components`() throws {
    let counts = [0, 1, 2, 2, 3, 8, 9, 11]
    let prior = try ConjugatePrior(matching: counts, prototype: Poisson(rate: 1))
    var start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 2), Poisson(rate: 9)])
    start.componentPrior = prior
    let fit = try fitByEM(start, to: counts)
    #expect(fit.isSound && fit.model.components[0].rate < fit.model.components[1].rate)
  }

  @Test func `variational Bayes`() throws {
    let rows = try Matrix(ReferenceCase.table("faithful.csv").map { Array($0.prefix(2)) })
    var random = SplitMix64(seed: 1)
    let prior = try VariationalGaussianMixture.Prior(matching: rows, components: 6)
    let mixture = try GaussianMixture.initialized(
      components: 6, from: rows, using: &random)
    let start = try VariationalGaussianMixture(
      prior: prior, responsibilities: mixture.responsibilities(of: rows), of: rows)
    let fit = try fitByEM(start, to: rows)
    let weights = fit.model.expectedMixture.weights
    #expect(fit.isSound && abs(weights.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `chains with fixed steps, and in variational Bayes`() throws {
    let sequences = [[0, 0, 1, 2, 2, 2, 1, 0, 0, 1], [2, 2, 1, 0, 0, 0, 0, 2, 2]]
    var random = SplitMix64(seed: 1)
    let start = try HiddenMarkovModel.initialized(
      states: 3, prototype: Categorical(weights: [1, 1, 1]), from: sequences, using: &random)
    let fit = try fitByEM(
      try VariationalHiddenMarkovModel(prior: .init(), start: start, of: sequences), to: sequences)
    let chain = fit.model.expectedModel
    #expect(chain.stateCount == 3)
    do {
      var chain = chain
      chain.fixedTransitions = [.init(from: 0, to: 2)]
      let fixed = try fitByEM(chain, to: sequences)
      #expect(isClose(fixed.model.transitions[0, 2], chain.transitions[0, 2], relative: 1e-14))
    }
  }

  @Test func `covariates, bootstrap, and tests`() throws {
    let ages = (0..<12).map(Double.init)
    let counts = ages.map { $0 < 5 ? Int($0) % 3 : 12 + Int($0) % 5 }
    do {
      let visits = zip(ages, counts).map { ConcomitantObservation(covariates: [1, $0], value: $1) }
      let fit = try ConcomitantMixture.fit(to: visits, components: 2, prototype: Poisson(rate: 1))
      let slope = fit.model.coefficients[1, 1]  // of component 1 against component 0
      #expect(slope != 0)
    }
    let fit = try Mixture.fit(to: counts, components: 2, prototype: Poisson(rate: 1))
    let errors = try fit.model.bootstrap(samples: 400, seed: 1) { model, random in
      model.sample(counts.count, using: &random)
    }.estimates
    let intervals = try fit.model.bootstrap(seed: 1) { _, random in
      counts.map { _ in counts[random.integer(below: counts.count)] }
    }
    #expect(errors.count == 4 && intervals.interval(of: "weight[0]") != nil)
    let test = try LikelihoodRatioTest(
      of: counts, seed: 1, drawing: { $0.sample(counts.count, using: &$1) },
      null: { try Mixture.fit(to: $0, components: 1, prototype: Poisson(rate: 1), restarts: 1) },
      alternative: {
        try Mixture.fit(to: $0, components: 2, prototype: Poisson(rate: 1), restarts: 3)
      })
    let isEnough = test.pValue > 0.05
    #expect(!isEnough)
  }
}
