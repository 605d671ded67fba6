/// The Poisson distribution with rate λ: P(X = k) = λᵏ e^(−λ) / k! for counts k ≥ 0.
///
/// ```swift
/// let p = Poisson(rate: 2).density(0)  // e⁻² = 0.1353
/// ```
public struct Poisson: Distribution, Hashable {
  /// The rate λ ≥ 0, which is both mean and variance; if it is 0, all mass is at 0.
  public let rate: Double

  /// Creates a Poisson distribution; the density is NaN if λ is negative.
  public init(rate: Double) {
    self.rate = rate
  }

  /// λ.
  public var mean: Double { rate }

  /// λ.
  public var variance: Double { rate }

  /// k log λ − λ − log k!; −∞ below 0.
  ///
  /// Large counts use their deviance from λ, since the three terms would cancel.
  public func logDensity(_ x: Int) -> Double {
    if x < 0 { return -.infinity }
    guard rate >= 0 else { return .nan }
    let k = Double(x)
    if x < 15 || !(rate > 1e-300) || rate == .infinity {
      return (x == 0 ? 0 : k * Elementary.log(rate)) - rate - logGamma(k + 1)
    }
    return -SaddlePoint.deviance(k, from: rate) - 0.5 * (logTwoPi + Elementary.log(k))
      - SaddlePoint.rest(k)
  }

  /// P(X ≤ k) = Q(k + 1, λ).
  public func cumulative(_ x: Int) -> Double {
    x < 0 ? 0 : regularizedGammaQ(Double(x) + 1, rate)
  }

  /// Draws one count: by inversion if λ < 10, otherwise by the transformed rejection method of
  /// Hörmann, "The transformed rejection method for generating Poisson random variables",
  /// Insurance: Mathematics and Economics 12:39 (1993),
  /// https://doi.org/10.1016/0167-6687(93)90997-4.
  ///
  /// Returns 0 if λ is not a positive number, and the largest `Int` if λ is 2⁶² or more.
  public func sample(using random: inout some RandomNumberGenerator) -> Int {
    guard rate > 0 else { return 0 }
    guard rate < 0x1p62 else { return .max }
    return rate < 10 ? inversion(using: &random) : transformedRejection(using: &random)
  }

  private func inversion(using random: inout some RandomNumberGenerator) -> Int {
    var remaining = random.uniform()
    var probability = Elementary.exp(-rate)
    var count = 0
    while remaining >= probability, count < 1000 {
      remaining -= probability
      count += 1
      probability *= rate / Double(count)
    }
    return count
  }

  private func transformedRejection(using random: inout some RandomNumberGenerator) -> Int {
    let b = 0.931 + 2.53 * rate.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let v = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = random.uniform() - 0.5
      let height = random.positiveUniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
      if us >= 0.07, height <= v { return Int(k) }
      guard k >= 0, us >= 0.013 || height <= us else { continue }
      let bound = Elementary.log(height * inverseAlpha / (a / (us * us) + b))
      if bound <= logDensity(Int(k)) { return Int(k) }
    }
  }
}
