public import Statistics

/// Weighted count, sum and sum of squares of numbers around a reference point.
public struct NormalSums: ComponentSums, Hashable {
  /// The reference point.
  var reference: Double
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w (x − reference).
  var first = 0.0
  /// Σ w (x − reference)².
  var second = 0.0

  init(around reference: Double) {
    self.reference = reference
  }

  /// The weighted mean.
  public var mean: Double { count > 0 ? reference + first / count : reference }

  /// Σ w (x − mean)².
  public var squares: Double { count > 0 ? max(0, second - first * first / count) : 0 }

  mutating func add(_ x: Double, weight: Double) {
    let centered = x - reference
    count += weight
    first += weight * centered
    second += weight * centered * centered
  }

  /// Multiplies all weights by a factor.
  public mutating func scale(by factor: Double) {
    count *= factor
    first *= factor
    second *= factor
  }

  /// Adds sums around another reference point.
  public mutating func merge(_ other: NormalSums) {
    let shift = other.reference - reference
    count += other.count
    second += other.second + shift * (2 * other.first + shift * other.count)
    first += other.first + shift * other.count
  }

  /// The variance below which a component has collapsed onto repeated values.
  var smallestVariance: Double { squaredSpacing(around: mean) }
}

extension Normal: UnconstrainedComponent {
  /// Empty sums around the mean.
  public func makeSums() -> NormalSums { NormalSums(around: mean) }

  /// Adds one number.
  public func add(_ value: Double, weight: Double, to sums: inout NormalSums) {
    sums.add(value, weight: weight)
  }

  /// The log-densities; the logarithm of σ is computed only once.
  public func blockLogDensities(_ values: ArraySlice<Double>) -> [Double] {
    let logDeviation = Elementary.log(standardDeviation)
    return values.map { x in
      let z = (x - mean) / standardDeviation
      return -0.5 * (z * z + logTwoPi) - logDeviation
    }
  }

  /// The weighted mean and standard deviation.
  public func fitted(
    to sums: NormalSums, pooled: NormalSums
  ) throws(ComponentCollapse.Reason) -> Normal {
    let variance = sums.squares / sums.count
    guard variance > sums.smallestVariance else {
      throw .singular(column: 0, variance: variance)
    }
    return Normal(mean: sums.mean, standardDeviation: variance.squareRoot())
  }

  /// −½ (N log 2πσ² + (S + N(x̄−μ)²)/σ²).
  public func expectedLogDensity(_ sums: NormalSums) -> Double {
    let shift = sums.mean - mean
    let squares = sums.squares + sums.count * shift * shift
    return -0.5 * (sums.count * (logTwoPi + Elementary.log(variance)) + squares / variance)
  }

  /// Reports a standard deviation that is not positive or whose square underflows or overflows, or
  /// a mean that is not finite.
  public var invalidParameter: ModelParameter? {
    if !mean.isFinite { return ModelParameter("mean", mean) }
    let isPositive = standardDeviation > 0 && variance.isNormal
    return isPositive ? nil : ModelParameter("standardDeviation", standardDeviation)
  }

  /// Reports numbers that are not finite.
  public func supportViolation(of value: Double) -> (column: Int, value: Double)? {
    value.isFinite ? nil : (0, value)
  }

  /// μ and log σ.
  public var unconstrainedParameters: [Double] { [mean, Elementary.log(standardDeviation)] }

  /// Creates the component from μ and log σ.
  public init?(unconstrained parameters: [Double], prototype: Normal) {
    guard parameters.count == 2 else { return nil }
    self.init(mean: parameters[0], standardDeviation: Elementary.exp(parameters[1]))
  }

  /// μ and σ.
  public var parameters: [ModelParameter] {
    [ModelParameter("mean", mean), ModelParameter("standardDeviation", standardDeviation)]
  }
}
