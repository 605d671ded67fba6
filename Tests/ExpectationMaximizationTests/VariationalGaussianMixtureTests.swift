import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Variational Bayes` {
  static func faithful() throws -> Matrix {
    try Matrix(ReferenceCase.table("faithful.csv"))
  }

  static func start(_ rows: Matrix, components: Int) throws -> VariationalGaussianMixture {
    var random = SplitMix64(seed: 3)
    let mixture = try GaussianMixture.initialized(
      components: components, from: rows, using: &random)
    return try VariationalGaussianMixture(
      prior: VariationalGaussianMixture.Prior(matching: rows, components: components),
      responsibilities: mixture.responsibilities(of: rows), of: rows)
  }

  @Test func `the bound climbs and empties what is not needed`() throws {
    let rows = try Self.faithful()
    let fit = try fitByEM(
      Self.start(rows, components: 6), to: rows,
      options: EMOptions(tolerance: .relative(1e-10), iterationLimit: 2_000))
    #expect(fit.status.isToleranceMet)
    for (before, after) in zip(fit.trace, fit.trace.dropFirst()) where after.kind == .expectation {
      #expect(after.objective >= before.objective - 1e-9 * (1 + abs(before.objective)))
      #expect(isClose(after.lowerBound, after.logLikelihood, relative: 1e-11))
    }
    let used = fit.model.expectedMixture.weights.filter { $0 > 0.02 }
    #expect(used.count == 2)
  }

  /// One component, where everything is conjugate: the bound is the evidence itself, and the evidence
  /// is the product of the predictive t densities of one row after the other.
  @Test func `the bound of one component is the evidence`() throws {
    let rows = try Self.faithful().selecting(rows: 0..<12)
    let prior = try VariationalGaussianMixture.Prior(matching: rows, components: 1)
    let model = try VariationalGaussianMixture(
      prior: prior, responsibilities: Matrix(rows: 12, columns: 1, repeating: 1), of: rows)
    let fit = try fitByEM(model, to: rows)
    var evidence = 0.0
    for n in 0..<12 {
      let before = rows.selecting(rows: 0..<n)
      let posterior =
        try n == 0
        ? nil
        : VariationalGaussianMixture(
          prior: prior, responsibilities: Matrix(rows: n, columns: 1, repeating: 1), of: before)
      let ν = posterior?.degreesOfFreedom[0] ?? prior.degreesOfFreedom
      let β = posterior?.meanPrecisions[0] ?? prior.meanPrecision
      let scale = posterior?.scales[0] ?? prior.scale
      let dof = ν - 1
      let predictive = try MultivariateStudentT(
        degreesOfFreedom: dof, location: posterior?.means.row(0) ?? prior.mean,
        scale: ((β + 1) / (β * dof)) * scale)
      evidence += predictive.logDensity(rows.row(n))
    }
    #expect(isClose(fit.objective, evidence, relative: 1e-11))
  }
}
