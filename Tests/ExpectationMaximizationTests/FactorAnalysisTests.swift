import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Factor analysis` {
  static func start(_ isotropic: Bool) throws -> (FactorAnalysis, SampleMoments, ReferenceCase) {
    let reference = try ReferenceCase("13_factor_analysis_ppca")
    let rows = try Matrix(ReferenceCase.table("fa.csv"))
    let start = FactorAnalysis(
      loadings: try reference.`init`.loadings.matrix(),
      noise: isotropic ? .isotropic(1) : .diagonal(reference.`init`.noise.numbers))
    return (start, try SampleMoments(rows), reference.expected)
  }

  /// Reference 13: scikit-learn's FactorAnalysis has the same limit.
  @Test func `follows the reference`() throws {
    let (start, moments, reference) = try Self.start(false)
    let fit = try fitByEM(
      start, to: moments, options: EMOptions(tolerance: .never, iterationLimit: 30, record: .models)
    )
    #expect(isClose(fit.logLikelihoods, reference.fa.loglik_trace.numbers, relative: 1e-10))
    let first = try #require(fit.maximizations[0].model)
    #expect(isClose(first.loadings.elements, reference.fa.after_1.loadings.flat, relative: 1e-8))
    #expect(isClose(first.uniquenesses, reference.fa.after_1.noise.numbers, relative: 1e-8))
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    var options = EMOptions(tolerance: .relative(1e-15), iterationLimit: 20_000)
    options.acceleration = .squarem
    let limit = try fitByEM(start, to: moments, options: options)
    #expect(isClose(limit.logLikelihood, reference.fa.converged.loglik.number, relative: 1e-10))
  }

  /// The closed form of Tipping & Bishop: σ² is the mean of the discarded eigenvalues.
  @Test func `probabilistic PCA reaches its closed form`() throws {
    let (start, moments, reference) = try Self.start(true)
    let fit = try fitByEM(
      start, to: moments, options: EMOptions(tolerance: .never, iterationLimit: 30, record: .models)
    )
    #expect(isClose(fit.logLikelihoods, reference.ppca.loglik_trace.numbers, relative: 1e-10))
    let first = try #require(fit.maximizations[0].model)
    #expect(isClose(first.loadings.elements, reference.ppca.after_1.loadings.flat, relative: 1e-8))
    #expect(isClose(first.uniquenesses[0], reference.ppca.after_1.sigma2.number, relative: 1e-8))
    let limit = try fitByEM(
      start, to: moments, options: EMOptions(tolerance: .relative(1e-15), iterationLimit: 5_000))
    let discarded = SymmetricEigen(moments.covariance).values.dropFirst(2)
    #expect(isClose(limit.model.uniquenesses[0], discarded.reduce(0, +) / 4, relative: 1e-8))
    #expect(isClose(limit.logLikelihood, reference.ppca.closed_form.loglik.number, relative: 1e-10))
    let scores = limit.model.scores(of: try Matrix(ReferenceCase.table("fa.csv")))
    for j in 0..<2 { #expect(abs(scores.column(j).reduce(0, +)) < 1e-8) }
  }

  @Test func `refuses weights that belong to the moments`() throws {
    let (start, moments, _) = try Self.start(false)
    var options = EMOptions()
    options.weights = [1]
    #expect(throws: UnsupportedOption.weights) {
      try fitByEM(start, to: moments, options: options)
    }
  }
}
