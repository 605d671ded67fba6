/// A probability distribution: a density (or probability mass) that can be sampled.
public protocol Distribution<Value>: Sendable {
  /// What the distribution is over.
  associatedtype Value

  /// log p(x): of the density for continuous values, of the probability for discrete ones.
  ///
  /// −∞ outside the support, NaN for NaN.
  func logDensity(_ x: Value) -> Double

  /// One value drawn from the distribution.
  func sample(using random: inout some RandomNumberGenerator) -> Value
}

extension Distribution {
  /// p(x), the exponential of ``logDensity(_:)``.
  public func density(_ x: Value) -> Double {
    Elementary.exp(logDensity(x))
  }

  /// A number of values, independently drawn; none where it is negative.
  public func sample(_ count: Int, using random: inout some RandomNumberGenerator) -> [Value] {
    (0..<max(0, count)).map { _ in sample(using: &random) }
  }
}
