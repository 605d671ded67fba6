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
    let scores = try limit.model.scores(of: try Matrix(ReferenceCase.table("fa.csv")))
    for j in 0..<2 { #expect(abs(scores.column(j).reduce(0, +)) < 1e-8) }
  }

  /// Moments without rows say the same as the rows.
  @Test func `published moments`() throws {
    let (start, moments, _) = try Self.start(false)
    let printed = try SampleMoments(
      count: moments.count, mean: moments.mean, covariance: moments.covariance)
    let (fit, other) = (try fitByEM(start, to: moments), try fitByEM(start, to: printed))
    #expect(isClose(fit.logLikelihoods, other.logLikelihoods, relative: 1e-13))
    #expect(throws: InvalidData.count(0)) {
      try SampleMoments(count: 0, mean: [1], covariance: .identity(1))
    }
    #expect(throws: InvalidData.raggedRow(row: 0, count: 2, expected: 1)) {
      try SampleMoments(count: 9, mean: [1], covariance: .identity(2))
    }
    #expect(throws: InvalidData.notCovariance(row: 1, column: 0, value: 0.5)) {
      try SampleMoments(count: 9, mean: [0, 0], covariance: Matrix([[1, 0.4], [0.5, 1]]))
    }
    #expect(throws: InvalidData.notCovariance(row: 1, column: 0, value: 3)) {
      try SampleMoments(count: 9, mean: [0, 0], covariance: Matrix([[1, 3], [3, 4]]))
    }
    #expect(throws: InvalidData.notCovariance(row: 1, column: 1, value: 0)) {
      try SampleMoments(count: 9, mean: [0, 0], covariance: Matrix([[1, 0], [0, 0]]))
    }
  }

  /// At a fixed inverse temperature β it is Q + H/β that every half-step raises.
  @Test(arguments: [false, true]) func `annealing`(isIsotropic: Bool) throws {
    let (start, moments, _) = try Self.start(isIsotropic)
    var options = EMOptions(tolerance: .never, iterationLimit: 30)
    options.variant = .annealed(inverseTemperatures: Array(repeating: 0.5, count: 20))
    let fit = try fitByEM(start, to: moments, options: options)
    let energies = fit.trace.filter { $0.iteration < 20 }
      .map { $0.expectedLogLikelihood + $0.entropy / 0.5 }
    for (before, after) in zip(energies, energies.dropFirst()) {
      #expect(after >= before - 1e-9 * abs(before))
    }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    options.variant = .annealed(inverseTemperatures: [1, 1])
    let (lukewarm, plain) = (
      try fitByEM(start, to: moments, options: options),
      try fitByEM(start, to: moments, options: EMOptions(tolerance: .never, iterationLimit: 30))
    )
    #expect(isClose(lukewarm.logLikelihoods, plain.logLikelihoods, relative: 1e-13))
  }

  @Test func `refuses factors that are guessed or drawn`() throws {
    let (start, moments, _) = try Self.start(false)
    var options = EMOptions()
    for variant in [EMOptions.Variant.hard, .stochastic(seed: 1)] {
      options.variant = variant
      #expect(throws: UnsupportedOption.posterior) {
        try fitByEM(start, to: moments, options: options)
      }
    }
  }
}
