public import Statistics

extension Binomial: CountComponent {
  /// Near 0 and 1 almost all counts are impossible, and nothing can be summed.
  public var reference: Binomial {
    let isInside = probability > 1e-100 && probability < 1
    return isInside ? self : Binomial(trials: trials, probability: 0.5)
  }

  /// N n (p − p₀).
  public func shift(from other: Binomial, count: Double) -> Double {
    count * Double(trials) * (probability - other.probability)
  }

  /// Σ w log P(x | p): its value at p₀ plus T log(p/p₀) + (nN − T) log(q/q₀), where q = 1 − p.
  public func logDensity(_ sums: CountSums<Binomial>) -> Double {
    let (p, p0) = (probability, sums.reference.probability)
    guard p != p0 else { return sums.logDensity }
    let trials = sums.count * Double(sums.reference.trials)
    // If p is 0 or 1, all counts are there too, up to rounding, or are impossible.
    if p <= 0 { return sums.total == 0 ? 0 : -.infinity }
    if p >= 1 { return trials - sums.total <= 1e-14 * trials ? 0 : -.infinity }
    let up = (p - p0) / p0
    let down = (p0 - p) / (1 - p0)
    // Far from the reference nothing cancels, and 1 + up may round to 0.
    guard max(abs(up), abs(down)) < 0.5 else {
      let (successes, failures) = (sums.total, max(0, trials - sums.total))
      return sums.logDensity + product(successes, Elementary.log(p) - Elementary.log(p0))
        + product(failures, Elementary.log1p(-p) - Elementary.log1p(-p0))
    }
    return sums.logDensity + sums.excess * (Elementary.log1p(up) - Elementary.log1p(down))
      + trials * (p0 * log1pExcess(up) + (1 - p0) * log1pExcess(down))
  }

  /// p = Σ w x / (n Σ w).
  public func fitted(
    to sums: CountSums<Binomial>, pooled: CountSums<Binomial>
  ) throws(ComponentCollapse.Reason) -> Binomial {
    let share = sums.total / (Double(trials) * sums.count)
    return Binomial(trials: trials, probability: min(1, share))
  }

  /// T log p + (nN − T) log(1−p) + Σ w log C(n, x).
  public func expectedLogDensity(_ sums: CountSums<Binomial>) -> Double { logDensity(sums) }

  /// Reports a probability outside 0 … 1, or a number of trials that is not positive.
  public var invalidParameter: ModelParameter? {
    if trials < 1 { return ModelParameter("trials", Double(trials)) }
    return probability >= 0 && probability <= 1 ? nil : ModelParameter("probability", probability)
  }

  /// Reports successes outside 0 … n.
  public func supportViolation(of value: Int) -> (column: Int, value: Double)? {
    value >= 0 && value <= trials ? nil : (0, Double(value))
  }

  /// log p/(1−p).
  public var unconstrainedParameters: [Double] { [LogRatios.logit(probability)] }

  /// Creates the component from log p/(1−p).
  public init?(unconstrained parameters: [Double], prototype: Binomial) {
    guard parameters.count == 1 else { return nil }
    self.init(trials: prototype.trials, probability: LogRatios.logistic(parameters[0]))
  }

  /// p.
  public var parameters: [ModelParameter] { [ModelParameter("probability", probability)] }
}
