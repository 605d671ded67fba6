/// D independent normal variables with the same variance: N(x | μ, σ²I).
///
/// ```swift
/// let p = SphericalNormal(mean: [0, 0], variance: 1).density([0, 0])  // 1/2π = 0.1592
/// ```
public struct SphericalNormal: Distribution, Hashable {
  /// The mean μ, of length D.
  public let mean: [Double]
  /// The variance σ² > 0, the same in all directions.
  public let variance: Double

  /// Creates a spherical normal distribution; the density is NaN if the variance is not positive.
  public init(mean: [Double], variance: Double) {
    self.mean = mean
    self.variance = variance
  }

  /// −½ (D log 2πσ² + |x−μ|²/σ²); NaN for a point of the wrong dimension.
  public func logDensity(_ x: [Double]) -> Double {
    guard x.count == mean.count else { return .nan }
    let squares = zip(x, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return -0.5 * (Double(mean.count) * (logTwoPi + Elementary.log(variance)) + squares / variance)
  }

  /// Draws one point: μ + σz with standard normal z.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    mean.map { $0 + variance.squareRoot() * random.standardNormal() }
  }
}
