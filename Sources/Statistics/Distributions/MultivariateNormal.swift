/// The multivariate normal distribution N(μ, Σ) in D dimensions.
///
/// p(x) = (2π)^(−D/2) |Σ|^(−½) exp(−½ (x−μ)ᵀ Σ⁻¹ (x−μ)).
///
/// ```swift
/// let normal = try MultivariateNormal(mean: [0, 0], covariance: Matrix([[2, 1], [1, 2]]))
/// let p = normal.density([0, 0])  // 1/(2π√3) = 0.0919
/// ```
public struct MultivariateNormal: Distribution, Hashable {
  /// The mean μ, of length D.
  public let mean: [Double]
  /// The covariance Σ, D × D.
  public let covariance: Matrix
  /// The Cholesky factor of Σ.
  public let factor: CholeskyFactor

  /// Creates a multivariate normal distribution.
  ///
  /// - Throws: ``NotPositiveDefinite`` if the covariance is not positive definite, not symmetric,
  ///   or not D × D, where D is the length of the mean.
  public init(mean: [Double], covariance: Matrix) throws(NotPositiveDefinite) {
    try covariance.validateCovariance(dimension: mean.count)
    self.mean = mean
    self.covariance = covariance
    factor = try CholeskyFactor(covariance)
  }

  /// D.
  public var dimension: Int { mean.count }

  /// −½ (D log 2π + log|Σ| + |L⁻¹(x−μ)|²); NaN for a point of the wrong dimension.
  public func logDensity(_ x: [Double]) -> Double {
    guard x.count == dimension else { return .nan }
    let centered = zip(x, mean).map { $0 - $1 }
    return -0.5
      * (Double(dimension) * logTwoPi + factor.logDeterminant + factor.squaredNorm(centered))
  }

  /// Draws one point: μ + L z with standard normal z.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    let z = mean.map { _ in random.standardNormal() }
    return zip(mean, factor.applyLower(to: z)).map { $0 + $1 }
  }
}
