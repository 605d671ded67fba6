public import Statistics

extension MultivariateNormal: NormalComponent {
  /// Always false: columns may be correlated.
  public static var hasDiagonalMoments: Bool { false }

  /// The weighted mean and covariance.
  public func fitted(
    to sums: MomentSums, pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> MultivariateNormal {
    let covariance = try sums.covariance(over: sums.count, floors: sums.smallestVariances)
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

  /// Reports a mean that is not finite.
  public var invalidParameter: ModelParameter? { invalidMean }

  /// μ, and the Cholesky factor of Σ with logarithms on its diagonal.
  public var unconstrainedParameters: [Double] { mean + LogCholesky.elements(factor) }

  /// Creates the component from μ and the Cholesky factor.
  public init?(unconstrained parameters: [Double], prototype: MultivariateNormal) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    let d = prototype.dimension
    guard
      let normal = try? MultivariateNormal(
        mean: Array(parameters.prefix(d)),
        covariance: LogCholesky.matrix(parameters.dropFirst(d), size: d))
    else { return nil }
    self = normal
  }

  /// μ, and the lower triangle of Σ.
  public var parameters: [ModelParameter] {
    namedMean
      + LogCholesky.parameters(covariance, "covariance")
  }
}

extension DiagonalNormal: NormalComponent {
  /// Always true: columns are independent.
  public static var hasDiagonalMoments: Bool { true }

  /// The weighted means and variances.
  public func fitted(
    to sums: MomentSums, pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> DiagonalNormal {
    let covariance = try sums.covariance(over: sums.count, floors: sums.smallestVariances)
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

  /// Reports a mean that is not finite, a variance that is not positive, or a wrong number of
  /// variances.
  public var invalidParameter: ModelParameter? {
    if variances.count != mean.count {
      return ModelParameter("variances.count", Double(variances.count))
    }
    if let invalidMean { return invalidMean }
    let j = variances.firstIndex { !($0 > 0 && $0.isFinite) }
    return j.map { ModelParameter("variances[\($0)]", variances[$0]) }
  }

  /// μ and log σ².
  public var unconstrainedParameters: [Double] { mean + variances.map { Elementary.log($0) } }

  /// Creates the component from μ and log σ².
  public init?(unconstrained parameters: [Double], prototype: DiagonalNormal) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    let d = prototype.mean.count
    self.init(
      mean: Array(parameters.prefix(d)),
      variances: parameters.dropFirst(d).map { Elementary.exp($0) })
  }

  /// μ and σ².
  public var parameters: [ModelParameter] {
    namedMean
      + variances.enumerated().map { ModelParameter("variance[\($0)]", $1) }
  }
}
