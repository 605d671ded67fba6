import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Factor analysis and probabilistic PCA over seeded random problems.
@Suite struct `Laws of EM on latent factors` {
  static let seeds = 0..<4 as Range<UInt64>

  /// Five columns that two factors explain, and a start that knows nothing of them.
  static func problem(
    _ seed: UInt64, isIsotropic: Bool
  ) -> (start: FactorAnalysis, rows: Matrix) {
    var random = SplitMix64(seed: seed)
    let loadings = (0..<5).map { _ in [2 * random.standardNormal(), random.standardNormal()] }
    var elements: [Double] = []
    for _ in 0..<80 {
      let z = [random.standardNormal(), random.standardNormal()]
      elements += loadings.enumerated().map { j, w in
        w[0] * z[0] + w[1] * z[1] + (0.5 + 0.1 * Double(j)) * random.standardNormal()
      }
    }
    let start = FactorAnalysis(
      loadings: Matrix(
        rows: 5, columns: 2, elements: (0..<10).map { _ in random.standardNormal() }),
      noise: isIsotropic ? .isotropic(1) : .diagonal((0..<5).map { _ in 0.5 + random.uniform() }))
    return (start, Matrix(rows: 80, columns: 5, elements: elements))
  }

  @Test(arguments: seeds, [false, true])
  func `every law`(seed: UInt64, isIsotropic: Bool) throws {
    let (start, rows) = Self.problem(seed, isIsotropic: isIsotropic)
    let options = EMOptions(tolerance: .never, iterationLimit: 12)
    let problem = Problem(start: start, observations: try SampleMoments(rows))
    let fit = try problem.expectBounds { try problem.fit($0, change: $1) }
    try Problem(start: fit.model, observations: problem.observations)
      .expectGradients(Inference(), nil, #_sourceLocation)

    // Integer weights are repeated rows.
    let weights = (0..<rows.rows).map { Double(($0 * 7) % 4) }
    let weighted = try fitByEM(start, to: SampleMoments(rows, weights: weights), options: options)
    let repeated = (0..<rows.rows).flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    let unweighted = try fitByEM(
      start, to: SampleMoments(rows.selecting(rows: repeated)), options: options)
    #expect(isClose(weighted.logLikelihoods, unweighted.logLikelihoods, relative: 1e-11))
    #expect(
      isClose(
        weighted.model.unconstrainedParameters, unweighted.model.unconstrainedParameters,
        relative: 1e-8))

    // Other orders of columns and of factors are other orders of the result.
    let columns = [3, 0, 4, 1, 2]
    let permuted = try fitByEM(
      Self.reordered(start, columns: columns, factors: [1, 0]),
      to: SampleMoments(
        rows.selecting(rows: Array(0..<rows.rows), columns: columns)), options: options)
    #expect(isClose(permuted.logLikelihoods, fit.logLikelihoods, relative: 1e-11))
    let expected = Self.reordered(fit.model, columns: columns, factors: [1, 0])
    #expect(
      isClose(
        permuted.model.unconstrainedParameters, expected.unconstrainedParameters, relative: 1e-8))

    // The mean is that of the columns from the first step on.
    let means = (0..<5).map { rows.column($0).reduce(0, +) / Double(rows.rows) }
    #expect(isClose(try #require(fit.model.mean), means, relative: 1e-11, absolute: 1e-13))
  }

  static func reordered(
    _ model: FactorAnalysis, columns: [Int], factors: [Int]
  ) -> FactorAnalysis {
    let noise: FactorAnalysis.Noise =
      switch model.noise {
      case .diagonal(let variances): .diagonal(columns.map { variances[$0] })
      case .isotropic: model.noise
      }
    return FactorAnalysis(
      loadings: model.loadings.selecting(rows: columns, columns: factors), noise: noise)
  }
}
