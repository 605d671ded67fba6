public import Statistics

/// The M-step for the size has no closed form and needs the counts, so a fit stores them.
extension NegativeBinomial: WeightedFitting, UnconstrainedComponent {
  /// The upper bound of the size; larger sizes are indistinguishable from Poisson.
  static let largestSize = 1e8

  /// The weighted mean, and the size at the root of the score
  /// Σ w (ψ(x + r) − ψ(r)) − N log(1 + m/r) if the counts are overdispersed.
  public func fitted(
    to values: [Int], weights: [Double]
  ) throws(ComponentCollapse.Reason) -> NegativeBinomial {
    var frequencies: [Int: Double] = [:]
    for (value, weight) in zip(values, weights) { frequencies[value, default: 0] += weight }
    let table = frequencies.sorted { $0.key < $1.key }
    let count = table.reduce(0) { $0 + $1.value }
    let mean = table.reduce(0) { $0 + $1.value * Double($1.key) } / count
    guard mean > 0, mean.isFinite else {
      return NegativeBinomial(mean: mean, size: size)
    }
    let score = { (size: Double) in
      let base = digamma(size)
      let sum = table.reduce(0) { $0 + $1.value * (digamma(Double($1.key) + size) - base) }
      return sum - count * Elementary.log1p(mean / size)
    }
    var (low, high) = (1e-8, Self.largestSize)
    guard score(high) < 0 else { return NegativeBinomial(mean: mean, size: high) }
    for _ in 0..<100 {
      let middle = (low * high).squareRoot()
      guard middle > low, middle < high else { break }
      if score(middle) > 0 { low = middle } else { high = middle }
    }
    return NegativeBinomial(mean: mean, size: (low * high).squareRoot())
  }

  /// Reports a mean that is negative, or a size that is not positive.
  public var invalidParameter: ModelParameter? {
    if !(mean >= 0 && mean.isFinite) { return ModelParameter("mean", mean) }
    return size > 0 && size.isFinite ? nil : ModelParameter("size", size)
  }

  /// Reports negative counts.
  public func supportViolation(of value: Int) -> (column: Int, value: Double)? {
    value >= 0 ? nil : (0, Double(value))
  }

  /// log m and log r.
  public var unconstrainedParameters: [Double] { [Elementary.log(mean), Elementary.log(size)] }

  /// Creates the component from log m and log r.
  public init?(unconstrained parameters: [Double], prototype: NegativeBinomial) {
    guard parameters.count == 2 else { return nil }
    self.init(mean: Elementary.exp(parameters[0]), size: Elementary.exp(parameters[1]))
  }

  /// m and r.
  public var parameters: [ModelParameter] {
    [ModelParameter("mean", mean), ModelParameter("size", size)]
  }
}
