import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Collapse is a status` {
  /// Reference 18: three identical rows; elsewhere this raises, or gives what the regularization says.
  static func duplicates() throws -> Matrix {
    try Matrix(ReferenceCase("18_degenerate_duplicates").data.rows.table)
  }

  static func start(_ rows: Matrix, _ prior: GaussianPrior? = nil) throws
    -> GaussianMixture
  {
    GaussianMixture(
      weights: [0.5, 0.5], means: try Matrix([[0, 0], [5, 5]]),
      covariances: .full([.identity(2), .identity(2)]), prior: prior)
  }

  @Test func `keep stops at the last sound parameters`() throws {
    let rows = try Self.duplicates()
    let fit = try fitByEM(Self.start(rows), to: rows)
    guard case .collapsed(let collapse, let iteration) = fit.status else {
      Issue.record("\(fit.status)")
      return
    }
    #expect(collapse.component == 0)
    #expect(iteration == fit.iterations + 1)
    #expect(fit.collapses.map(\.policy) == [.keep])
    #expect(fit.logLikelihood.isFinite)
    #expect("\(fit.status)".hasPrefix("lost component 0 in iteration "))
    #expect(try fit.model.eStep(rows).logLikelihood == fit.logLikelihood)
  }

  @Test func `drop goes on with the others`() throws {
    let rows = try Self.duplicates()
    var options = EMOptions()
    options.onCollapse = .drop
    let fit = try fitByEM(Self.start(rows), to: rows, options: options)
    #expect(fit.status.isToleranceMet)
    #expect(fit.model.componentCount == 1)
    #expect(fit.collapses.count == 1)
    let closedForm = (0..<2).map { rows.column($0).reduce(0, +) / 8 }
    #expect(isClose(fit.model.means.elements, closedForm, relative: 1e-10))
  }

  @Test func `reseed puts the component where the mixture is worst`() throws {
    var random = SplitMix64(seed: 6)
    let truth = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [-4, 4], standardDeviations: [1, 1])
    let samples = truth.sample(200, using: &random) + [20, 20, 20]
    let start = UnivariateGaussianMixture(
      weights: [0.9, 0.1], means: [0, 20], standardDeviations: [4, 0.01])
    var options = EMOptions()
    options.onCollapse = .reseed
    let fit = try fitByEM(start, to: samples, options: options)
    #expect(!fit.collapses.isEmpty)
    #expect(fit.collapses.allSatisfy { $0.policy == .reseed })
    #expect(fit.logLikelihood.isFinite)
  }

  @Test func `a prior with the scale of the data prevents it`() throws {
    let rows = try Self.duplicates()
    let prior = GaussianPrior(matching: rows, components: 2)
    let fit = try fitByEM(Self.start(rows, prior), to: rows)
    #expect(fit.status.isToleranceMet)
    #expect(fit.collapses.isEmpty)
    let objectives = fit.trace.map(\.objective)
    for (before, after) in zip(objectives, objectives.dropFirst()) {
      #expect(after >= before - 1e-9 * (1 + abs(before)))
    }
    // In other units the same fit comes out in these units.
    let scale = 0x1p-20
    let small = scale * rows
    let scaledPrior = GaussianPrior(matching: small, components: 2)
    var start = try Self.start(small, scaledPrior)
    start.means = scale * start.means
    start.covariances = .full([scale * scale * .identity(2), scale * scale * .identity(2)])
    let scaled = try fitByEM(
      start, to: small, options: EMOptions(tolerance: .never, iterationLimit: fit.iterations))
    #expect(isClose(scaled.model.weights, fit.model.weights, relative: 1e-10))
  }

  @Test func `fewer rows than dimensions`() throws {
    let rows = try Matrix([[1, 2, 3], [2, 1, 5]])
    let start = GaussianMixture(
      weights: [1], means: Matrix(rows: 1, columns: 3), covariances: .full([.identity(3)]))
    let fit = try fitByEM(start, to: rows)
    guard case .collapsed = fit.status else {
      Issue.record("\(fit.status)")
      return
    }
    #expect(fit.model == start)
  }

  @Test(arguments: [CollapsePolicy.drop, .reseed])
  func `components of any family are dropped or reseeded`(policy: CollapsePolicy) throws {
    var random = SplitMix64(seed: 2)
    let samples =
      Normal(mean: -3).sample(100, using: &random) + Normal(mean: 3).sample(100, using: &random)
    let start = Mixture(
      weights: [0.4, 0.3, 0.3],
      components: [
        Normal(mean: -3), Normal(mean: 3), Normal(mean: 1e6, standardDeviation: 1),
      ])
    var options = EMOptions()
    options.onCollapse = policy
    let fit = try fitByEM(start, to: samples, options: options)
    #expect(fit.collapses.first?.policy == policy)
    #expect(fit.collapses.first?.collapse.component == 2)
    #expect(fit.model.componentCount == (policy == .drop ? 2 : 3))
    #expect(fit.logLikelihood.isFinite && fit.isSound)
    #expect(isClose(fit.model.weights.reduce(0, +), 1, relative: 1e-12))
  }

  @Test func `a component far from every row is empty`() throws {
    let start = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [0, 1e9], standardDeviations: [1, 1])
    let fit = try fitByEM(start, to: [0.1, -0.5, 0.9])
    #expect(
      fit.status
        == .collapsed(
          ComponentCollapse(component: 1, reason: .empty(effectiveCount: 0)), iteration: 1))
  }
}
