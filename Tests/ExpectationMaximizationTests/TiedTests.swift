import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Components with a common spread` {
  private let numbers = [-2.1, -1.4, -1.9, -2.6, 0.3, 1.8, 2.2, 2.9, 1.1, 2.4, 3.1]

  private var start: Mixture<Tied<Normal>> {
    Mixture(
      weights: [0.5, 0.5],
      components: [-1, 1].map { Tied(Normal(mean: $0, standardDeviation: 2)) })
  }

  /// The same model by the type that knows tied covariances.
  @Test func `are the tied Gaussian mixture`() throws {
    let fit = try fitByEM(start, to: numbers)
    let rows = Matrix(rows: numbers.count, columns: 1, elements: numbers)
    let known = try fitByEM(
      GaussianMixture(
        weights: [0.5, 0.5], means: try Matrix([[-1], [1]]),
        covariances: .tied(try Matrix([[4]]))), to: rows)
    #expect(isClose(fit.logLikelihoods, known.logLikelihoods, relative: 1e-12))
    #expect(fit.model.parameterCount == 4 && known.model.parameterCount == 4)
    #expect(isClose(fit.bic, known.bic, relative: 1e-12))
    #expect(
      fit.model.parameters.map(\.name) == [
        "weight[0]", "weight[1]", "component[0].mean", "component[1].mean",
        "component.standardDeviation",
      ])
    #expect(
      isClose(
        fit.model.parameters[4].value * fit.model.parameters[4].value,
        known.model.covariances.matrix(0, dimension: 1)[0, 0], relative: 1e-12))
  }

  /// `Reference/extensions.py`: the likelihood of the iris maximized directly.
  ///
  /// The second is mclust's EII, which stops a thousandth of a nat early with the BIC 878.765.
  @Test func `diagonal and spherical covariances for all components`() throws {
    let reference = try ReferenceCase("extensions").tied
    let rows = try ReferenceCase.table("iris.csv").map { Array($0.prefix(4)) }
    let means = reference.start.table
    func fit<Component: LocationScale>(_ component: ([Double]) -> Component) throws -> Fit<
      Mixture<Tied<Component>>
    > where Component.Value == [Double] {
      try fitByEM(
        Mixture(
          weights: Array(repeating: 1 / 3, count: 3), components: means.map { Tied(component($0)) }),
        to: rows, options: EMOptions(tolerance: .relative(1e-14), iterationLimit: 5000))
    }
    let diagonal = try fit { DiagonalNormal(mean: $0, variances: [0.2, 0.2, 0.2, 0.2]) }
    #expect(isClose(diagonal.logLikelihood, reference.diagonal.loglik.number, relative: 1e-10))
    #expect(
      isClose(
        diagonal.model.components[2].component.variances, reference.diagonal.variances.numbers,
        relative: 1e-4))
    #expect(diagonal.parameterCount == 2 + 12 + 4)
    let spherical = try fit { SphericalNormal(mean: $0, variance: 0.2) }
    #expect(isClose(spherical.logLikelihood, reference.spherical.loglik.number, relative: 1e-10))
    #expect(isClose(spherical.bic, 878.765, absolute: 2e-3))
    #expect(
      isClose(
        [spherical.model.components[0].component.variance],
        reference.spherical.variances.numbers, relative: 1e-4))
  }

  @Test func `every family comes back from its parameters, and its spread is counted once`() throws
  {
    func expect<Component: LocationScale>(
      _ components: [Component], free: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let mixture = Mixture(weights: [0.3, 0.7], components: components.map(Tied.init))
      #expect(mixture.parameterCount == 1 + free, sourceLocation: sourceLocation)
      let back = try #require(
        Mixture(unconstrained: mixture.unconstrainedParameters, prototype: mixture),
        sourceLocation: sourceLocation)
      #expect(
        isClose(back.parameters.map(\.value), mixture.parameters.map(\.value), relative: 1e-14),
        sourceLocation: sourceLocation)
    }
    let covariance = try Matrix([[2, 0.5], [0.5, 1]])
    try expect(
      try [[0, 1], [2, 3]].map { try MultivariateNormal(mean: $0, covariance: covariance) }, free: 7
    )
    try expect([[0, 1], [2, 3]].map { DiagonalNormal(mean: $0, variances: [1, 2]) }, free: 6)
    try expect([[0, 1], [2, 3]].map { SphericalNormal(mean: $0, variance: 2) }, free: 5)
    try expect(
      [[0, 1], [2, 3]].map { LinearRegression(coefficients: $0, standardDeviation: 2) }, free: 5)
  }

  @Test func `a part of a product may be tied, and the other one free`() throws {
    let values = numbers.map { ($0, $0 < 0 ? 1 : 4) }
    let start = Mixture(
      weights: [0.5, 0.5],
      components: [(-1.0, 2.0), (1.0, 3.0)].map {
        Product(Tied(Normal(mean: $0.0, standardDeviation: 2)), Poisson(rate: $0.1))
      })
    let fit = try fitByEM(start, to: values, options: EMOptions(tolerance: .relative(1e-13)))
    #expect(fit.status.isToleranceMet && fit.model.parameterCount == 6)
    let parts = fit.model.components
    #expect(
      parts[0].first.component.standardDeviation == parts[1].first.component.standardDeviation)
    #expect(parts[0].second.rate < 2 && parts[1].second.rate > 3)
    var squarem = EMOptions(tolerance: .relative(1e-13))
    squarem.acceleration = .squarem
    let fast = try fitByEM(start, to: values, options: squarem)
    #expect(isClose(fast.logLikelihood, fit.logLikelihood, relative: 1e-9))
    #expect(fit.model.parameters.map(\.name).contains("component.first.standardDeviation"))
  }

  /// Two points, two components: no spread is left for anyone, and no policy brings one back.
  @Test(arguments: [CollapsePolicy.keep, .reseed, .drop])
  func `a common spread that vanishes is a collapse`(policy: CollapsePolicy) throws {
    var options = EMOptions()
    options.onCollapse = policy
    let fit = try fitByEM(start, to: [-2, -2, -2, 3, 3, 3], options: options)
    guard case .collapsed(let collapse, _) = fit.status, case .singular = collapse.reason else {
      Issue.record("\(fit.status)")
      return
    }
    #expect(fit.logLikelihood.isFinite && fit.model.componentCount == 2)
    #expect(fit.collapses.map(\.policy) == [.keep])
  }

  /// A spread is not moved by one component that is put elsewhere.
  @Test func `a component that lost everything is dropped, and the others keep their spread`()
    throws
  {
    var options = EMOptions(tolerance: .relative(1e-12))
    options.onCollapse = .drop
    let lost = Mixture(
      weights: [0.4, 0.4, 0.2],
      components: [-1, 1, 1e6].map { Tied(Normal(mean: $0, standardDeviation: 2)) })
    let fit = try fitByEM(lost, to: numbers, options: options)
    let two = try fitByEM(start, to: numbers, options: EMOptions(tolerance: .relative(1e-12)))
    #expect(fit.collapses.count == 1 && fit.model.componentCount == 2)
    #expect(isClose(fit.logLikelihood, two.logLikelihood, relative: 1e-9))
  }
}
