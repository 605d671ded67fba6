public import Statistics

extension LogNormal: UnconstrainedComponent {
  /// Empty sums of the logarithms, around their mean.
  public func makeSums() -> NormalSums { logarithms.makeSums() }

  /// Adds one number.
  public func add(_ value: Double, weight: Double, to sums: inout NormalSums) {
    sums.add(Elementary.log(value), weight: weight)
  }

  /// The weighted mean and standard deviation of the logarithms.
  public func fitted(
    to sums: NormalSums, pooled: NormalSums
  ) throws(ComponentCollapse.Reason) -> LogNormal {
    let normal = try logarithms.fitted(to: sums, pooled: pooled)
    return LogNormal(logMean: normal.mean, logStandardDeviation: normal.standardDeviation)
  }

  /// The expected log-density of the logarithms, minus Σ w log x.
  public func expectedLogDensity(_ sums: NormalSums) -> Double {
    logarithms.expectedLogDensity(sums) - sums.count * sums.mean
  }

  /// Reports a standard deviation that is not positive, or a mean that is not finite.
  public var invalidParameter: ModelParameter? {
    if !logMean.isFinite { return ModelParameter("logMean", logMean) }
    return logarithms.invalidParameter.map { ModelParameter("logStandardDeviation", $0.value) }
  }

  /// Reports numbers that are not positive and finite.
  public func supportViolation(of value: Double) -> (column: Int, value: Double)? {
    value > 0 && value.isFinite ? nil : (0, value)
  }

  /// μ and log σ.
  public var unconstrainedParameters: [Double] { logarithms.unconstrainedParameters }

  /// Creates the component from μ and log σ.
  public init?(unconstrained parameters: [Double], prototype: LogNormal) {
    guard parameters.count == 2 else { return nil }
    self.init(logMean: parameters[0], logStandardDeviation: Elementary.exp(parameters[1]))
  }

  /// μ and σ.
  public var parameters: [ModelParameter] {
    [
      ModelParameter("logMean", logMean),
      ModelParameter("logStandardDeviation", logStandardDeviation),
    ]
  }
}
