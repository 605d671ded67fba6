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
    #expect(count >= 16)
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

  // MARK: - The algorithm

  @Test func `the first fit`() throws {
    var random = SplitMix64(seed: 7)
    let truth = GaussianMixture(weights: [0.4, 0.6], means: [-2, 3], standardDeviations: [1, 2])
    let samples = truth.sample(1_000, using: &random)
    let start = try GaussianMixture.initialized(components: 2, from: samples, using: &random)
    let fit = try fitByEM(start, to: samples)
    #expect(fit.status.isConverged)
    let bic = fit.bic(count: samples.count)
    #expect(bic == fit.bic(count: 1_000.0))
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
        try MultivariateGaussianMixture.initialized(components: 3, from: rows, using: &random)
      }
      let fit = restarts.best
      #expect(fit?.isSound == true)
    }
    do {
      var random = SplitMix64(seed: 1)
      let start = try MultivariateGaussianMixture.initialized(
        components: 3, from: rows, shape: .full, using: &random)
      let fit = try fitByEM(start, to: rows)
      #expect(fit.isSound)
    }
  }

  // MARK: - Models

  @Test func `mixtures of counts, and hidden Markov models`() throws {
    let counts = [0, 1, 1, 0, 2, 6, 4, 7, 5, 1, 0, 2]
    do {
      let start = Mixture(weights: [0.3, 0.7], components: [Poisson(rate: 1), Poisson(rate: 2.5)])
      let fit = try fitByEM(start, to: counts)
      #expect(fit.status.isConverged)
    }
    do {
      let start = HiddenMarkovModel(
        startProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
        emissions: [Poisson(rate: 1), Poisson(rate: 5)])
      let fit = try fitByEM(start, to: [counts])
      let path = try fit.model.mostProbablePath(of: counts).states
      #expect(path == [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0])
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
      startProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
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
    #expect(fit.status.isConverged)
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
      MultivariateGaussianMixture(
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
    let prior = try ConjugatePrior(matching: counts, like: Poisson(rate: 1))
    var start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 2), Poisson(rate: 9)])
    start.componentPrior = prior
    let fit = try fitByEM(start, to: counts)
    #expect(fit.isSound && fit.model.components[0].rate < fit.model.components[1].rate)
  }

  @Test func `variational Bayes`() throws {
    let rows = try Matrix(ReferenceCase.table("faithful.csv").map { Array($0.prefix(2)) })
    var random = SplitMix64(seed: 1)
    let prior = try VariationalGaussianMixture.Prior(matching: rows, components: 6)
    let mixture = try MultivariateGaussianMixture.initialized(
      components: 6, from: rows, using: &random)
    let start = try VariationalGaussianMixture(
      prior: prior, responsibilities: mixture.responsibilities(of: rows), of: rows)
    let fit = try fitByEM(start, to: rows)
    let weights = fit.model.expectedMixture.weights
    #expect(fit.isSound && abs(weights.reduce(0, +) - 1) < 1e-12)
  }
}
