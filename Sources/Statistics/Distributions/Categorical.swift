/// The categorical distribution over 0 ..< K: P(X = k) = pₖ.
///
/// ```swift
/// let p = Categorical(weights: [1, 3]).density(1)  // 3/4
/// ```
public struct Categorical: Distribution, Hashable {
  /// The probabilities, nonnegative with sum 1.
  public let probabilities: [Double]

  /// Creates a categorical distribution with probabilities proportional to the weights.
  ///
  /// Weights that sum to 0, are negative, or are NaN give probabilities that are NaN or negative; a
  /// fit that starts from them throws an error.
  public init(weights: [Double]) {
    let total = weights.reduce(0, +)
    // Weights that already sum to 1 are kept bit for bit.
    probabilities = abs(total - 1) < 1e-15 ? weights : weights.map { $0 / total }
  }

  /// log pₖ; −∞ outside 0 ..< K.
  public func logDensity(_ x: Int) -> Double {
    probabilities.indices.contains(x) ? Elementary.log(probabilities[x]) : -.infinity
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Int) -> Double {
    if x < 0 { return 0 }
    return x >= probabilities.count ? 1 : min(1, probabilities.prefix(x + 1).reduce(0, +))
  }

  /// Draws one category.
  public func sample(using random: inout some RandomNumberGenerator) -> Int {
    random.index(weights: probabilities)
  }
}
