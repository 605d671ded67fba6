/// A probability distribution that has a density (or probability mass function) and can be sampled.
public protocol Distribution<Value>: Sendable {
  /// The type of a value.
  associatedtype Value

  /// log p(x), where p is the density of a continuous or the probability of a discrete value.
  ///
  /// Returns −∞ outside the support and NaN for NaN.
  func logDensity(_ x: Value) -> Double

  /// Draws one value.
  func sample(using random: inout some RandomNumberGenerator) -> Value
}

extension Distribution {
  /// p(x), the exponential of ``logDensity(_:)``.
  public func density(_ x: Value) -> Double {
    Elementary.exp(logDensity(x))
  }

  /// Draws independent values; none if the number is negative.
  public func sample(_ count: Int, using random: inout some RandomNumberGenerator) -> [Value] {
    (0..<max(0, count)).map { _ in sample(using: &random) }
  }
}
