import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Variational Bayes over seeded random problems, where the objective is the bound.
@Suite struct `Laws of variational Bayes` {
  static func start(
    _ rows: Matrix, _ responsibilities: Matrix, _ prior: VariationalGaussianMixture.Prior? = nil
  ) throws -> VariationalGaussianMixture {
    try VariationalGaussianMixture(
      prior: prior
        ?? VariationalGaussianMixture.Prior(matching: rows, components: responsibilities.columns),
      responsibilities: responsibilities, of: rows)
  }

  static func problem(_ seed: UInt64) throws -> (rows: Matrix, responsibilities: Matrix) {
    let rows = try RandomProblem(seed: seed, shape: .full).rows
    var random = SplitMix64(seed: seed + 7)
    let flat = Dirichlet(concentrations: [0.5, 0.5, 0.5])
    return (rows, try Matrix((0..<rows.rows).map { _ in flat.sample(using: &random) }))
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func `every law`(seed: UInt64) throws {
    let (rows, responsibilities) = try Self.problem(seed)
    let start = try Self.start(rows, responsibilities)
    let simplices = { (model: VariationalGaussianMixture) in [model.expectedMixture.weights] }
    let problem = Problem(start: start, observations: rows)
    let fit = try problem.expectBounds(simplices: simplices) { try problem.fit($0, change: $1) }

    // Integer weights are repeated rows.
    let weights = (0..<rows.rows).map { Double(($0 * 7) % 4) }
    let weighted = try problem.expectBounds(simplices: simplices) {
      try problem.fit($0, weights: weights, change: $1)
    }
    let repeated = (0..<rows.rows).flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    let options = EMOptions(tolerance: .never, iterationLimit: 12)
    let unweighted = try fitByEM(start, to: rows.selecting(rows: repeated), options: options)
    #expect(isClose(weighted.objective, unweighted.objective, relative: 1e-11))
    #expect(
      isClose(weighted.model.means.elements, unweighted.model.means.elements, relative: 1e-8))

    // Another order of the components is another order of the result.
    let order = [2, 0, 1]
    let permuted = try Self.start(
      rows, responsibilities.selecting(rows: Array(0..<rows.rows), columns: order))
    let other = try fitByEM(permuted, to: rows, options: options)
    #expect(isClose(other.objective, fit.objective, relative: 1e-11))
    #expect(
      isClose(
        other.model.concentrations, order.map { fit.model.concentrations[$0] }, relative: 1e-8))
    #expect(
      isClose(
        other.model.means.elements, fit.model.means.selecting(rows: order).elements,
        relative: 1e-8, absolute: 1e-10))
  }

  /// One component, where everything is conjugate (Bishop 10.58–10.63).
  @Test func `one component is the conjugate posterior`() throws {
    let rows = try RandomProblem(seed: 3, shape: .full).rows
    let n = Double(rows.rows)
    let prior = try VariationalGaussianMixture.Prior(matching: rows, components: 1)
    let ones = Matrix(rows: rows.rows, columns: 1, repeating: 1)
    let fit = try fitByEM(Self.start(rows, ones), to: rows)
    let model = fit.model
    #expect(isClose(model.concentrations, [prior.concentration + n]))
    #expect(isClose(model.meanPrecisions, [prior.meanPrecision + n]))
    #expect(isClose(model.degreesOfFreedom, [prior.degreesOfFreedom + n]))
    for j in 0..<rows.columns {
      let mean = rows.column(j).reduce(0, +) / n
      // The prior is centered on the mean, so the posterior is too.
      #expect(isClose(model.means[0, j], mean, relative: 1e-11, absolute: 1e-13))
      let squares = rows.column(j).reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      #expect(isClose(model.scales[0][j, j], prior.scale[j, j] + squares, relative: 1e-11))
    }
  }
}

extension VariationalGaussianMixture {
  /// The concentrations of a Dirichlet posterior; empty where it is another.
  var concentrations: [Double] {
    if case .dirichlet(let concentrations) = weights { concentrations } else { [] }
  }
}
