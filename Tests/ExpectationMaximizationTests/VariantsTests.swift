import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Variants of EM` {
  static let samples: [Double] = {
    var random = SplitMix64(seed: 12)
    return UnivariateGaussianMixture(
      weights: [0.3, 0.7], means: [-2, 2], standardDeviations: [1, 1]
    ).sample(600, using: &random)
  }()
  static let start = UnivariateGaussianMixture(
    weights: [0.5, 0.5], means: [-0.5, 0.5], standardDeviations: [2, 2])

  @Test func `classification EM climbs the bound and ends in a partition`() throws {
    var options = EMOptions(record: .responsibilities)
    options.variant = .hard
    let fit = try fitByEM(Self.start, to: Self.samples, options: options)
    #expect(fit.status.isToleranceMet)
    let bounds = fit.trace.map(\.lowerBound)
    for (before, after) in zip(bounds, bounds.dropFirst()) { #expect(after >= before - 1e-9) }
    for step in fit.trace {
      #expect(step.entropy == 0)
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    #expect(isClose(fit.model.means, [-2, 2], relative: 0.2))
  }

  @Test func `stochastic EM wanders around the maximum, the same for any threads`() throws {
    var options = EMOptions(iterationLimit: 60)
    options.variant = .stochastic(seed: 5)
    let fit = try fitByEM(Self.start, to: Self.samples, options: options)
    let maximum = try fitByEM(Self.start, to: Self.samples).logLikelihood
    #expect(fit.iterations == 60)
    #expect(fit.logLikelihood < maximum && fit.logLikelihood > maximum - 20)
    options.threads = 4
    #expect(try fitByEM(Self.start, to: Self.samples, options: options).model == fit.model)
    options.variant = .stochastic(seed: 6)
    #expect(try fitByEM(Self.start, to: Self.samples, options: options).model != fit.model)
  }

  /// At a fixed inverse temperature β it is Q + H/β that every half-step raises.
  @Test func `annealing climbs the free energy, and then the likelihood`() throws {
    let beta = 0.7
    var options = EMOptions(tolerance: .relative(1e-10))
    options.variant = .annealed(inverseTemperatures: Array(repeating: beta, count: 20))
    let fit = try fitByEM(Self.start, to: Self.samples, options: options)
    let hot = fit.trace.filter { $0.iteration < 20 }
    let energies = hot.map { $0.expectedLogLikelihood + $0.entropy / beta }
    #expect(energies.count == 39)
    for (before, after) in zip(energies, energies.dropFirst()) { #expect(after >= before - 1e-9) }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    let plain = try fitByEM(
      Self.start, to: Self.samples, options: EMOptions(tolerance: .relative(1e-10)))
    #expect(fit.iterations > 20 && fit.status.isToleranceMet)
    #expect(isClose(fit.logLikelihood, plain.logLikelihood, relative: 1e-6))
    options.variant = .annealed(inverseTemperatures: [1, 1, 1])
    let lukewarm = try fitByEM(Self.start, to: Self.samples, options: options)
    #expect(isClose(lukewarm.logLikelihoods[3], plain.logLikelihoods[3], relative: 1e-12))
  }

  /// Two components that are nearly the same Gaussian come closer by β in every iteration.
  @Test(arguments: [0.3, 0.8]) func `heat merges components for good`(beta: Double) throws {
    let mean = Self.samples.reduce(0, +) / 600
    let spread = (Self.samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 600).squareRoot()
    let start = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [mean - 1e-4, mean + 1e-4], standardDeviations: [spread, spread])
    let expectation = try start.eStep(Self.samples, Inference(posterior: .tempered(beta)))
    let next = try start.mStep(expectation.statistics)
    #expect(isClose(next.means[1] - next.means[0], beta * 2e-4, relative: 1e-6))
  }

  @Test func `a temperature outside its range is an error`() {
    var options = EMOptions()
    options.variant = .annealed(inverseTemperatures: [0.5, 0])
    #expect(
      throws: InvalidStart.outOfRange(parameter: "inverseTemperature", index: 1, value: 0)
    ) { try fitByEM(Self.start, to: Self.samples, options: options) }
  }

  @Test func `tolerances mean what they say`() throws {
    for tolerance: EMOptions.Tolerance in [
      .absolute(1e-6), .relative(1e-9), .parameters(1e-6), .remaining(1e-5),
    ] {
      let fit = try fitByEM(
        Self.start, to: Self.samples, options: EMOptions(tolerance: tolerance))
      #expect(
        fit.status
          == .toleranceMet(
            iterations: fit.iterations, tolerance: tolerance, lastGain: fit.lastGain))
      let gains = zip(fit.logLikelihoods, fit.logLikelihoods.dropFirst()).map { $1 - $0 }
      switch tolerance {
      case .absolute(let epsilon):
        #expect(abs(gains.last!) < epsilon && gains.dropLast().allSatisfy { abs($0) >= epsilon })
      case .remaining(let epsilon):
        let limit = try fitByEM(
          Self.start, to: Self.samples,
          options: EMOptions(tolerance: .relative(1e-15), iterationLimit: 5_000))
        #expect(limit.logLikelihood - fit.logLikelihood < 2 * epsilon)
      default: break
      }
    }
  }

  @Test func `online EM comes close to the maximum in one pass`() throws {
    var random = SplitMix64(seed: 3)
    let truth = UnivariateGaussianMixture(
      weights: [0.3, 0.7], means: [-2, 2], standardDeviations: [1, 0.5])
    let batches = (0..<100).map { _ in truth.sample(100, using: &random) }
    let fit = try fitByOnlineEM(Self.start, to: batches)
    #expect(isClose(fit.model.means, [-2, 2], relative: 0.1))
    #expect(isClose(fit.model.weights, [0.3, 0.7], relative: 0.08))
    #expect(fit.batchLogLikelihoods.count == 100)
    let poisson = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 9)])
    let counts = (0..<50).map { _ in poisson.sample(100, using: &random) }
    let other = try fitByOnlineEM(
      Mixture(weights: [0.4, 0.6], components: [Poisson(rate: 3), Poisson(rate: 5)]), to: counts)
    #expect(isClose(other.model.components.map(\.rate), [1, 9], relative: 0.15))
  }

  @Test func `step sizes that are none are errors`() {
    #expect(throws: InvalidStart.outOfRange(parameter: "delay", index: 0, value: -1)) {
      try fitByOnlineEM(Self.start, to: [Self.samples], steps: StepSizes(delay: -1))
    }
    #expect(throws: InvalidStart.outOfRange(parameter: "passes", index: 0, value: -2)) {
      try fitByOnlineEM(Self.start, to: [Self.samples], passes: -2)
    }
    let none = fitByEM(restarts: -1, seed: 1, to: Self.samples) { _ in Self.start }
    #expect(none.runs.isEmpty && none.best == nil)
  }

  @Test func `a start from responsibilities begins with the M-step`() throws {
    let responsibilities = try Self.start.responsibilities(of: Self.samples)
    let started = try Self.start.fitted(
      toResponsibilities: responsibilities, of: Self.samples)
    let stepped = try Self.start.mStep(Self.start.eStep(Self.samples).statistics)
    #expect(isClose(started.means, stepped.means, relative: 1e-12))
    #expect(isClose(started.weights, stepped.weights, relative: 1e-12))
    #expect(throws: InvalidStart.self) {
      try Self.start.fitted(
        toResponsibilities: Matrix(rows: 2, columns: 2), of: Self.samples)
    }
    var random = SplitMix64(seed: 1)
    let random2 = try Mixture.initialized(
      components: 3, prototype: Binomial(trials: 5, probability: 0.5), from: [1, 2, 5, 3, 0, 2],
      using: &random)
    #expect(random2.components.count == 3)
  }
}
