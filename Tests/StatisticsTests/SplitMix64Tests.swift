import Statistics
import TestSupport
import Testing

@Suite struct `Random numbers` {
  /// The published sequence for seed 1234567 (Vigna's splitmix64.c, as in Rosetta Code).
  @Test func `are those of SplitMix64`() {
    var random = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test func `integers are below their bound and all come`() {
    var random = SplitMix64(seed: 1)
    var counts = Array(repeating: 0, count: 7)
    for _ in 0..<7_000 { counts[random.integer(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs(Double($0) - 1_000) < 150 })
    #expect(random.permutation(of: 9).sorted() == Array(0..<9))
  }

  @Test func `an index of weight zero is never drawn`() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<500 { #expect(random.index(weights: [0, 0.2, 0, 0.8, 0]) % 2 == 1) }
  }

  /// Mean and variance of every sampler within five standard errors.
  @Test func `samplers have the right moments`() {
    expectMoments(Normal(mean: 2, standardDeviation: 3), 2, 9) { $0 }
    expectMoments(Exponential(rate: 0.5), 2, 4) { $0 }
    expectMoments(Gamma(shape: 0.4, rate: 2), 0.2, 0.1) { $0 }
    expectMoments(Gamma(shape: 7, rate: 2), 3.5, 1.75) { $0 }
    expectMoments(Poisson(rate: 3), 3, 3) { Double($0) }
    expectMoments(Poisson(rate: 80), 80, 80) { Double($0) }
    expectMoments(Binomial(trials: 12, probability: 0.3), 3.6, 2.52) { Double($0) }
    expectMoments(Binomial(trials: 1_000, probability: 0.3), 300, 210) { Double($0) }
    expectMoments(StudentT(degreesOfFreedom: 10, location: 1, scale: 2), 1, 5) { $0 }
    expectMoments(Categorical(weights: [1, 1, 2]), 1.25, 0.6875) { Double($0) }
    expectMoments(Dirichlet(concentrations: [2, 6]), 0.25, 0.0208333) { $0[0] }
    expectMoments(Multinomial(trials: 10, weights: [1, 1, 2]), 5, 2.5) { Double($0[2]) }
    expectMoments(BernoulliVector(probabilities: [0.5, 0.2]), 0.2, 0.16) { $0[1] ? 1 : 0 }
  }

  private func expectMoments<D: Distribution>(
    _ distribution: D, _ mean: Double, _ variance: Double,
    sourceLocation: SourceLocation = #_sourceLocation, _ number: (D.Value) -> Double
  ) {
    var random = SplitMix64(seed: 17)
    let values = distribution.sample(4_000, using: &random).map(number)
    let average = values.reduce(0, +) / 4_000
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4_000
    #expect(
      abs(average - mean) < 5 * (variance / 4_000).squareRoot(), "\(average)",
      sourceLocation: sourceLocation)
    #expect(isClose(spread, variance, relative: 0.2), sourceLocation: sourceLocation)
  }
}
