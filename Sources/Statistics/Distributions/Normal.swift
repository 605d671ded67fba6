/// The normal distribution N(μ, σ²).
///
/// p(x) = exp(−(x−μ)²/2σ²) / √(2πσ²).
///
/// ```swift
/// let p = Normal(mean: 0, standardDeviation: 1).density(0)  // 0.3989…
/// ```
public struct Normal: Distribution, Hashable {
  /// The mean μ.
  public let mean: Double
  /// The standard deviation σ > 0.
  public let standardDeviation: Double

  /// Creates a normal distribution; the density is NaN if σ is not positive.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// σ².
  public var variance: Double { standardDeviation * standardDeviation }

  /// −(x−μ)²/2σ² − log σ − ½ log 2π.
  public func logDensity(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    return -0.5 * (z * z + logTwoPi) - Elementary.log(standardDeviation)
  }

  /// P(X ≤ x) = ½ erfc(−(x−μ)/(σ√2)).
  public func cumulative(_ x: Double) -> Double {
    0.5 * erfc((mean - x) / (standardDeviation * 2.0.squareRoot()))
  }

  /// The quantile x with P(X ≤ x) = p; −∞ for p = 0, ∞ for p = 1, and NaN outside 0 … 1.
  ///
  /// Abramowitz & Stegun 26.2.23, refined by Halley's iteration on the distribution function to a
  /// relative error of 10⁻¹³.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    return mean + standardDeviation * standardNormalQuantile(p)
  }

  /// Draws one number: μ + σ z.
  public func sample(using random: inout some RandomNumberGenerator) -> Double {
    mean + standardDeviation * random.standardNormal()
  }
}

/// log 2π.
package let logTwoPi = 1.837_877_066_409_345_483_56

private func standardNormalQuantile(_ p: Double) -> Double {
  // Iterates in the lower half, where the tail keeps its relative accuracy.
  if p > 0.5 { return -standardNormalQuantile(1 - p) }
  let t = (-2 * Elementary.log(p)).squareRoot()
  var x =
    -(t - (2.515517 + t * (0.802853 + t * 0.010328))
      / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  for _ in 0..<3 {
    let density = Elementary.exp(-0.5 * (x * x + logTwoPi))
    guard density > 0 else { break }
    let step = (0.5 * erfc(-x / 2.0.squareRoot()) - p) / density
    x -= step / (1 + 0.5 * x * step)
  }
  return x
}
