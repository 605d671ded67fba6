public import Statistics

/// Weighted count and total: the sufficient statistics of an exponential distribution.
public struct CountAndTotal: ComponentSums, Hashable {
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0

  /// Multiplies all weights by a factor.
  public mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
  }

  /// Adds sums.
  public mutating func merge(_ other: CountAndTotal) {
    count += other.count
    total += other.total
  }
}

extension Exponential: UnconstrainedComponent {
  /// Empty sums.
  public func makeSums() -> CountAndTotal { CountAndTotal() }

  /// Adds one number.
  public func add(_ value: Double, weight: Double, to sums: inout CountAndTotal) {
    sums.count += weight
    sums.total += weight * value
  }

  /// λ = Σ w / Σ w x.
  public func fitted(
    to sums: CountAndTotal, pooled: CountAndTotal
  ) throws(ComponentCollapse.Reason) -> Exponential {
    let mean = sums.total / sums.count
    guard mean > .leastNormalMagnitude, mean.isFinite else {
      throw .singular(column: 0, variance: mean * mean)
    }
    return Exponential(rate: 1 / mean)
  }

  /// N log λ − λ T.
  public func expectedLogDensity(_ sums: CountAndTotal) -> Double {
    sums.count * Elementary.log(rate) - rate * sums.total
  }

  /// Reports a rate that is not positive.
  public var invalidParameter: ModelParameter? {
    rate > 0 && rate.isFinite ? nil : ModelParameter("rate", rate)
  }

  /// Reports numbers that are negative or not finite.
  public func supportViolation(of value: Double) -> (column: Int, value: Double)? {
    value >= 0 && value.isFinite ? nil : (0, value)
  }

  /// log λ.
  public var unconstrainedParameters: [Double] { [Elementary.log(rate)] }

  /// Creates the component from log λ.
  public init?(unconstrained parameters: [Double], prototype: Exponential) {
    guard parameters.count == 1 else { return nil }
    self.init(rate: Elementary.exp(parameters[0]))
  }

  /// λ.
  public var parameters: [ModelParameter] { [ModelParameter("rate", rate)] }
}
