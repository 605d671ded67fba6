public import Statistics

extension MultivariateNormal: MixtureComponent {
  /// Sums around the mean.
  public func makeSums() -> MomentSums { MomentSums(around: mean, diagonal: false) }

  /// Adds one point.
  public func add(_ value: [Double], weight: Double, to sums: inout MomentSums) {
    sums.add(value, weight: weight)
  }

  /// Adds sums taken around another reference.
  public func merge(_ other: MomentSums, into sums: inout MomentSums) {
    sums.merge(other)
  }

  /// Scales the sums.
  public func scale(_ sums: inout MomentSums, by factor: Double) { sums.scale(by: factor) }

  /// The weighted mean and covariance.
  public func fitted(
    to sums: MomentSums, pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> MultivariateNormal {
    let covariance = try sums.covariance(over: sums.count, floors: pooled.smallestVariances)
    do throws(NotPositiveDefinite) {
      return try MultivariateNormal(mean: sums.mean, covariance: covariance)
    } catch {
      throw .singular(column: error.index, variance: error.pivot)
    }
  }

  /// −½ (N log|2πΣ| + tr(Σ⁻¹ (S + N(x̄−μ)(x̄−μ)ᵀ))).
  public func expectedLogDensity(_ sums: MomentSums) -> Double {
    let shift = zip(sums.mean, mean).map { $0 - $1 }
    let normalization = Double(dimension) * logTwoPi + factor.logDeterminant
    let trace = (factor.inverse * sums.scatter).trace
    return -0.5 * (sums.count * (normalization + factor.squaredNorm(shift)) + trace)
  }

  /// D.
  public var shape: [Int] { [dimension] }

  /// A mean that is not finite.
  public var fault: Parameter? {
    firstNotFinite(mean).map { Parameter("mean[\($0.column)]", $0.value) }
  }

  /// Numbers that are not finite.
  public func objection(to value: [Double]) -> (column: Int, value: Double)? {
    value.count == dimension ? firstNotFinite(value) : (value.count, .nan)
  }

  /// μ, and the Cholesky factor with logarithms on its diagonal.
  public var coordinates: [Double] { mean + LogCholesky.coordinates(factor) }

  /// From μ and the Cholesky factor.
  public func moved(to coordinates: [Double]) -> MultivariateNormal? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return try? MultivariateNormal(
      mean: Array(coordinates.prefix(dimension)),
      covariance: LogCholesky.matrix(coordinates.dropFirst(dimension), size: dimension))
  }

  /// μ, and the lower triangle of Σ.
  public var parameters: [Parameter] {
    mean.enumerated().map { Parameter("mean[\($0)]", $1) }
      + LogCholesky.parameters(covariance, "covariance")
  }
}

extension DiagonalNormal: MixtureComponent {
  /// Sums around the mean.
  public func makeSums() -> MomentSums { MomentSums(around: mean, diagonal: true) }

  /// Adds one point.
  public func add(_ value: [Double], weight: Double, to sums: inout MomentSums) {
    sums.add(value, weight: weight)
  }

  /// Adds sums taken around another reference.
  public func merge(_ other: MomentSums, into sums: inout MomentSums) {
    sums.merge(other)
  }

  /// Scales the sums.
  public func scale(_ sums: inout MomentSums, by factor: Double) { sums.scale(by: factor) }

  /// The weighted means and variances.
  public func fitted(
    to sums: MomentSums, pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> DiagonalNormal {
    let covariance = try sums.covariance(over: sums.count, floors: pooled.smallestVariances)
    return DiagonalNormal(mean: sums.mean, variances: covariance.diagonal)
  }

  /// −½ Σ (N log 2πσⱼ² + (Sⱼ + N(x̄ⱼ−μⱼ)²)/σⱼ²).
  public func expectedLogDensity(_ sums: MomentSums) -> Double {
    let (center, scatter) = (sums.mean, sums.scatter)
    return mean.indices.reduce(0) { total, j in
      let shift = center[j] - mean[j]
      let squares = scatter[j, j] + sums.count * shift * shift
      return total - 0.5
        * (sums.count * (logTwoPi + Elementary.log(variances[j])) + squares / variances[j])
    }
  }

  /// D.
  public var shape: [Int] { [mean.count] }

  /// A mean that is not finite, a variance that is not positive, or not as many of them as means.
  public var fault: Parameter? {
    if variances.count != mean.count {
      return Parameter("variances.count", Double(variances.count))
    }
    if let bad = firstNotFinite(mean) { return Parameter("mean[\(bad.column)]", bad.value) }
    let j = variances.firstIndex { !($0 > 0 && $0.isFinite) }
    return j.map { Parameter("variances[\($0)]", variances[$0]) }
  }

  /// Numbers that are not finite.
  public func objection(to value: [Double]) -> (column: Int, value: Double)? {
    value.count == mean.count ? firstNotFinite(value) : (value.count, .nan)
  }

  /// μ and log σ².
  public var coordinates: [Double] { mean + variances.map { Elementary.log($0) } }

  /// From μ and log σ².
  public func moved(to coordinates: [Double]) -> DiagonalNormal? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return DiagonalNormal(
      mean: Array(coordinates.prefix(mean.count)),
      variances: coordinates.dropFirst(mean.count).map { Elementary.exp($0) })
  }

  /// μ and σ².
  public var parameters: [Parameter] {
    mean.enumerated().map { Parameter("mean[\($0)]", $1) }
      + variances.enumerated().map { Parameter("variance[\($0)]", $1) }
  }
}
