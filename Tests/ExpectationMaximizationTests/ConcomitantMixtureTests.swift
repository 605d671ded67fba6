import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Mixtures with covariates` {
  private typealias Counts = ConcomitantMixture<Poisson>

  private static func counts() throws -> ([ConcomitantObservation<Int>], ReferenceCase) {
    let reference = try ReferenceCase("extensions").concomitant.two
    let observations = zip(reference.covariates.numbers, reference.counts.numbers).map {
      ConcomitantObservation(covariates: [1, $0], value: Int($1))
    }
    return (observations, reference)
  }

  private static let start = Counts(
    coefficients: Matrix(rows: 2, columns: 2),
    components: [Poisson(rate: 3), Poisson(rate: 7)])

  /// `Reference/extensions.py`: the likelihood maximized directly.
  @Test func `two components follow a covariate`() throws {
    let (observations, reference) = try Self.counts()
    let fit = try fitByEM(
      Self.start, to: observations,
      options: EMOptions(tolerance: .relative(1e-14), iterationLimit: 5000))
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-11))
    #expect(isClose(fit.model.coefficients.row(1), reference.gate.numbers, absolute: 1e-4))
    #expect(fit.model.coefficients.row(0) == [0, 0])
    #expect(
      isClose(fit.model.components.map(\.rate), reference.rates.numbers, relative: 1e-5))
    #expect(fit.parameterCount == 4)
    let errors = try fit.model.standardErrors(of: observations)
    #expect(errors.map(\.name).prefix(2) == ["coefficient[1][0]", "coefficient[1][1]"])
    #expect(errors.allSatisfy { $0.standardError > 0 && $0.standardError < 1 })
  }

  /// The same for three normal components and two covariates.
  @Test func `three components follow two covariates`() throws {
    let reference = try ReferenceCase("extensions").concomitant.three
    let observations = zip(reference.covariates.table, reference.values.numbers).map {
      ConcomitantObservation(covariates: [1] + $0, value: $1)
    }
    let start = ConcomitantMixture(
      coefficients: Matrix(rows: 3, columns: 3),
      components: [Normal(mean: -3), Normal(mean: 0), Normal(mean: 4)])
    var options = EMOptions(tolerance: .relative(1e-14), iterationLimit: 5000)
    options.acceleration = .squarem
    let fit = try fitByEM(start, to: observations, options: options)
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-10))
    #expect(
      isClose(
        Array(fit.model.coefficients.elements.dropFirst(3)), reference.gate.numbers,
        absolute: 1e-3))
    #expect(
      isClose(fit.model.components.map(\.mean), reference.means.numbers, absolute: 1e-3))
  }

  @Test(arguments: seeds) func `every law`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let truth = ConcomitantMixture(
      coefficients: try Matrix([[0, 0, 0], [0.5, 1, -1], [-0.5, 2, 0]]),
      components: [Normal(mean: -3), Normal(mean: 0.5), Normal(mean: 5, standardDeviation: 2)])
    let observations = truth.sample(
      at: (0..<150).map { _ in [1, random.standardNormal(), random.uniform()] }, using: &random)
    let start = ConcomitantMixture(
      coefficients: Matrix(rows: 3, columns: 3),
      components: [
        Normal(mean: -1, standardDeviation: 3), Normal(standardDeviation: 3),
        Normal(mean: 2, standardDeviation: 3),
      ])
    let problem = Problem(start: start, observations: observations)
    try problem.expectLaws(
      "seed \(seed)", simplices: { model in observations.map { model.weights($0.covariates) } })
    try problem.expectLaws(
      "seed \(seed)", weights: observations.indices.map { 0.5 + Double($0 % 3) })
    try problem.expectWeightsCountRows(
      repetitions(150).map(Double.init), repeated: observations.repeatedUnevenly)
    let order = [1, 2, 0]
    let permuted = ConcomitantMixture(
      coefficients: start.coefficients, components: order.map { start.components[$0] })
    try problem.expectPermuted(permuted, by: order)
  }

  /// With an intercept alone the weights are those of a mixture.
  @Test func `an intercept alone is a mixture`() throws {
    let (observations, _) = try Self.counts()
    let gated = Problem(
      start: Counts(
        coefficients: Matrix(rows: 2, columns: 1), components: Self.start.components),
      observations: observations.map { ConcomitantObservation(covariates: [1], value: $0.value) })
    let plain = Problem(
      start: Mixture(weights: [0.5, 0.5], components: Self.start.components),
      observations: observations.map(\.value))
    try plain.expectSameResponsibilities(in: gated, relative: 1e-9)
  }

  /// A covariate that separates the components drives its coefficient towards ∞: the fit ends all the same.
  @Test func `separated components and repeated covariates`() throws {
    let observations = (0..<40).map { n in
      let side = n < 20 ? -1.0 : 1
      return ConcomitantObservation(
        covariates: [1, side, 2 * side], value: side + 0.1 * Double(n % 7))
    }
    let start = ConcomitantMixture(
      coefficients: Matrix(rows: 2, columns: 3), components: [Normal(mean: -1), Normal(mean: 1)])
    let fit = try fitByEM(start, to: observations)
    #expect(fit.isSound)
    #expect(fit.model.weights([1, 1, 2])[1] > 0.999)
    #expect(try fit.model.assignment(of: observations[0]) == 0)
    #expect(fit.model.weights([1, 2]).allSatisfy { $0.isNaN })
  }

  @Test func `a fit from data, and errors`() throws {
    let (observations, reference) = try Self.counts()
    let fit = try Counts.fit(
      to: observations, components: 2, prototype: Poisson(rate: 1), seed: 3,
      options: EMOptions(tolerance: .relative(1e-12)))
    #expect(isClose(fit.logLikelihood, reference.loglik.number, relative: 1e-8))
    var ragged = observations
    ragged[3].covariates = [1]
    #expect(throws: InvalidData.raggedRow(row: 3, count: 1, expected: 2)) {
      try fitByEM(Self.start, to: ragged)
    }
    ragged[3].covariates = [1, .infinity]
    #expect(throws: InvalidData.notFinite(row: 3, column: 1, value: .infinity)) {
      try Self.start.responsibilities(of: ragged)
    }
    #expect(throws: InvalidStart.shape(parameter: "coefficients", count: 1, expected: 2)) {
      try fitByEM(
        Counts(coefficients: Matrix(rows: 1, columns: 2), components: Self.start.components),
        to: observations)
    }
    #expect(throws: InvalidStart.identicalComponents) {
      try fitByEM(
        Counts(
          coefficients: Matrix(rows: 2, columns: 2),
          components: [Poisson(rate: 3), Poisson(rate: 3)]), to: observations)
    }
  }
}
