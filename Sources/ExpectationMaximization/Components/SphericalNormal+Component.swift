public import Statistics

extension SphericalNormal: MixtureComponent {
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

  /// The weighted mean, and the mean of the variances along the columns.
  public func fitted(
    to sums: MomentSums, pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> SphericalNormal {
    SphericalNormal(
      mean: sums.mean,
      variance: try Self.variance(sums.scatter, over: sums.count, pooled: pooled))
  }

  /// −½ (N D log 2πσ² + (Σⱼ Sⱼ + N|x̄−μ|²)/σ²).
  public func expectedLogDensity(_ sums: MomentSums) -> Double {
    let shift = zip(sums.mean, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let normalization = Double(mean.count) * (logTwoPi + Elementary.log(variance))
    return -0.5
      * (sums.count * normalization + (sums.scatter.trace + sums.count * shift) / variance)
  }

  /// D.
  public var shape: [Int] { [mean.count] }

  /// A mean that is not finite, or a variance that is not positive.
  public var fault: Parameter? {
    if let bad = firstNotFinite(mean) { return Parameter("mean[\(bad.column)]", bad.value) }
    return variance > 0 && variance.isFinite ? nil : Parameter("variance", variance)
  }

  /// Numbers that are not finite, and points of another dimension.
  public func objection(to value: [Double]) -> (column: Int, value: Double)? {
    value.count == mean.count ? firstNotFinite(value) : (value.count, .nan)
  }

  /// μ and log σ².
  public var coordinates: [Double] { mean + [Elementary.log(variance)] }

  /// From μ and log σ².
  public func moved(to coordinates: [Double]) -> SphericalNormal? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return SphericalNormal(
      mean: Array(coordinates.prefix(mean.count)),
      variance: Elementary.exp(coordinates.last ?? .nan))
  }

  /// μ and σ².
  public var parameters: [Parameter] {
    mean.enumerated().map { Parameter("mean[\($0)]", $1) } + [Parameter("variance", variance)]
  }

  /// The trace of a scatter over the count and the dimension.
  static func variance(
    _ scatter: Matrix, over count: Double, pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> Double {
    let variance = scatter.trace / (Double(scatter.rows) * count)
    guard variance > pooled.smallestVariances.min() ?? 0 else {
      throw .singular(column: 0, variance: variance)
    }
    return variance
  }
}
