import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Mixtures of any component` {
  /// Reference 05, Do & Batzoglou, Nature Biotechnology 26:897 (2008): .71/.58, then .80/.52.
  @Test func `two coins`() throws {
    let reference = try ReferenceCase("05_two_coins")
    let heads = reference.data.heads.numbers.map { Int($0) }
    let trials = reference.data.tosses_per_set.int
    let start = Mixture(
      weights: [0.5, 0.5],
      components: reference.`init`.theta.numbers.map { Binomial(trials: trials, probability: $0) },
      hasFixedWeights: true)
    let fit = try fitByEM(
      start, to: heads, options: EMOptions(tolerance: .never, iterationLimit: 40, record: .models))
    let constant = reference.log_binomial_coefficient_sum.number
    #expect(
      isClose(
        fit.logLikelihoods, reference.expected.loglik_trace.numbers.map { $0 + constant },
        relative: 1e-10))
    for (step, theta) in zip(fit.maximizations, reference.expected.theta_trace.table.dropFirst()) {
      let model = try #require(step.model)
      #expect(isClose(model.components.map(\.probability), theta, relative: 1e-8))
    }
    let responsibilities = try start.responsibilities(of: heads)
    #expect(
      isClose(
        responsibilities.elements, reference.expected.responsibilities_iter0.flat, relative: 1e-12))
    let counts = try start.eStep(heads).statistics.sums.map(\.total)
    #expect(
      isClose(counts[0], reference.expected.expected_counts_iter0.heads_A.number, relative: 1e-12))
    #expect(
      isClose(counts[1], reference.expected.expected_counts_iter0.heads_B.number, relative: 1e-12))
  }

  static func deaths() throws -> (
    start: Mixture<Poisson>, counts: [Int], days: [Double], ReferenceCase
  ) {
    let reference = try ReferenceCase("10_poisson_times_deaths")
    let start = Mixture(
      weights: reference.`init`.weights.numbers,
      components: reference.`init`.rates.numbers.map { Poisson(rate: $0) })
    return (
      start, reference.data.count.numbers.map { Int($0) }, reference.data.days.numbers, reference
    )
  }

  /// Reference 10, deaths in The Times 1910–12 (Hasselblad 1969): published .3599, 1.2561, 2.6634.
  @Test func `deaths in The Times with frequency weights`() throws {
    let (start, counts, days, reference) = try Self.deaths()
    let options = EMOptions(tolerance: .never, iterationLimit: 50)
    let fit = try fitByEM(start, to: counts, weights: days, options: options)
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    for key in reference.expected.params_after.keys {
      let model = try #require(fit.maximizations[Int(key)! - 1].model)
      let expected = reference.expected.params_after[key]
      #expect(isClose(model.weights, expected.weights.numbers, relative: 1e-8))
      #expect(isClose(model.components.map(\.rate), expected.rates.numbers, relative: 1e-8))
    }
  }

  /// The same maximum: plain EM takes 1 817 iterations to come within 10⁻⁸.
  @Test func `SQUAREM reaches the maximum in a tenth of the iterations`() throws {
    let (start, counts, days, reference) = try Self.deaths()
    var options = EMOptions(tolerance: .relative(1e-14), iterationLimit: 50_000)
    options.acceleration = .squarem
    let fit = try fitByEM(start, to: counts, weights: days, options: options)
    let limit = reference.expected.converged
    #expect(fit.iterations < 180)
    #expect(isClose(fit.logLikelihood, limit.loglik.number, relative: 1e-12))
    #expect(isClose(fit.model.weights, limit.weights.numbers, relative: 1e-4))
    #expect(isClose(fit.model.components.map(\.rate), limit.rates.numbers, relative: 1e-4))
    for (before, after) in zip(fit.logLikelihoods, fit.logLikelihoods.dropFirst()) {
      #expect(after >= before - 1e-9 * (1 + abs(before)))
    }
  }

  /// Reference 14: log-likelihoods by scipy's multivariate t.
  @Test(arguments: [("fixed_nu4", 4.0), ("estimated_nu", 10.0)])
  func `Student's t follows the reference`(key: String, degreesOfFreedom: Double) throws {
    let file = try ReferenceCase("14_student_t_mixture")
    let reference = file.expected[key]
    let rows = try ReferenceCase.table("tmix.csv")
    let components = try zip(file.`init`.means.table, file.`init`.scales.list).map { mean, scale in
      StudentTComponent(
        try MultivariateStudentT(
          degreesOfFreedom: degreesOfFreedom, location: mean, scale: scale.matrix()),
        estimatesDegreesOfFreedom: key == "estimated_nu")
    }
    let start = Mixture(weights: file.`init`.weights.numbers, components: components)
    let fit = try fitByEM(
      start, to: rows,
      options: EMOptions(
        tolerance: .never, iterationLimit: reference.iterations.int, record: .models))
    #expect(isClose(fit.logLikelihoods, reference.loglik_trace.numbers, relative: 1e-10))
    let pairs = [
      (try #require(fit.maximizations[0].model), reference.after_1), (fit.model, reference.final),
    ]
    for (model, expected) in pairs {
      let distributions = model.components.map(\.distribution)
      #expect(isClose(model.weights, expected.weights.numbers, relative: 1e-8))
      #expect(isClose(distributions.flatMap(\.location), expected.means.flat, relative: 1e-8))
      #expect(
        isClose(distributions.flatMap(\.scale.elements), expected.scales.flat, relative: 1e-8))
      #expect(isClose(distributions.map(\.degreesOfFreedom), expected.dof.numbers, relative: 1e-8))
    }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
  }

  /// Where ν is large, Q and the likelihood are differences of numbers of the size of ν log ν.
  @Test(arguments: [30.0, 1e4, 1e8, 1e12], [false, true])
  func `Student's t keeps its digits`(degreesOfFreedom: Double, estimates: Bool) throws {
    var random = SplitMix64(seed: 4)
    let rows = (0..<200).map { _ in [random.standardNormal(), random.standardNormal()] }
    let start = Mixture(
      weights: [1],
      components: [
        StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: degreesOfFreedom, location: [0.5, 0], scale: .identity(2)),
          estimatesDegreesOfFreedom: estimates)
      ])
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    for step in try fitByEM(start, to: rows, options: options).trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
  }

  /// At ν = 10⁸ the t distribution is normal.
  @Test func `Student's t with many degrees of freedom is the Gaussian mixture`() throws {
    let file = try ReferenceCase("14_student_t_mixture")
    let rows = try ReferenceCase.table("tmix.csv")
    let scales = try file.`init`.scales.list.map { try $0.matrix() }
    let means = file.`init`.means.table
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    let components = try zip(means, scales).map { mean, scale in
      StudentTComponent(
        try MultivariateStudentT(degreesOfFreedom: 1e8, location: mean, scale: scale))
    }
    let student = try fitByEM(
      Mixture(weights: [0.5, 0.5], components: components), to: rows, options: options)
    let gauss = try fitByEM(
      GaussianMixture(
        weights: [0.5, 0.5], means: Matrix(means), covariances: .full(scales)),
      to: Matrix(rows), options: options)
    #expect(isClose(student.logLikelihoods, gauss.logLikelihoods, relative: 1e-7))
  }

  @Test func `a mixture of normal components is the Gaussian mixture`() throws {
    var random = SplitMix64(seed: 3)
    let truth = UnivariateGaussianMixture(
      weights: [0.4, 0.6], means: [-2, 3], standardDeviations: [1, 2])
    let samples = truth.sample(500, using: &random)
    let start = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [-1, 1], standardDeviations: [1, 1])
    let options = EMOptions(tolerance: .never, iterationLimit: 20)
    let gauss = try fitByEM(start, to: samples, options: options)
    let mixture = try fitByEM(
      Mixture(weights: start.weights, components: (0..<2).map(start.component)), to: samples,
      options: options)
    #expect(isClose(mixture.logLikelihoods, gauss.logLikelihoods, relative: 1e-12))
    #expect(isClose(mixture.model.components.map(\.mean), gauss.model.means, relative: 1e-10))
  }

  /// A user's own component, with nothing but a log-density and a weighted fit.
  struct Geometric: WeightedFitting, Distribution {
    var success: Double
    func logDensity(_ x: Int) -> Double {
      Elementary.log(success) + Double(x) * Elementary.log1p(-success)
    }
    func sample(using random: inout some RandomNumberGenerator) -> Int {
      Int(Elementary.log(1 - random.uniform()) / Elementary.log1p(-success))
    }
    func fitted(to values: [Int], weights: [Double]) -> Geometric {
      let total = weights.reduce(0, +)
      let sum = zip(values, weights).reduce(0) { $0 + Double($1.0) * $1.1 }
      return Geometric(success: total / (total + sum))
    }
  }

  @Test func `anything with a log-density and a weighted fit`() throws {
    var random = SplitMix64(seed: 5)
    let truth = Mixture(
      weights: [0.5, 0.5], components: [Geometric(success: 0.6), Geometric(success: 0.05)])
    let samples = truth.sample(3_000, using: &random)
    let start = Mixture(
      weights: [0.5, 0.5], components: [Geometric(success: 0.5), Geometric(success: 0.2)])
    let fit = try fitByEM(start, to: samples)
    #expect(isClose(fit.model.components[0].success, 0.6, relative: 0.1))
    #expect(isClose(fit.model.components[1].success, 0.05, relative: 0.1))
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
  }

  /// Families with the truth recovered from 4 000 values, monotone, and the bound adding up.
  @Test func `every family climbs and recovers its truth`() throws {
    try expectRecovery(
      Mixture(
        weights: [0.3, 0.7],
        components: [
          BernoulliVector(probabilities: [0.9, 0.8, 0.1, 0.2]),
          BernoulliVector(probabilities: [0.2, 0.1, 0.7, 0.9]),
        ]),
      from: [
        BernoulliVector(probabilities: [0.6, 0.6, 0.4, 0.4]),
        BernoulliVector(probabilities: [0.4, 0.4, 0.6, 0.6]),
      ])
    try expectRecovery(
      Mixture(weights: [0.4, 0.6], components: [Exponential(rate: 10), Exponential(rate: 0.2)]),
      from: [Exponential(rate: 2), Exponential(rate: 1)])
    try expectRecovery(
      Mixture(
        weights: [0.4, 0.6],
        components: [
          Multinomial(trials: 20, weights: [0.7, 0.2, 0.1]),
          Multinomial(trials: 20, weights: [0.1, 0.3, 0.6]),
        ]),
      from: [
        Multinomial(trials: 20, weights: [0.5, 0.3, 0.2]),
        Multinomial(trials: 20, weights: [0.2, 0.3, 0.5]),
      ])
    try expectRecovery(
      Mixture(
        weights: [0.4, 0.6],
        components: [
          Product(Normal(mean: 0), Poisson(rate: 2)),
          Product(Normal(mean: 3, standardDeviation: 0.5), Poisson(rate: 9)),
        ]),
      from: [
        Product(Normal(mean: 0.5), Poisson(rate: 3)), Product(Normal(mean: 2), Poisson(rate: 6)),
      ])
  }

  private func expectRecovery<Component: UnconstrainedComponent & Distribution>(
    _ truth: Mixture<Component>, from components: [Component],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var random = SplitMix64(seed: 11)
    let samples = truth.sample(4_000, using: &random)
    let fit = try fitByEM(Mixture(weights: [0.5, 0.5], components: components), to: samples)
    #expect(fit.status.isToleranceMet, sourceLocation: sourceLocation)
    for (estimate, parameter) in zip(fit.model.parameters, truth.parameters) {
      #expect(estimate.name == parameter.name, sourceLocation: sourceLocation)
      #expect(
        isClose(estimate.value, parameter.value, relative: 0.1, absolute: 0.05),
        "\(estimate.name)", sourceLocation: sourceLocation)
    }
    for step in fit.trace {
      #expect(
        isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10),
        sourceLocation: sourceLocation)
    }
    let parameters = fit.model.unconstrainedParameters
    let back = try #require(Mixture(unconstrained: parameters, prototype: fit.model))
    #expect(
      isClose(back.unconstrainedParameters, parameters, relative: 1e-9, absolute: 1e-12),
      sourceLocation: sourceLocation)
  }
}
