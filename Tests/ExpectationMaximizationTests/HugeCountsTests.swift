import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Counts near 10⁹: terms of 10¹⁰ cancel to ten in every log-density, and in Q.
///
/// Expected values by EM in mpmath 1.4.1 with 50 digits.
@Suite struct `Huge counts` {
  private let counts = [
    1_000_000_000, 1_000_031_000, 999_970_500, 1_000_200_000, 1_000_231_000, 1_000_169_000,
  ]

  private func follow<Component: MixtureComponent>(
    _ components: [Component], _ expected: [Double], _ parameters: [Double],
    _ parameter: (Component) -> Double
  ) throws where Component.Value == Int {
    let fit = try fitByEM(
      Mixture(weights: [0.5, 0.5], components: components), to: counts,
      options: EMOptions(tolerance: .never, iterationLimit: expected.count - 1))
    #expect(isClose(fit.logLikelihoods, expected, relative: 1e-11))
    #expect(isClose(fit.model.components.map(parameter), parameters, relative: 1e-14))
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-11))
    }
  }

  @Test func `of a Poisson mixture`() throws {
    try follow(
      [Poisson(rate: 1_000_050_000), Poisson(rate: 1_000_120_000)],
      [
        -86.963857383821051, -73.721845077671092, -73.718667552963264, -73.71866755296271,
        -73.71866755296271, -73.71866755296271, -73.71866755296271,
      ], [1000000500.0520748465, 1000199999.9548320644], \.rate)
  }

  @Test func `of a binomial mixture`() throws {
    try follow(
      [1_000_050_000, 1_000_120_000].map {
        Binomial(trials: 3_000_000_000, probability: $0 / 3e9)
      },
      [
        -93.34847595626727, -73.440393694474938, -73.440297182639521, -73.440297182639521,
        -73.440297182639521, -73.440297182639521, -73.440297182639521,
      ], [0.33333350000001836766, 0.3333999999999851908], \.probability)
  }

  /// Q at parameters far from those of the E-step, and at the ends of their range.
  @Test func `and vanishing rates`() throws {
    var sums = Poisson(rate: 3).makeSums()
    for x in [0, 2, 5] { Poisson(rate: 3).add(x, weight: 0.5, to: &sums) }
    for rate in [1e-300 * 1e-9, 1e-200, 1e-9, 1, 2.9, 3, 7, 1e12] {
      let expected = [0, 2, 5].reduce(0) { $0 + 0.5 * Poisson(rate: rate).logDensity($1) }
      #expect(isClose(Poisson(rate: rate).expectedLogDensity(sums), expected, relative: 1e-13))
    }
    #expect(Poisson(rate: 0).expectedLogDensity(sums) == -.infinity)
    let half = Binomial(trials: 9, probability: 0.5)
    var successes = half.makeSums()
    for x in [0, 2, 9] { half.add(x, weight: 0.5, to: &successes) }
    for p in [1e-300 * 1e-9, 1e-200, 1e-9, 0.3, 0.5, 0.9, 1 - 1e-12] {
      let other = Binomial(trials: 9, probability: p)
      let expected = [0, 2, 9].reduce(0) { $0 + 0.5 * other.logDensity($1) }
      #expect(isClose(other.expectedLogDensity(successes), expected, relative: 1e-13))
    }
    for p in [0.0, 1] {
      #expect(Binomial(trials: 9, probability: p).expectedLogDensity(successes) == -.infinity)
    }
  }
}
