public import Statistics

extension Poisson: CountComponent {
  /// Nothing can be summed around rates at which every count but 0 is impossible.
  public var reference: Poisson { rate > 1e-100 ? self : Poisson(rate: 1) }

  /// N (λ − λ₀).
  public func shift(from other: Poisson, count: Double) -> Double { count * (rate - other.rate) }

  /// Σ w log p(x | λ): its value at λ₀ plus T log(λ/λ₀) − N(λ − λ₀).
  public func logDensity(_ sums: CountSums<Poisson>) -> Double {
    let reference = sums.reference.rate
    guard rate != reference else { return sums.logDensity }
    let change = (rate - reference) / reference
    // Far from the reference nothing cancels, and 1 + change may round to 0.
    guard abs(change) < 0.5 else {
      let ratio = Elementary.log(rate) - Elementary.log(reference)
      return sums.logDensity + product(sums.total, ratio) - sums.count * (rate - reference)
    }
    return sums.logDensity + sums.excess * Elementary.log1p(change)
      + sums.count * reference * log1pExcess(change)
  }

  /// λ = Σ w x / Σ w.
  public func fitted(
    to sums: CountSums<Poisson>, pooled: CountSums<Poisson>
  ) throws(ComponentCollapse.Reason) -> Poisson {
    Poisson(rate: sums.total / sums.count)
  }

  /// T log λ − N λ − Σ w log x!.
  public func expectedLogDensity(_ sums: CountSums<Poisson>) -> Double {
    rate > 0 ? logDensity(sums) : sums.total == 0 ? 0 : -.infinity
  }

  /// Reports a rate that is negative or not finite.
  public var invalidParameter: ModelParameter? {
    rate >= 0 && rate.isFinite ? nil : ModelParameter("rate", rate)
  }

  /// Reports negative counts.
  public func supportViolation(of value: Int) -> (column: Int, value: Double)? {
    value >= 0 ? nil : (0, Double(value))
  }

  /// log λ.
  public var unconstrainedParameters: [Double] { [Elementary.log(rate)] }

  /// Creates the component from log λ.
  public init?(unconstrained parameters: [Double], prototype: Poisson) {
    guard parameters.count == 1 else { return nil }
    self.init(rate: Elementary.exp(parameters[0]))
  }

  /// λ.
  public var parameters: [ModelParameter] { [ModelParameter("rate", rate)] }
}
