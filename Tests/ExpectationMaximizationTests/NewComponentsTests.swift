import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Against `Reference/components.py`: SciPy's densities, maximized directly, and sums over all paths.
@Suite struct `Components, gaps, and predictions` {
  private let cases: ReferenceCase

  init() throws { cases = try ReferenceCase("components") }

  static let options: EMOptions = {
    var options = EMOptions(tolerance: .relative(1e-14), iterationLimit: 20_000)
    options.acceleration = .squarem
    return options
  }()

  @Test func `a mixture of gamma distributions`() throws {
    let reference = cases.gamma
    let start = Mixture(
      weights: [0.5, 0.5], components: [Gamma(shape: 2, rate: 1), Gamma(shape: 9, rate: 1)])
    let fit = try fitByEM(start, to: reference.values.numbers, options: Self.options)
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-9))
    #expect(isClose(fit.model.weights[0], reference.weight.number, relative: 1e-3))
    #expect(
      isClose(
        fit.model.components.flatMap { [$0.shape, $0.rate] }, reference.parameters.numbers,
        relative: 1e-3))
  }

  @Test func `a mixture of log-normal distributions`() throws {
    let reference = cases.lognormal
    let start = Mixture(
      weights: [0.5, 0.5],
      components: [
        LogNormal(logMean: 0, logStandardDeviation: 0.5),
        LogNormal(logMean: 2, logStandardDeviation: 0.5),
      ])
    let fit = try fitByEM(start, to: reference.values.numbers, options: Self.options)
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-9))
    #expect(isClose(fit.model.weights[0], reference.weight.number, relative: 1e-3))
    #expect(
      isClose(
        fit.model.components.flatMap { [$0.logMean, $0.logStandardDeviation] },
        reference.parameters.numbers, relative: 1e-3))
  }

  @Test func `a negative binomial distribution`() throws {
    let reference = cases.negative_binomial
    let counts = reference.values.numbers.map { Int($0) }
    let start = Mixture(weights: [1], components: [NegativeBinomial(mean: 1, size: 1)])
    let fit = try fitByEM(start, to: counts, options: Self.options)
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-11))
    #expect(isClose(fit.model.components[0].mean, reference.mean.number, relative: 1e-5))
    #expect(isClose(fit.model.components[0].size, reference.size.number, relative: 1e-4))
  }

  @Test func `a zero-inflated Poisson distribution`() throws {
    let reference = cases.zero_inflated
    let counts = reference.values.numbers.map { Int($0) }
    let start = Mixture(weights: [1], components: [ZeroInflated(Poisson(rate: 1), zeros: 0.5)])
    let fit = try fitByEM(start, to: counts, options: Self.options)
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-11))
    #expect(isClose(fit.model.components[0].zeros, reference.zeros.number, relative: 1e-5))
    #expect(isClose(fit.model.components[0].component.rate, reference.rate.number, relative: 1e-5))
  }

  @Test func `a sequence with gaps`() throws {
    let counts: [Int?] = [1, 0, nil, 2, 7, nil, nil, 6, 5, 1]
    let chain = HiddenMarkovModel(
      initialProbabilities: [0.6, 0.4], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
      emissions: [MissingAtRandom(Poisson(rate: 1)), MissingAtRandom(Poisson(rate: 5))])
    #expect(isClose(try chain.logLikelihood(of: counts), cases.gaps.loglik.number, relative: 1e-12))
    #expect(
      isClose(
        try chain.statePosteriors(of: counts).column(1), cases.gaps.second_state.numbers,
        relative: 1e-10))
    // Without gaps it is the chain of the component.
    let whole = counts.compactMap { $0 }
    let plain = HiddenMarkovModel(
      initialProbabilities: chain.initialProbabilities, transitions: chain.transitions,
      emissions: [Poisson(rate: 1), Poisson(rate: 5)])
    #expect(
      try fitByEM(chain, to: [whole.map { $0 }]).logLikelihoods
        == fitByEM(plain, to: [whole]).logLikelihoods)
  }

  @Test func `states that emit from mixtures`() throws {
    let emissions = [
      Mixture(
        weights: [0.3, 0.7],
        components: [Normal(mean: -2), Normal(mean: 0, standardDeviation: 0.5)]),
      Mixture(
        weights: [0.5, 0.5], components: [Normal(mean: 4), Normal(mean: 7, standardDeviation: 2)]),
    ]
    let chain = HiddenMarkovModel(
      initialProbabilities: [0.6, 0.4], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
      emissions: emissions)
    let values = [-2.1, -0.2, 0.3, 4.2, 6.8, 3.9, -1.9]
    #expect(
      isClose(
        try chain.logLikelihood(of: values), cases.mixture_emissions.loglik.number, relative: 1e-12)
    )
    // A chain of one state is the mixture.
    let one = HiddenMarkovModel(
      initialProbabilities: [1], transitions: .identity(1), emissions: [emissions[0]])
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    #expect(
      isClose(
        try fitByEM(one, to: [values], options: options).logLikelihoods,
        try fitByEM(emissions[0], to: values, options: options).logLikelihoods, relative: 1e-11))
  }

  @Test func `the predictive density of a variational mixture`() throws {
    let prior = VariationalGaussianMixture.Prior(
      concentration: 1, mean: [0, 0], meanPrecision: 1, degreesOfFreedom: 2, scale: .identity(2))
    let mixture = VariationalGaussianMixture(
      prior: prior, weights: .dirichlet([3, 5]), means: try Matrix([[0, 1], [3, 2]]),
      meanPrecisions: [4, 6], degreesOfFreedom: [5, 7],
      scales: [try Matrix([[2, 0.3], [0.3, 1]]), try Matrix([[4, -1], [-1, 3]])])
    let points = try Matrix([[0.5, 0.5], [3, 2.5], [-4, 6]])
    #expect(
      isClose(
        try mixture.logDensities(of: points), cases.predictive.log_densities.numbers,
        relative: 1e-11))
    #expect(try mixture.logDensity(of: [3, 2.5]) == mixture.logDensities(of: points)[1])
  }

  @Test func `varimax`() throws {
    let loadings = try cases.varimax.loadings.matrix()
    let model = FactorAnalysis(
      loadings: loadings, noise: .diagonal(Array(repeating: 0.2, count: 6)))
    let rotated = model.varimax(normalized: false)
    let criterion = (0..<2).reduce(0.0) { sum, k in
      let squares = rotated.loadings.column(k).map { $0 * $0 }
      let mean = squares.reduce(0, +) / 6
      return sum + squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6
    }
    #expect(isClose(criterion, cases.varimax.criterion.number, relative: 1e-12))
    #expect(isClose(rotated.covariance.elements, model.covariance.elements, absolute: 1e-14))
    #expect(
      isClose(rotated.varimax(normalized: false).loadings.elements, rotated.loadings.elements))
    let normalized = model.varimax()
    #expect(isClose(normalized.covariance.elements, model.covariance.elements, absolute: 1e-14))
  }
}
