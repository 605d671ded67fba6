import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Gaussian mixture on the line` {
  /// Reference 02: numpy and scikit-learn agree to 7·10⁻¹² on every log-likelihood.
  @Test func `follows the reference from a poor start`() throws {
    let reference = try ReferenceCase("02_mix1d_4comp")
    let samples = try ReferenceCase.table("mix1d.csv").map { $0[0] }
    let start = UnivariateGaussianMixture(
      weights: reference.`init`.weights.numbers, means: reference.`init`.means.flat,
      standardDeviations: reference.`init`.covariances.flat.map { $0.squareRoot() })
    let iterations = reference.iterations.int
    let fit = try fitByEM(
      start, to: samples,
      options: EMOptions(tolerance: .never, iterationLimit: iterations, record: .models))
    #expect(fit.iterations == iterations)
    #expect(fit.status == .iterationLimit(iterations, lastGain: fit.lastGain))
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    for key in reference.expected.params_after.keys {
      let expected = reference.expected.params_after[key]
      let model = try #require(fit.maximizations[Int(key)! - 1].model)
      #expect(isClose(model.weights, expected.weights.numbers, relative: 1e-8))
      #expect(isClose(model.means, expected.means.flat, relative: 1e-8))
      let variances = model.standardDeviations.map { $0 * $0 }
      #expect(isClose(variances, expected.covariances.flat, relative: 1e-8))
    }
    let responsibilities = try start.responsibilities(of: samples)
    for (row, expected) in reference.expected.responsibilities_iter0_first5.table.enumerated() {
      #expect(isClose(responsibilities.row(row), expected, relative: 1e-10))
    }
    expectDecomposition(fit, reference)
  }

  @Test func `the notebook of the documentation runs`() throws {
    var random = SplitMix64(seed: 7)
    let truth = UnivariateGaussianMixture(
      weights: [0.25, 0.3, 0.35, 0.1], means: [-3, 0, 5, 10], standardDeviations: [2, 2, 5, 1])
    let samples = truth.sample(2_000, using: &random)
    let fit = try fitByEM(
      UnivariateGaussianMixture.initialized(components: 4, from: samples, using: &random),
      to: samples)
    #expect(fit.status.isToleranceMet)
    #expect(
      "\(fit.status)".hasPrefix(
        "met its tolerance after \(fit.iterations) iterations: the last gain, "))
    let atTruth = try truth.logDensities(of: samples).reduce(0, +)
    // A local optimum; the best one lies a few nats above the truth.
    #expect(abs(fit.logLikelihood - atTruth) < 10)
  }

  @Test func `density integrates to one and is the derivative of its distribution function`() {
    let mixture = UnivariateGaussianMixture(
      weights: [0.25, 0.75], means: [-1, 2], standardDeviations: [0.5, 1.5])
    var mass = 0.0
    for i in -2000...3000 { mass += 0.005 * mixture.density(0.005 * Double(i)) }
    #expect(isClose(mass, 1, relative: 1e-9))
    for x in [-2, -1, 0.3, 2, 4.5] {
      let slope = (mixture.cumulative(x + 1e-5) - mixture.cumulative(x - 1e-5)) / 2e-5
      #expect(isClose(slope, mixture.density(x), relative: 1e-8))
      let parts = mixture.componentDensity(0, at: x) + mixture.componentDensity(1, at: x)
      #expect(isClose(parts, mixture.density(x), relative: 1e-14))
    }
  }

  @Test func `steps by hand are those of the driver`() throws {
    let samples = [-2.1, -1.9, -2.4, 3.0, 3.2, 2.7]
    let start = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [-1, 1], standardDeviations: [1, 1])
    var model = start
    for _ in 0..<3 { model = try model.mStep(model.eStep(samples).statistics) }
    let fit = try fitByEM(
      start, to: samples, options: EMOptions(tolerance: .never, iterationLimit: 3))
    #expect(fit.model == model)
    #expect(try fit.logLikelihood == model.eStep(samples).logLikelihood)
  }

  @Test func `ordering moves all parameters together`() {
    let mixture = UnivariateGaussianMixture(
      weights: [0.2, 0.5, 0.3], means: [4, -1, 2], standardDeviations: [1, 2, 3])
    #expect(
      mixture.ordered
        == UnivariateGaussianMixture(
          weights: [0.5, 0.3, 0.2], means: [-1, 2, 4], standardDeviations: [2, 3, 1]))
  }
}
