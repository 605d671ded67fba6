public import Statistics

/// Weighted count and total of positive numbers, and the total of their logarithms.
public struct GammaSums: ComponentSums, Hashable {
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0
  /// Σ w log x.
  public internal(set) var logTotal = 0.0

  /// Adds sums.
  public mutating func merge(_ other: GammaSums) {
    count += other.count
    total += other.total
    logTotal += other.logTotal
  }

  /// Multiplies all weights by a factor.
  public mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
    logTotal *= factor
  }
}

extension Gamma: UnconstrainedComponent {
  /// Empty sums.
  public func makeSums() -> GammaSums { GammaSums() }

  /// Adds one number.
  public func add(_ value: Double, weight: Double, to sums: inout GammaSums) {
    sums.count += weight
    sums.total += weight * value
    sums.logTotal += weight * Elementary.log(value)
  }

  /// The shape a at the root of log a − ψ(a) = log x̄ − mean(log x), and the rate a/x̄.
  public func fitted(
    to sums: GammaSums, pooled: GammaSums
  ) throws(ComponentCollapse.Reason) -> Gamma {
    let mean = sums.total / sums.count
    let spread = Elementary.log(mean) - sums.logTotal / sums.count
    // If the numbers are equal up to rounding, there is no maximum likelihood estimate.
    guard spread > 1e-13 * (1 + abs(Elementary.log(mean))) else {
      throw .singular(column: 0, variance: max(0, 2 * spread) * mean * mean)
    }
    var (low, high) = (1e-300, 1e300)
    for _ in 0..<200 {
      let middle = (low.squareRoot() * high.squareRoot())
      guard middle > low, middle < high else { break }
      if -digammaExcess(middle) > spread { low = middle } else { high = middle }
    }
    let shape = low.squareRoot() * high.squareRoot()
    return Gamma(shape: shape, rate: shape / mean)
  }

  /// N (a log b − log Γ(a)) + (a − 1) Σ log x − b Σ x.
  public func expectedLogDensity(_ sums: GammaSums) -> Double {
    sums.count * (shape * Elementary.log(rate) - logGamma(shape))
      + (shape - 1) * sums.logTotal - rate * sums.total
  }

  /// Reports a shape or a rate that is not positive.
  public var invalidParameter: ModelParameter? {
    parameters.first { !($0.value > 0 && $0.value.isFinite) }
  }

  /// Reports numbers that are not positive and finite.
  public func supportViolation(of value: Double) -> (column: Int, value: Double)? {
    value > 0 && value.isFinite ? nil : (0, value)
  }

  /// log a and log b.
  public var unconstrainedParameters: [Double] { [Elementary.log(shape), Elementary.log(rate)] }

  /// Creates the component from log a and log b.
  public init?(unconstrained parameters: [Double], prototype: Gamma) {
    guard parameters.count == 2 else { return nil }
    self.init(shape: Elementary.exp(parameters[0]), rate: Elementary.exp(parameters[1]))
  }

  /// a and b.
  public var parameters: [ModelParameter] {
    [ModelParameter("shape", shape), ModelParameter("rate", rate)]
  }
}
