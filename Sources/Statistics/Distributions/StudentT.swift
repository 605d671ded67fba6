/// Student's t distribution with location, scale and ν degrees of freedom.
///
/// p(x) = Γ((ν+1)/2) / (Γ(ν/2) √(νπ) σ) · (1 + z²/ν)^(−(ν+1)/2) with z = (x−μ)/σ.
///
/// ```swift
/// let p = StudentT(degreesOfFreedom: 1).density(0)  // Cauchy: 1/π = 0.3183
/// ```
public struct StudentT: Distribution, Hashable {
  /// ν > 0; the mean exists for ν > 1, the variance for ν > 2.
  public let degreesOfFreedom: Double
  /// μ.
  public let location: Double
  /// σ > 0.
  public let scale: Double

  /// Creates a t distribution; the density is NaN if ν or σ is not positive.
  public init(degreesOfFreedom: Double, location: Double = 0, scale: Double = 1) {
    self.degreesOfFreedom = degreesOfFreedom
    self.location = location
    self.scale = scale
  }

  /// The log-density.
  public func logDensity(_ x: Double) -> Double {
    let z = (x - location) / scale
    let ν = degreesOfFreedom
    return studentLogScale(degreesOfFreedom: ν, dimension: 1) - Elementary.log(scale)
      - 0.5 * (ν + 1) * Elementary.log1p(z * z / ν)
  }

  /// P(X ≤ x), by the incomplete beta function.
  public func cumulative(_ x: Double) -> Double {
    let z = (x - location) / scale
    let ν = degreesOfFreedom
    let tail = 0.5 * regularizedBeta(ν / (ν + z * z), 0.5 * ν, 0.5)
    return z > 0 ? 1 - tail : tail
  }

  /// Draws one number: a normal variate divided by the square root of a gamma variate.
  public func sample(using random: inout some RandomNumberGenerator) -> Double {
    let precision = random.standardGamma(shape: degreesOfFreedom / 2) / (degreesOfFreedom / 2)
    return location + scale * random.standardNormal() / precision.squareRoot()
  }
}

/// The multivariate t distribution with location μ, scale matrix Σ, and ν degrees of freedom.
///
/// p(x) = Γ((ν+D)/2) / (Γ(ν/2) (νπ)^(D/2) |Σ|^½) · (1 + δ/ν)^(−(ν+D)/2) with δ = (x−μ)ᵀΣ⁻¹(x−μ).
/// Its covariance is Σ ν/(ν−2), which exists for ν > 2.
///
/// ```swift
/// let t = try MultivariateStudentT(degreesOfFreedom: 3, location: [0, 0], scale: .identity(2))
/// let p = t.density([0, 0])  // 1/2π = 0.1592
/// ```
public struct MultivariateStudentT: Distribution, Hashable {
  /// ν > 0.
  public let degreesOfFreedom: Double
  /// μ, of length D.
  public let location: [Double]
  /// Σ, D × D.
  public let scale: Matrix
  /// The Cholesky factor of Σ.
  public let factor: CholeskyFactor

  /// Creates a multivariate t distribution; the density is NaN if ν is not positive.
  ///
  /// - Throws: ``NotPositiveDefinite`` if the scale matrix is not positive definite, not symmetric,
  ///   or not D × D, where D is the length of the location.
  public init(
    degreesOfFreedom: Double, location: [Double], scale: Matrix
  ) throws(NotPositiveDefinite) {
    try scale.validateCovariance(dimension: location.count)
    self.degreesOfFreedom = degreesOfFreedom
    self.location = location
    self.scale = scale
    factor = try CholeskyFactor(scale)
  }

  /// D.
  public var dimension: Int { location.count }

  /// δ = (x−μ)ᵀ Σ⁻¹ (x−μ); NaN for a point of the wrong dimension.
  public func squaredDistance(_ x: [Double]) -> Double {
    guard x.count == dimension else { return .nan }
    return factor.squaredNorm(zip(x, location).map { $0 - $1 })
  }

  /// The log-density.
  public func logDensity(_ x: [Double]) -> Double {
    logDensity(squaredDistance: squaredDistance(x))
  }

  /// The log-density of a point with the given squared distance.
  package func logDensity(squaredDistance: Double) -> Double {
    let (ν, d) = (degreesOfFreedom, Double(dimension))
    return studentLogScale(degreesOfFreedom: ν, dimension: d) - 0.5 * factor.logDeterminant
      - 0.5 * (ν + d) * Elementary.log1p(squaredDistance / ν)
  }

  /// Draws one point.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    let precision = random.standardGamma(shape: degreesOfFreedom / 2) / (degreesOfFreedom / 2)
    let z = factor.applyLower(to: location.map { _ in random.standardNormal() })
    return zip(location, z).map { $0 + $1 / precision.squareRoot() }
  }
}

/// log Γ((ν+D)/2) − log Γ(ν/2) − D/2 log νπ.
private func studentLogScale(degreesOfFreedom ν: Double, dimension d: Double) -> Double {
  logGammaRatio(0.5 * ν, plus: 0.5 * d) - 0.5 * d * Elementary.log(ν * .pi)
}
