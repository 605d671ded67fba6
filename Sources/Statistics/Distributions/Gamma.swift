/// The gamma distribution with shape a and rate b: p(x) = bᵃ x^(a−1) e^(−bx) / Γ(a) for x > 0.
///
/// ```swift
/// let p = Gamma(shape: 2, rate: 1).density(1)  // e⁻¹ = 0.3679
/// ```
public struct Gamma: Distribution, Hashable {
  /// The shape a > 0.
  public let shape: Double
  /// The rate b > 0.
  public let rate: Double

  /// Creates a gamma distribution; the density is NaN if a parameter is not positive.
  public init(shape: Double, rate: Double = 1) {
    self.shape = shape
    self.rate = rate
  }

  /// a/b.
  public var mean: Double { shape / rate }

  /// a/b².
  public var variance: Double { shape / (rate * rate) }

  /// a log b − log Γ(a) + (a−1) log x − bx; −∞ below 0.
  public func logDensity(_ x: Double) -> Double {
    if x < 0 { return -.infinity }
    let power = shape == 1 ? 0 : (shape - 1) * Elementary.log(x)
    return shape * Elementary.log(rate) - logGamma(shape) + power - rate * x
  }

  /// P(X ≤ x), the regularized lower incomplete gamma function at bx.
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : regularizedGammaP(shape, rate * x)
  }

  /// Draws one number.
  public func sample(using random: inout some RandomNumberGenerator) -> Double {
    random.standardGamma(shape: shape) / rate
  }
}
