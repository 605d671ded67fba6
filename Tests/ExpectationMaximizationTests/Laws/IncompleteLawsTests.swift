import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Gaussian mixtures with missing cells over seeded random problems.
@Suite struct `Laws of EM on rows with missing cells` {
  static func problem(
    _ seed: UInt64, _ shape: CovarianceStructure, prior: Bool = false
  ) throws -> (start: IncompleteGaussianMixture, rows: Matrix) {
    let problem = try RandomProblem(seed: seed, shape: shape, count: 130, prior: prior)
    var random = SplitMix64(seed: seed + 100)
    var holes = problem.rows
    for i in holes.elements.indices where random.uniform() < 0.25 { holes.elements[i] = .nan }
    return (IncompleteGaussianMixture(problem.start), holes)
  }

  @Test(arguments: CovarianceStructure.allCases)
  func `every law`(shape: CovarianceStructure) throws {
    for seed in [3, 5] as [UInt64] {
      for prior in [false, true] {
        let (start, holes) = try Self.problem(seed, shape, prior: prior)
        let rows = IncompleteMatrix(missingAsNaN: holes)
        try Problem(start: start, observations: rows).expectLaws(
          "\(shape) with holes", iterations: 8
        ) { [$0.mixture.weights] }
      }
      let (start, holes) = try Self.problem(seed, shape)
      let rows = IncompleteMatrix(missingAsNaN: holes)
      let weights = (0..<holes.rows).map { Double(($0 * 7) % 4) }
      let weighted = try Problem(start: start, observations: rows).expectLaws(
        "weighted \(shape) with holes", weights: weights, iterations: 8
      ) { [$0.mixture.weights] }
      let repeated = (0..<holes.rows).flatMap { Array(repeating: $0, count: Int(weights[$0])) }
      let unweighted = try fitByEM(
        start, to: IncompleteMatrix(missingAsNaN: holes.selecting(rows: repeated)),
        options: EMOptions(tolerance: .never, iterationLimit: 8))
      #expect(isClose(weighted.logLikelihoods, unweighted.logLikelihoods, relative: 1e-11))
      #expect(
        isClose(
          weighted.model.unconstrainedParameters, unweighted.model.unconstrainedParameters,
          relative: 1e-8, absolute: 1e-9))
    }
  }

  @Test func `permuting components and columns permutes the result`() throws {
    var random = SplitMix64(seed: 6)
    let complete = Matrix(
      rows: 120, columns: 3,
      elements: (0..<360).map { 5 * Double(($0 / 3) % 2) + random.standardNormal() })
    var holes = complete
    for i in holes.elements.indices where random.uniform() < 0.25 { holes.elements[i] = .nan }
    let start = try GaussianMixture.initialized(
      components: 2, from: complete, method: .randomRows, using: &random)
    let (components, columns) = ([1, 0], [2, 0, 1])
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    let plain = try fitByEM(
      IncompleteGaussianMixture(start), to: IncompleteMatrix(missingAsNaN: holes), options: options)
    let other = try fitByEM(
      IncompleteGaussianMixture(Self.reordered(start, components, columns)),
      to: IncompleteMatrix(
        missingAsNaN: holes.selecting(rows: Array(0..<120), columns: columns)), options: options)
    #expect(isClose(other.logLikelihoods, plain.logLikelihoods, relative: 1e-11))
    let expected = Self.reordered(plain.model.mixture, components, columns)
    #expect(
      isClose(
        other.model.mixture.parameters.map(\.value), expected.parameters.map(\.value),
        relative: 1e-8, absolute: 1e-10))
  }

  private static func reordered(
    _ mixture: GaussianMixture, _ components: [Int], _ columns: [Int]
  ) -> GaussianMixture {
    GaussianMixture(
      weights: components.map { mixture.weights[$0] },
      means: mixture.means.selecting(rows: components, columns: columns),
      covariances: .full(
        components.map {
          mixture.covariances.matrix($0, dimension: mixture.dimension)
            .selecting(rows: columns, columns: columns)
        }))
  }
}
