public import Statistics

/// Weighted count and total of numbers: what one-parameter families need.
public struct CountAndTotal: Hashable, Sendable {
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0
  /// What the values add to the log-density whatever the parameter is: Σ w log h(x).
  var constant = 0.0

  mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
    constant *= factor
  }

  mutating func merge(_ other: CountAndTotal) {
    count += other.count
    total += other.total
    constant += other.constant
  }
}

extension Poisson: MixtureComponent {
  /// Sums of nothing.
  public func makeSums() -> CountAndTotal { CountAndTotal() }

  /// Adds one count.
  public func add(_ value: Int, weight: Double, to sums: inout CountAndTotal) {
    sums.count += weight
    sums.total += weight * Double(value)
    sums.constant -= weight * logGamma(Double(value) + 1)
  }

  /// Adds sums.
  public func merge(_ other: CountAndTotal, into sums: inout CountAndTotal) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout CountAndTotal, by factor: Double) { sums.scale(by: factor) }

  /// λ = Σ w x / Σ w.
  public func fitted(
    to sums: CountAndTotal, pooled: CountAndTotal
  ) throws(ComponentCollapse.Reason) -> Poisson {
    Poisson(rate: sums.total / sums.count)
  }

  /// T log λ − N λ − Σ w log x!.
  public func expectedLogDensity(_ sums: CountAndTotal) -> Double {
    let power = sums.total == 0 ? 0 : sums.total * Elementary.log(rate)
    return power - sums.count * rate + sums.constant
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
    Poisson(rate: Elementary.exp(coordinates[0]))
  }

  /// λ.
  public var parameters: [Parameter] { [Parameter("rate", rate)] }
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
    Exponential(rate: Elementary.exp(coordinates[0]))
  }

  /// λ.
  public var parameters: [Parameter] { [Parameter("rate", rate)] }
}

extension Binomial: MixtureComponent {
  /// Sums of nothing.
  public func makeSums() -> CountAndTotal { CountAndTotal() }

  /// Adds the successes of one set of trials.
  public func add(_ value: Int, weight: Double, to sums: inout CountAndTotal) {
    let (n, k) = (Double(trials), Double(value))
    sums.count += weight
    sums.total += weight * k
    sums.constant += weight * (logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1))
  }

  /// Adds sums.
  public func merge(_ other: CountAndTotal, into sums: inout CountAndTotal) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout CountAndTotal, by factor: Double) { sums.scale(by: factor) }

  /// p = Σ w x / (n Σ w).
  public func fitted(
    to sums: CountAndTotal, pooled: CountAndTotal
  ) throws(ComponentCollapse.Reason) -> Binomial {
    let share = sums.total / (Double(trials) * sums.count)
    return Binomial(trials: trials, probability: min(1, share))
  }

  /// T log p + (nN − T) log(1−p) + Σ w log C(n, x).
  public func expectedLogDensity(_ sums: CountAndTotal) -> Double {
    let failures = Double(trials) * sums.count - sums.total
    return product(sums.total, Elementary.log(probability))
      + product(failures, Elementary.log1p(-probability)) + sums.constant
  }

  /// A probability outside 0 … 1, or no trials.
  public var fault: Parameter? {
    if trials < 1 { return Parameter("trials", Double(trials)) }
    return probability >= 0 && probability <= 1 ? nil : Parameter("probability", probability)
  }

  /// Successes outside 0 … n.
  public func objection(to value: Int) -> (column: Int, value: Double)? {
    (0...trials).contains(value) ? nil : (0, Double(value))
  }

  /// log p/(1−p).
  public var coordinates: [Double] { [Simplex.logit(probability)] }

  /// From log p/(1−p).
  public func moved(to coordinates: [Double]) -> Binomial? {
    Binomial(trials: trials, probability: Simplex.logistic(coordinates[0]))
  }

  /// p.
  public var parameters: [Parameter] { [Parameter("probability", probability)] }
}

/// a·b, where nothing times −∞ is nothing.
func product(_ a: Double, _ b: Double) -> Double {
  a == 0 ? 0 : a * b
}
