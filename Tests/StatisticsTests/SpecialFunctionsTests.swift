import Statistics
import TestSupport
import Testing

/// Expected values: mpmath 1.3.0 with 25 digits.
@Suite struct `Special functions` {
  @Test(arguments: [
    (0.1, 2.2527126517342059), (2.5, 0.28468287047291916), (100.5, 361.435540467777622), (1, 0),
    (2, 0),
  ])
  func `log gamma`(x: Double, expected: Double) {
    #expect(isClose(logGamma(x), expected, relative: 1e-14, absolute: 1e-14))
  }

  /// The first terms of the asymptotic series, and plain differences where those are exact enough.
  @Test func `what is left of digamma and gamma beside their logarithms`() {
    #expect(isClose(digammaExcess(1e9), -5e-10 - 1.0 / 12e18, relative: 1e-15))
    let expected = 0.5 * (Elementary.log(1e9) - Elementary.log(2 * .pi)) - 1 / 12e9
    #expect(isClose(gammaExcess(1e9), expected, relative: 1e-15))
    for x in [0.1, 2, 14.9, 15, 40] {
      #expect(isClose(digammaExcess(x), digamma(x) - Elementary.log(x), relative: 1e-13))
      let direct = x * Elementary.log(x) - x - logGamma(x)
      #expect(isClose(gammaExcess(x), direct, relative: 1e-12))
    }
  }

  @Test func `digamma and trigamma`() {
    #expect(isClose(digamma(0.3), -3.50252422220013312, relative: 1e-14))
    #expect(isClose(digamma(10.25), 2.27770479068672397, relative: 1e-14))
    #expect(isClose(trigamma(0.3), 12.2453645461077313, relative: 1e-14))
    #expect(isClose(trigamma(20), 0.0512708229352031198, relative: 1e-14))
  }

  @Test func `incomplete gamma and beta`() {
    #expect(isClose(regularizedGammaP(2.5, 1.3), 0.238634732154986097, relative: 1e-13))
    #expect(isClose(regularizedGammaQ(0.5, 9), 0.0000220904969985854414, relative: 1e-13))
    #expect(isClose(regularizedGammaP(30, 25), 0.18210391597745511, relative: 1e-12))
    #expect(isClose(regularizedBeta(0.4, 2, 3), 0.5248, relative: 1e-13))
    #expect(isClose(regularizedBeta(0.01, 0.5, 20), 0.471369935485015559, relative: 1e-13))
  }

  @Test func `error functions`() {
    #expect(isClose(erf(0.5), 0.520499877813046538, relative: 1e-14))
    #expect(erf(-0.5) == -erf(0.5))
    #expect(isClose(erfc(5), 1.53745979442803485e-12, relative: 1e-13))
  }

  @Test func `edges`() {
    #expect(logGamma(0) == .infinity && logGamma(-1).isNaN && logGamma(.infinity) == .infinity)
    #expect(digamma(0) == -.infinity && trigamma(0) == .infinity)
    #expect(regularizedGammaP(1, 0) == 0 && regularizedGammaP(1, .infinity) == 1)
    #expect(regularizedGammaP(-1, 1).isNaN && regularizedBeta(2, 1, 1).isNaN)
    #expect(regularizedBeta(0, 1, 1) == 0 && regularizedBeta(1, 1, 1) == 1)
  }

  @Test func `a ratio of large gammas keeps its digits`() {
    // log Γ(x + ½) − log Γ(x) = ½ log x − 1/(8x) + …
    #expect(isClose(logGammaRatio(1e8, plus: 0.5), 9.210340370726182, relative: 1e-15))
    #expect(
      isClose(logGammaRatio(20, plus: 1.5), logGamma(21.5) - logGamma(20), relative: 1e-13))
  }

  @Test func `log-sum-exp neither overflows nor underflows`() {
    #expect(isClose(logSumExp([1000, 1000]), 1000 + Elementary.log(2)))
    #expect(isClose(logSumExp([-1000, -1001]), -1000 + Elementary.log1p(Elementary.exp(-1))))
    #expect(logSumExp([]) == -.infinity && logSumExp([-.infinity, -.infinity]) == -.infinity)
    #expect(logSumExp([1, .nan]).isNaN && logSumExp([1, .infinity]) == .infinity)
  }
}
