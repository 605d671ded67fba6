/// The exponential distribution with rate λ: p(x) = λ e^(−λx) for x ≥ 0.
///
/// ```swift
/// let p = Exponential(rate: 2).cumulative(1)  // 1 − e⁻² = 0.8647
/// ```
public struct Exponential: Distribution, Hashable {
  /// The rate λ > 0, the inverse of the mean.
  public let rate: Double

  /// Creates an exponential distribution; the density is NaN if λ is not positive.
  public init(rate: Double) {
    self.rate = rate
  }

  /// 1/λ.
  public var mean: Double { 1 / rate }

  /// 1/λ².
  public var variance: Double { 1 / (rate * rate) }

  /// log λ − λx; −∞ below 0.
  public func logDensity(_ x: Double) -> Double {
    x < 0 ? -.infinity : Elementary.log(rate) - rate * x
  }

  /// P(X ≤ x) = 1 − e^(−λx).
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : -Elementary.expm1(-rate * x)
  }

  /// Draws one number: −log(u)/λ.
  public func sample(using random: inout some RandomNumberGenerator) -> Double {
    -Elementary.log(random.positiveUniform()) / rate
  }
}
