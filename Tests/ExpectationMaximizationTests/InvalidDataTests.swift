import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Bad input says what and where` {
  static let line = UnivariateGaussianMixture(
    weights: [0.5, 0.5], means: [0, 1], standardDeviations: [1, 1])
  static let plane = GaussianMixture(
    weights: [1], means: Matrix(rows: 1, columns: 2), covariances: .full([.identity(2)]))

  @Test func `data`() throws {
    #expect(throws: InvalidData.empty) { try fitByEM(Self.line, to: []) }
    #expect(throws: InvalidData.notFinite(row: 2, column: 0, value: .infinity)) {
      try fitByEM(Self.line, to: [1, 2, .infinity])
    }
    let error = #expect(throws: InvalidData.self) { try fitByEM(Self.line, to: [1, .nan]) }
    guard case .notFinite(1, 0, let value) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(value.isNaN)
    #expect(throws: InvalidData.tooFew(count: 1, needed: 2)) { try fitByEM(Self.line, to: [1]) }
    #expect(throws: InvalidData.notFinite(row: 1, column: 1, value: -.infinity)) {
      try fitByEM(Self.plane, to: Matrix([[1, 2], [3, -.infinity]]))
    }
    #expect(throws: InvalidData.raggedRow(row: 0, count: 3, expected: 2)) {
      try fitByEM(Self.plane, to: Matrix([[1, 2, 3]]))
    }
    #expect(throws: RaggedRows(row: 1, count: 3, expected: 2)) {
      try Matrix([[1, 2], [1, 2, 3]])
    }
    #expect(throws: InvalidData.outsideSupport(row: 1, column: 0, value: -1)) {
      try fitByEM(Mixture(weights: [1], components: [Poisson(rate: 1)]), to: [3, -1])
    }
  }

  @Test(arguments: [
    ([1.0], InvalidData.weightCount(1, expected: 3)),
    ([1, -2, 1], .weight(row: 1, value: -2)), ([0, 0, 0], .noWeight),
    ([1, 1, .infinity], .weight(row: 2, value: .infinity)),
  ])
  func `weights`(weights: [Double], expected: InvalidData) {
    #expect(throws: expected) { try fitByEM(Self.line, to: [1, 2, 3], weights: weights) }
  }

  @Test func `starts`() throws {
    #expect(throws: InvalidStart.shape(parameter: "means", count: 1, expected: 2)) {
      try fitByEM(
        UnivariateGaussianMixture(weights: [0.5, 0.5], means: [0], standardDeviations: [1, 1]),
        to: [1, 2])
    }
    #expect(throws: InvalidStart.notProbabilities(parameter: "weights", index: 1)) {
      try fitByEM(
        UnivariateGaussianMixture(
          weights: [0.5, 0.9], means: [0, 1], standardDeviations: [1, 1]), to: [1, 2])
    }
    #expect(throws: InvalidStart.outOfRange(parameter: "standardDeviations", index: 1, value: 0)) {
      try fitByEM(
        UnivariateGaussianMixture(
          weights: [0.5, 0.5], means: [0, 1], standardDeviations: [1, 0]), to: [1, 2])
    }
    // The variance would be 0.
    #expect(
      throws: InvalidStart.outOfRange(parameter: "standardDeviations", index: 0, value: 1e-200)
    ) {
      try fitByEM(
        UnivariateGaussianMixture(weights: [1], means: [0], standardDeviations: [1e-200]),
        to: [1e-200, 0])
    }
    #expect(throws: InvalidStart.identicalComponents) {
      try fitByEM(
        UnivariateGaussianMixture(
          weights: [0.5, 0.5], means: [1, 1], standardDeviations: [1, 1]), to: [1, 2])
    }
    var flat = Self.plane
    flat.covariances = .full([Matrix(rows: 2, columns: 2, repeating: 1)])
    #expect(
      throws: InvalidStart.notPositiveDefinite(
        parameter: "covariances", component: 0, row: 1, pivot: 0)
    ) { try fitByEM(flat, to: Matrix([[1, 2], [3, 4]])) }
    flat.covariances = .diagonal(Matrix(rows: 1, columns: 3, repeating: 1))
    #expect(throws: InvalidStart.shape(parameter: "covariances", count: 3, expected: 2)) {
      try fitByEM(flat, to: Matrix([[1, 2], [3, 4]]))
    }
    let student = StudentTComponent(
      try MultivariateStudentT(degreesOfFreedom: 0, location: [0], scale: .identity(1)))
    #expect(throws: InvalidStart.outOfRange(parameter: "degreesOfFreedom", index: 0, value: 0)) {
      try fitByEM(Mixture(weights: [1], components: [student]), to: [[1], [2]])
    }
  }

  @Test func `priors`() throws {
    var start = Self.plane
    let rows = try Matrix([[1, 2], [3, 5], [2, 1]])
    start.prior = GaussianPrior(scale: [1], degreesOfFreedom: 3)
    #expect(throws: InvalidStart.shape(parameter: "prior.scale", count: 1, expected: 2)) {
      try fitByEM(start, to: rows)
    }
    start.prior = GaussianPrior(scale: [1, -1], degreesOfFreedom: 3)
    #expect(throws: InvalidStart.outOfRange(parameter: "prior.scale", index: 1, value: -1)) {
      try fitByEM(start, to: rows)
    }
    start.prior = GaussianPrior(scale: [1, 1], degreesOfFreedom: 3, concentration: 0.5)
    #expect(
      throws: InvalidStart.outOfRange(parameter: "prior.concentration", index: 0, value: 0.5)
    ) { try fitByEM(start, to: rows) }
    var prior = try VariationalGaussianMixture.Prior(matching: rows, components: 1)
    let one = Matrix(rows: 3, columns: 1, repeating: 1)
    let posterior = try VariationalGaussianMixture(prior: prior, responsibilities: one, of: rows)
    let bad = VariationalGaussianMixture(
      prior: prior, weights: posterior.weights, means: posterior.means, meanPrecisions: [1, 2],
      degreesOfFreedom: [3], scales: posterior.scales)
    #expect(throws: InvalidStart.shape(parameter: "meanPrecisions", count: 2, expected: 1)) {
      try fitByEM(bad, to: rows)
    }
    prior.scale = .identity(3)
    let other = VariationalGaussianMixture(
      prior: prior, weights: posterior.weights, means: posterior.means, meanPrecisions: [1],
      degreesOfFreedom: [3], scales: posterior.scales)
    #expect(throws: InvalidStart.shape(parameter: "prior.scale", count: 3, expected: 2)) {
      try fitByEM(other, to: rows)
    }
  }
}
