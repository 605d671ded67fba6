/// The log-normal distribution: log X ~ N(μ, σ²), for X > 0.
///
/// p(x) = exp(−(log x − μ)²/2σ²) / (x √(2πσ²)).
///
/// ```swift
/// let p = LogNormal(logMean: 0, logStandardDeviation: 1).density(1)  // 1/√2π = 0.3989
/// ```
public struct LogNormal: Distribution, Hashable {
  /// μ, the mean of log X; the median of X is e^μ.
  public let logMean: Double
  /// σ > 0, the standard deviation of log X.
  public let logStandardDeviation: Double

  /// Creates a log-normal distribution; the density is NaN if σ is not positive.
  public init(logMean: Double = 0, logStandardDeviation: Double = 1) {
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
  }

  /// e^(μ + σ²/2).
  public var mean: Double {
    Elementary.exp(logMean + 0.5 * logStandardDeviation * logStandardDeviation)
  }

  /// log N(log x | μ, σ²) − log x; −∞ for x ≤ 0.
  public func logDensity(_ x: Double) -> Double {
    guard !(x <= 0) else { return -.infinity }
    let logarithm = Elementary.log(x)
    return logarithms.logDensity(logarithm) - logarithm
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : logarithms.cumulative(Elementary.log(x))
  }

  /// Draws one number: the exponential of a normal variate.
  public func sample(using random: inout some RandomNumberGenerator) -> Double {
    Elementary.exp(logarithms.sample(using: &random))
  }

  /// The distribution of log X.
  package var logarithms: Normal {
    Normal(mean: logMean, standardDeviation: logStandardDeviation)
  }
}
