public import Statistics

/// A multivariate t distribution as a component, with fixed or estimated degrees of freedom.
///
/// The t distribution is a scale mixture: a normal distribution whose precision is multiplied by a
/// gamma variable u. The E-step computes E[u | x] = (ν+D)/(ν+δ), which is small for outliers. Peel
/// & McLachlan, "Robust mixture modelling using the t distribution", Statistics and Computing
/// 10:339 (2000), https://doi.org/10.1023/A:1008981510081.
///
/// ```swift
/// let start = Mixture(
///   weights: [0.5, 0.5],
///   components: try [[0.0, 0], [4, 4]].map { location in
///     StudentTComponent(
///       try MultivariateStudentT(degreesOfFreedom: 4, location: location, scale: .identity(2)),
///       estimatesDegreesOfFreedom: true)
///   })
/// let fit = try fitByEM(start, to: points)
/// ```
public struct StudentTComponent: UnconstrainedComponent, Distribution, Hashable {
  /// The distribution.
  public let distribution: MultivariateStudentT
  /// Whether the M-step estimates ν.
  public let estimatesDegreesOfFreedom: Bool

  /// The upper bound of the estimated degrees of freedom, near which the distribution is normal.
  static let largestDegreesOfFreedom = 1e8

  /// Creates a component.
  public init(_ distribution: MultivariateStudentT, estimatesDegreesOfFreedom: Bool = false) {
    self.distribution = distribution
    self.estimatesDegreesOfFreedom = estimatesDegreesOfFreedom
  }

  /// Weighted moments, and the expectations of u and log u.
  public struct Sums: ComponentSums, Hashable {
    /// Moments around the location, weighted by r·E[u]; the count is Σ r.
    public internal(set) var moments: MomentSums
    /// Σ r E[u].
    public internal(set) var precision = 0.0
    /// Σ r (E[log u] − E[u] + 1), which is small if ν is large, and accurate to full precision.
    public internal(set) var excess = 0.0
    /// Σ r E[log u].
    public var logPrecision: Double { excess + precision - moments.count }

    /// Adds sums; reference points are shifted with the weights of the moments.
    public mutating func merge(_ other: Sums) {
      let (count, otherCount) = (moments.count, other.moments.count)
      var later = other.moments
      later.count = other.precision
      moments.merge(later)
      moments.count = count + otherCount
      precision += other.precision
      excess += other.excess
    }

    /// Multiplies all weights by a factor.
    public mutating func scale(by factor: Double) {
      moments.scale(by: factor)
      precision *= factor
      excess *= factor
    }
  }

  /// log p(x).
  public func logDensity(_ x: [Double]) -> Double { distribution.logDensity(x) }

