/// D independent normal variables: N(x | μ, diag(σ²)).
///
/// ```swift
/// let p = DiagonalNormal(mean: [0, 0], variances: [1, 4]).density([0, 0])  // 1/4π = 0.0796
/// ```
public struct DiagonalNormal: Distribution, Hashable {
  /// The means.
  public let mean: [Double]
  /// The variances σ² > 0, one per mean.
  public let variances: [Double]

  /// Creates independent normal variables; the density is NaN if a variance is not positive.
  public init(mean: [Double], variances: [Double]) {
    self.mean = mean
    self.variances = variances
  }

  /// −½ Σ (log 2πσⱼ² + (xⱼ−μⱼ)²/σⱼ²); NaN for a point of the wrong dimension.
  public func logDensity(_ x: [Double]) -> Double {
    guard x.count == mean.count, variances.count == mean.count else { return .nan }
    var sum = 0.0
    for j in mean.indices {
      let shift = x[j] - mean[j]
      sum += logTwoPi + Elementary.log(variances[j]) + shift * shift / variances[j]
    }
    return -0.5 * sum
  }

  /// Draws one point.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    zip(mean, variances).map { $0 + $1.squareRoot() * random.standardNormal() }
  }
}
