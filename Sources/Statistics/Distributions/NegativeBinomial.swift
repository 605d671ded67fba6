/// The negative binomial distribution with mean m and size r, for overdispersed counts.
///
/// P(X = k) = Γ(k+r) / (Γ(r) k!) · (r/(r+m))^r (m/(r+m))^k for k ≥ 0: a Poisson count whose rate
/// has a gamma distribution with shape r and mean m. The variance is m + m²/r. The limit for large
/// r is the Poisson distribution.
///
/// ```swift
/// let p = NegativeBinomial(mean: 1, size: 1).density(0)  // geometric: 1/2
/// ```
public struct NegativeBinomial: Distribution, Hashable {
  /// The mean m ≥ 0.
  public let mean: Double
  /// The size r > 0, also called dispersion.
  public let size: Double

  /// Creates a negative binomial distribution; the density is NaN if m < 0 or r ≤ 0.
  public init(mean: Double, size: Double) {
    self.mean = mean
    self.size = size
  }

  /// m + m²/r.
  public var variance: Double { mean + mean * mean / size }

  /// log Γ(k+r) − log Γ(r) − log k! + r log(r/(r+m)) + k log(m/(r+m)); −∞ below 0.
  public func logDensity(_ x: Int) -> Double {
    if x < 0 { return -.infinity }
    guard mean >= 0, size > 0 else { return .nan }
    let k = Double(x)
    // Both factors use log1p of their difference from 1, which is small if r is large.
    let failures = -size * Elementary.log1p(mean / size)
    let successes = x == 0 ? 0 : k * (Elementary.log(mean) - Elementary.log(size + mean))
    return logGammaRatio(size, plus: k) - logGamma(k + 1) + failures + successes
  }

  /// Draws one count: Poisson with a gamma-distributed rate.
  public func sample(using random: inout some RandomNumberGenerator) -> Int {
    Poisson(rate: random.standardGamma(shape: size) * mean / size).sample(using: &random)
  }
}