  /// Draws one point.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    distribution.sample(using: &random)
  }

  /// Empty sums.
  public func makeSums() -> Sums {
    Sums(moments: MomentSums(around: distribution.location, diagonal: false))
  }

  /// Adds a point with E[u | x] and E[log u | x].
  public func add(_ value: [Double], weight: Double, to sums: inout Sums) {
    let shape = 0.5 * (distribution.degreesOfFreedom + Double(distribution.dimension))
    let (ν, distance) = (distribution.degreesOfFreedom, distribution.squaredDistance(value))
    let precision = shape / (0.5 * (ν + distance))
    // E[log u] = ψ(shape) − log rate, which contains log E[u]; t = E[u] − 1.
    let t = (Double(distribution.dimension) - distance) / (ν + distance)
    let logMean = abs(t) < 0.5 ? Elementary.log1p(t) : Elementary.log(precision)
    sums.moments.add(value, weight: weight, momentWeight: weight * precision)
    sums.precision += weight * precision
    sums.excess += weight * (digammaExcess(shape) + (logMean - t))
  }

  /// μ = Σ r u x / Σ r u, Σ = Σ r u (x−μ)(x−μ)ᵀ / Σ r, and ν at the root of the digamma equation
  /// log(ν/2) − ψ(ν/2) + 1 + Σ r (E[log u] − E[u]) / Σ r = 0.
  public func fitted(
    to sums: Sums, pooled: Sums
  ) throws(ComponentCollapse.Reason) -> StudentTComponent {
    let count = sums.moments.count
    let scale = try moments(sums).covariance(
      over: count, floors: moments(sums).smallestVariances)
    let ν =
      estimatesDegreesOfFreedom
      ? Self.degreesOfFreedom(meanExcess: sums.excess / count)
      : distribution.degreesOfFreedom
    do throws(NotPositiveDefinite) {
      let next = try MultivariateStudentT(
        degreesOfFreedom: ν, location: moments(sums).mean, scale: scale)
      return StudentTComponent(next, estimatesDegreesOfFreedom: estimatesDegreesOfFreedom)
    } catch {
      throw .singular(column: error.index, variance: error.pivot)
    }
  }

  /// Σ r E[log N(x | μ, Σ/u) + log Gamma(u | ν/2, ν/2)].
  public func expectedLogDensity(_ sums: Sums) -> Double {
    let (half, count) = (0.5 * distribution.degreesOfFreedom, sums.moments.count)
    let d = Double(distribution.dimension)
    let moments = moments(sums)
    let shift = zip(moments.mean, distribution.location).map { $0 - $1 }
    let trace = (distribution.factor.inverse * moments.scatter).trace
    let distances = trace + sums.precision * distribution.factor.squaredNorm(shift)
    let normal =
      count * (d * logTwoPi + distribution.factor.logDeterminant) - d * sums.logPrecision
      + distances
    return -0.5 * normal + count * gammaExcess(half) + half * sums.excess - sums.logPrecision
  }

  /// D.
  public var shape: [Int] { [distribution.dimension] }

  /// Reports degrees of freedom that are not positive, or a location that is not finite.
  public var invalidParameter: ModelParameter? {
    let ν = distribution.degreesOfFreedom
    guard ν > 0, ν.isFinite else { return ModelParameter("degreesOfFreedom", ν) }
    return firstNotFinite(distribution.location).map {
      ModelParameter("location[\($0.column)]", $0.value)
    }
  }

  /// Reports numbers that are not finite, and points of the wrong dimension.
  public func supportViolation(of value: [Double]) -> (column: Int, value: Double)? {
    value.count == distribution.dimension ? firstNotFinite(value) : (value.count, .nan)
  }

  /// μ, the Cholesky factor with logarithms on its diagonal, and log ν if it is estimated.
  public var unconstrainedParameters: [Double] {
    distribution.location + LogCholesky.elements(distribution.factor)
      + (estimatesDegreesOfFreedom ? [Elementary.log(distribution.degreesOfFreedom)] : [])
  }

  /// Creates the component from its unconstrained parameters.
  public init?(unconstrained parameters: [Double], prototype: StudentTComponent) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    let d = prototype.distribution.dimension
    let ν =
      prototype.estimatesDegreesOfFreedom
      ? Elementary.exp(parameters.last ?? .nan) : prototype.distribution.degreesOfFreedom
    guard
      let distribution = try? MultivariateStudentT(
        degreesOfFreedom: ν, location: Array(parameters.prefix(d)),
        scale: LogCholesky.matrix(parameters.dropFirst(d), size: d))
    else { return nil }
    self.init(
      distribution, estimatesDegreesOfFreedom: prototype.estimatesDegreesOfFreedom)
  }

  /// μ, the lower triangle of Σ, and ν if it is estimated.
  public var parameters: [ModelParameter] {
    distribution.location.enumerated().map { ModelParameter("location[\($0)]", $1) }
      + LogCholesky.parameters(distribution.scale, "scale")
      + (estimatesDegreesOfFreedom
        ? [ModelParameter("degreesOfFreedom", distribution.degreesOfFreedom)] : [])
  }

  /// The moments with Σ r E[u] as the count.
  private func moments(_ sums: Sums) -> MomentSums {
    var moments = sums.moments
    moments.count = sums.precision
    return moments
  }

  /// The root ν of log(ν/2) − ψ(ν/2) + c, which decreases in ν from ∞ to c.
  static func degreesOfFreedom(meanExcess c: Double) -> Double {
    let slope = { (ν: Double) in c - digammaExcess(0.5 * ν) }
    var (low, high) = (1e-3, largestDegreesOfFreedom)
    guard slope(high) < 0 else { return high }
    guard slope(low) > 0 else { return low }
    for _ in 0..<200 {
      let middle = (low * high).squareRoot()
      guard middle > low, middle < high else { break }
      if slope(middle) > 0 { low = middle } else { high = middle }
    }
    return (low * high).squareRoot()
  }
}
