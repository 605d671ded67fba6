public import Statistics

extension SphericalNormal: NormalComponent {
  /// Always true: columns are independent.
  public static var hasDiagonalMoments: Bool { true }

  /// The weighted mean, and the average of the column variances.
  public func fitted(
    to sums: MomentSums, pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> SphericalNormal {
    SphericalNormal(
      mean: sums.mean,
      variance: try Self.variance(
        sums.scatter, over: sums.count, floors: sums.smallestVariances))
  }

  /// −½ (N D log 2πσ² + (Σⱼ Sⱼ + N|x̄−μ|²)/σ²).
  public func expectedLogDensity(_ sums: MomentSums) -> Double {
    let shift = zip(sums.mean, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let normalization = Double(mean.count) * (logTwoPi + Elementary.log(variance))
    return -0.5
      * (sums.count * normalization + (sums.scatter.trace + sums.count * shift) / variance)
  }

  /// Reports a mean that is not finite, or a variance that is not positive.
  public var invalidParameter: ModelParameter? {
    if let invalidMean { return invalidMean }
    return variance > 0 && variance.isFinite ? nil : ModelParameter("variance", variance)
  }

  /// μ and log σ².
  public var unconstrainedParameters: [Double] { mean + [Elementary.log(variance)] }

  /// Creates the component from μ and log σ².
  public init?(unconstrained parameters: [Double], prototype: SphericalNormal) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self.init(
      mean: Array(parameters.prefix(prototype.mean.count)),
      variance: Elementary.exp(parameters.last ?? .nan))
  }

  /// μ and σ².
  public var parameters: [ModelParameter] {
    namedMean + [ModelParameter("variance", variance)]
  }

  /// The trace of a scatter matrix, divided by the count and the dimension.
  static func variance(
    _ scatter: Matrix, over count: Double, floors: [Double]
  ) throws(ComponentCollapse.Reason) -> Double {
    let variance = scatter.trace / (Double(scatter.rows) * count)
    guard variance > floors.min() ?? 0 else {
      throw .singular(column: 0, variance: variance)
    }
    return variance
  }
}
