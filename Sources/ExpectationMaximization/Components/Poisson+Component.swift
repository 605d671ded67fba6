public import Statistics

/// Weighted count and total of counts, and their log-density at a reference rate λ₀.
///
/// Σ w log p(x | λ) is then known to all its digits at rates near λ₀, however large the counts are.
public struct PoissonSums: Hashable, Sendable {
  /// λ₀ > 0.
  let reference: Poisson
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0
  /// Σ w (x − λ₀).
  private var excess = 0.0
  /// Σ w log p(x | λ₀).
  private var logDensity = 0.0

  init(around component: Poisson) {
    // Around rates at which everything but 0 is impossible nothing can be summed.
    reference = component.rate > 1e-100 ? component : Poisson(rate: 1)
  }

  mutating func add(_ x: Double, logDensity: Double, weight: Double) {
    count += weight
    total += weight * x
    excess += weight * (x - reference.rate)
    self.logDensity += weight * logDensity
  }

  mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
    excess *= factor
    logDensity *= factor
  }

  mutating func merge(_ other: PoissonSums) {
    count += other.count
    total += other.total
    excess += other.excess + other.count * (other.reference.rate - reference.rate)
    logDensity += other.logDensity(at: reference.rate)
  }

  /// Σ w log p(x | λ), the gain of T log(λ/λ₀) − N(λ − λ₀) over λ₀.
  func logDensity(at rate: Double) -> Double {
    guard rate != reference.rate else { return logDensity }
    let change = (rate - reference.rate) / reference.rate
    // Far from the reference nothing cancels, and 1 + change may be rounded to 0.
    guard abs(change) < 0.5 else {
      let ratio = Elementary.log(rate) - Elementary.log(reference.rate)
      return logDensity + product(total, ratio) - count * (rate - reference.rate)
    }
    return logDensity + excess * Elementary.log1p(change)
      + count * reference.rate * log1pExcess(change)
  }
}

extension Poisson: MixtureComponent {
  /// Sums of nothing, around the rate.
  public func makeSums() -> PoissonSums { PoissonSums(around: self) }

  /// Adds one count.
  public func add(_ value: Int, weight: Double, to sums: inout PoissonSums) {
    sums.add(Double(value), logDensity: sums.reference.logDensity(value), weight: weight)
  }

  /// Adds sums.
  public func merge(_ other: PoissonSums, into sums: inout PoissonSums) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout PoissonSums, by factor: Double) { sums.scale(by: factor) }

  /// λ = Σ w x / Σ w.
  public func fitted(
    to sums: PoissonSums, pooled: PoissonSums
  ) throws(ComponentCollapse.Reason) -> Poisson {
    Poisson(rate: sums.total / sums.count)
  }

  /// T log λ − N λ − Σ w log x!.
  public func expectedLogDensity(_ sums: PoissonSums) -> Double {
    rate > 0 ? sums.logDensity(at: rate) : sums.total == 0 ? 0 : -.infinity
  }

  /// A rate that is negative or not finite.
  public var fault: Parameter? { rate >= 0 && rate.isFinite ? nil : Parameter("rate", rate) }

  /// Negative counts.
  public func objection(to value: Int) -> (column: Int, value: Double)? {
    value >= 0 ? nil : (0, Double(value))
  }

  /// log λ.
  public var coordinates: [Double] { [Elementary.log(rate)] }

  /// From log λ.
  public func moved(to coordinates: [Double]) -> Poisson? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return Poisson(rate: Elementary.exp(coordinates[0]))
  }

  /// λ.
  public var parameters: [Parameter] { [Parameter("rate", rate)] }
}
