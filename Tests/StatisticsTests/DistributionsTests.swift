import Statistics
import TestSupport
import Testing

/// Expected values: mpmath 1.3.0 with 25 digits.
@Suite struct `Distributions` {
  @Test func `normal`() {
    let standard = Normal()
    #expect(isClose(standard.density(0), 0.398942280401432678, relative: 1e-15))
    #expect(isClose(standard.cumulative(-1.96), 0.0249978951482204362, relative: 1e-13))
    #expect(isClose(standard.cumulative(-8), 6.22096057427178412e-16, relative: 1e-12))
    for p in [1e-12, 0.001, 0.025, 0.5, 0.8, 0.999_999] {
      #expect(isClose(standard.cumulative(standard.quantile(p)), p, relative: 1e-11))
    }
    #expect(standard.quantile(0) == -.infinity && standard.quantile(2).isNaN)
    #expect(Normal(mean: 0, standardDeviation: -1).logDensity(0).isNaN)
  }

  @Test func `multivariate normal agrees with conditioning by hand`() throws {
    let covariance = Matrix(rows: 2, columns: 2, elements: [4, 1.2, 1.2, 1])
    let normal = try MultivariateNormal(mean: [1, -1], covariance: covariance)
    // p(x₁) p(x₂ | x₁).
    let first = Normal(mean: 1, standardDeviation: 2)
    let second = Normal(
      mean: -1 + 1.2 / 4 * (2.5 - 1), standardDeviation: (1 - 1.44 / 4).squareRoot())
    #expect(
      isClose(
        normal.logDensity([2.5, 0.3]), first.logDensity(2.5) + second.logDensity(0.3),
        relative: 1e-14))
    let diagonal = DiagonalNormal(mean: [1, 2], variances: [4, 9])
    let full = try MultivariateNormal(mean: [1, 2], covariance: Matrix(diagonal: [4, 9]))
    #expect(isClose(diagonal.logDensity([0, 0]), full.logDensity([0, 0]), relative: 1e-14))
    #expect(throws: NotPositiveDefinite(index: 1, pivot: 0)) {
      try MultivariateNormal(mean: [0, 0], covariance: Matrix(rows: 2, columns: 2, repeating: 1))
    }
  }

  @Test func `Student's t`() throws {
    let t = StudentT(degreesOfFreedom: 3)
    #expect(isClose(t.logDensity(1.5), -2.12012042549435508, relative: 1e-14))
    #expect(isClose(t.cumulative(1.5), 0.884708067377588474, relative: 1e-13))
    #expect(isClose(t.cumulative(-1.5), 1 - 0.884708067377588474, relative: 1e-12))
    let line = try MultivariateStudentT(
      degreesOfFreedom: 3, location: [0], scale: .identity(1))
    #expect(isClose(line.logDensity([1.5]), t.logDensity(1.5), relative: 1e-14))
    #expect(StudentT(degreesOfFreedom: 0).logDensity(0).isNaN)
  }

  @Test func `counts`() {
    #expect(isClose(Poisson(rate: 4.2).logDensity(7), -2.67956968404015612, relative: 1e-14))
    #expect(isClose(Poisson(rate: 4.2).cumulative(7), 0.936056660272578928, relative: 1e-13))
    #expect(Poisson(rate: 0).logDensity(0) == 0 && Poisson(rate: 1).logDensity(-1) == -.infinity)
    let binomial = Binomial(trials: 20, probability: 0.3)
    #expect(isClose(binomial.logDensity(6), -1.65214197509316673, relative: 1e-13))
    #expect(isClose(binomial.cumulative(6), 0.608009812200923963, relative: 1e-13))
    #expect(Binomial(trials: 3, probability: 1).logDensity(3) == 0)
    #expect(binomial.logDensity(21) == -.infinity)
  }

  /// Terms of 10¹⁰ that cancel to ten: mpmath 1.4.1 with 60 digits, of exactly these binary numbers.
  @Test(arguments: [
    (1_000_000_000, 1e9, -11.2805714517612117),
    (1_000_050_000, 999_990_000, -13.0805784516762128), (15, 15.5, -2.28667102496287752),
    (20, 3, -23.3633706873912912), (1000, 10, -3619.54308549411766),
    (30, 1e-5, -420.046010297937015), (1_099_511_627_776, 1_099_512_627_776, -15.2366292195634361),
  ]) func `large Poisson counts`(count: Int, rate: Double, logDensity: Double) {
    #expect(isClose(Poisson(rate: rate).logDensity(count), logDensity, relative: 2e-15))
  }

  @Test(arguments: [
    (500_000_000, 1_000_000_000, 0.5, -10.587424271367933),
    (300_010_000, 1_000_000_000, 0.3, -10.7383508277530224), (20, 100, 0.25, -3.00981820942398561),
    (15, 30, 0.5, -1.93472183564997803), (50, 100, 1e-3, -278.653947313768602),
    (1_000_000, 1_000_000_000, 0.0010001, -7.8311983170504462),
  ]) func `large binomial counts`(
    count: Int, trials: Int, probability: Double, logDensity: Double
  ) {
    let binomial = Binomial(trials: trials, probability: probability)
    // Half a unit in the last place of p is worth 10⁻¹³ here.
    #expect(isClose(binomial.logDensity(count), logDensity, relative: 1e-13))
  }

  @Test func `a vector of categories and a spherical normal are products`() {
    let vector = CategoricalVector(weights: [[1, 3], [2, 1, 1]])
    let parts =
      Categorical(weights: [1, 3]).density(1) * Categorical(weights: [2, 1, 1]).density(0)
    #expect(isClose(vector.density([1, 0]), parts, relative: 1e-14))
    #expect(vector.logDensity([0, 3]) == -.infinity)
    var random = SplitMix64(seed: 3)
    let rows = vector.sample(4_000, using: &random)
    #expect(abs(Double(rows.count { $0[0] == 1 }) / 4_000 - 0.75) < 0.03)
    let round = SphericalNormal(mean: [1, 2], variance: 4)
    let diagonal = DiagonalNormal(mean: [1, 2], variances: [4, 4])
    #expect(isClose(round.logDensity([0, 5]), diagonal.logDensity([0, 5]), relative: 1e-14))
    let points = round.sample(4_000, using: &random)
    #expect(abs(points.reduce(0) { $0 + ($1[1] - 2) * ($1[1] - 2) } / 4_000 - 4) < 0.4)
  }

  /// Probabilities over the whole support sum to one, and densities integrate to one.
  @Test func `mass is one`() {
    let counts = (0...200).reduce(0) { $0 + Poisson(rate: 30).density($1) }
    #expect(isClose(counts, 1, relative: 1e-12))
    var pairs = 0.0
    for a in 0...4 {
      for b in 0...(4 - a) {
        pairs += Multinomial(trials: 4, weights: [0.2, 0.3, 0.5]).density([a, b, 4 - a - b])
      }
    }
    #expect(isClose(pairs, 1, relative: 1e-13))
    let gamma = Gamma(shape: 3, rate: 2)
    let mass = (1...20_000).reduce(0) { $0 + 0.001 * gamma.density(0.001 * Double($1)) }
    #expect(isClose(mass, 1, relative: 1e-6))
    #expect(isClose(Categorical(weights: [1, 3]).cumulative(0), 0.25))
    #expect(Categorical(weights: [1, 3]).logDensity(2) == -.infinity)
    let bits = [[false, false], [false, true], [true, false], [true, true]]
    let vector = BernoulliVector(probabilities: [0.3, 0.9])
    #expect(isClose(bits.reduce(0) { $0 + vector.density($1) }, 1, relative: 1e-14))
    #expect(isClose(Exponential(rate: 2).cumulative(1e-9), 2e-9, relative: 1e-8))
    // Flat on the simplex of three: Γ(3) = 2.
    #expect(isClose(Dirichlet(concentrations: [1, 1, 1]).density([0.2, 0.3, 0.5]), 2))
  }
}
