public import Statistics

/// Weighted count and total of numbers: what an exponential distribution needs.
public struct CountAndTotal: Hashable, Sendable {
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0

  mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
  }

  mutating func merge(_ other: CountAndTotal) {
    count += other.count
    total += other.total
  }
}

extension Exponential: MixtureComponent {
  /// Sums of nothing.
  public func makeSums() -> CountAndTotal { CountAndTotal() }

  /// Adds one number.
  public func add(_ value: Double, weight: Double, to sums: inout CountAndTotal) {
    sums.count += weight
    sums.total += weight * value
  }

  /// Adds sums.
  public func merge(_ other: CountAndTotal, into sums: inout CountAndTotal) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout CountAndTotal, by factor: Double) { sums.scale(by: factor) }

  /// λ = Σ w / Σ w x.
  public func fitted(
    to sums: CountAndTotal, pooled: CountAndTotal
  ) throws(ComponentCollapse.Reason) -> Exponential {
    let mean = sums.total / sums.count
    guard mean > 1e-14 * pooled.total / pooled.count else {
      throw .singular(column: 0, variance: mean * mean)
    }
    return Exponential(rate: 1 / mean)
  }

  /// N log λ − λ T.
  public func expectedLogDensity(_ sums: CountAndTotal) -> Double {
    sums.count * Elementary.log(rate) - rate * sums.total
  }

  /// A rate that is not positive.
  public var fault: Parameter? { rate > 0 && rate.isFinite ? nil : Parameter("rate", rate) }

  /// Numbers that are negative or not finite.
  public func objection(to value: Double) -> (column: Int, value: Double)? {
    value >= 0 && value.isFinite ? nil : (0, value)
  }

  /// log λ.
  public var coordinates: [Double] { [Elementary.log(rate)] }

  /// From log λ.
  public func moved(to coordinates: [Double]) -> Exponential? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return Exponential(rate: Elementary.exp(coordinates[0]))
  }

  /// λ.
  public var parameters: [Parameter] { [Parameter("rate", rate)] }
}
