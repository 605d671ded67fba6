public import Statistics

/// Weighted count and total of successes, and their log-density at a reference probability p₀.
///
/// Σ w log P(x | p) is then known to all its digits near p₀, however many trials there are.
public struct BinomialSums: Hashable, Sendable {
  /// With 0 < p₀ < 1.
  let reference: Binomial
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0
  /// Σ w (x − n p₀).
  private var excess = 0.0
  /// Σ w log P(x | p₀).
  private var logDensity = 0.0

  init(around component: Binomial) {
    // At the ends nearly all successes are impossible, and nothing can be summed.
    let isInside = component.probability > 1e-100 && component.probability < 1
    reference = isInside ? component : Binomial(trials: component.trials, probability: 0.5)
  }

  mutating func add(_ x: Double, logDensity: Double, weight: Double) {
    count += weight
    total += weight * x
    excess += weight * (x - Double(reference.trials) * reference.probability)
    self.logDensity += weight * logDensity
  }

  mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
    excess *= factor
    logDensity *= factor
  }

  mutating func merge(_ other: BinomialSums) {
    let shift = other.reference.probability - reference.probability
    count += other.count
    total += other.total
    excess += other.excess + other.count * Double(reference.trials) * shift
    logDensity += other.logDensity(at: reference)
  }

  /// Σ w log P(x | p), the gain of T log(p/p₀) + (nN − T) log(q/q₀) over p₀, where q = 1 − p.
  func logDensity(at component: Binomial) -> Double {
    let (p, p0) = (component.probability, reference.probability)
    guard p != p0 else { return logDensity }
    let trials = count * Double(reference.trials)
    // Where p is at an end, everything is at that end but for rounding, or impossible.
    if p <= 0 { return total == 0 ? 0 : -.infinity }
    if p >= 1 { return trials - total <= 1e-14 * trials ? 0 : -.infinity }
    let up = (p - p0) / p0
    let down = (p0 - p) / (1 - p0)
    // Far from the reference nothing cancels, and 1 + up may be rounded to 0.
    guard max(abs(up), abs(down)) < 0.5 else {
      let (successes, failures) = (total, max(0, trials - total))
      return logDensity + product(successes, Elementary.log(p) - Elementary.log(p0))
        + product(failures, Elementary.log1p(-p) - Elementary.log1p(-p0))
    }
    return logDensity + excess * (Elementary.log1p(up) - Elementary.log1p(down))
      + trials * (p0 * log1pExcess(up) + (1 - p0) * log1pExcess(down))
  }
}

extension Binomial: MixtureComponent {
  /// Sums of nothing, around the probability.
  public func makeSums() -> BinomialSums { BinomialSums(around: self) }

  /// Adds the successes of one set of trials.
  public func add(_ value: Int, weight: Double, to sums: inout BinomialSums) {
    sums.add(Double(value), logDensity: sums.reference.logDensity(value), weight: weight)
  }

  /// Adds sums.
  public func merge(_ other: BinomialSums, into sums: inout BinomialSums) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout BinomialSums, by factor: Double) { sums.scale(by: factor) }

  /// p = Σ w x / (n Σ w).
  public func fitted(
    to sums: BinomialSums, pooled: BinomialSums
  ) throws(ComponentCollapse.Reason) -> Binomial {
    let share = sums.total / (Double(trials) * sums.count)
    return Binomial(trials: trials, probability: min(1, share))
  }

  /// T log p + (nN − T) log(1−p) + Σ w log C(n, x).
  public func expectedLogDensity(_ sums: BinomialSums) -> Double { sums.logDensity(at: self) }

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
    guard coordinates.count == self.coordinates.count else { return nil }
    return Binomial(trials: trials, probability: Simplex.logistic(coordinates[0]))
  }

  /// p.
  public var parameters: [Parameter] { [Parameter("probability", probability)] }
}
