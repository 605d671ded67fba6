/// The multinomial distribution: the number of times that each category occurs in n draws.
///
/// P(x) = n! ∏ pⱼ^xⱼ / xⱼ!, where n = Σ xⱼ is the total of x, so that rows with different totals
/// can share one distribution.
///
/// ```swift
/// let p = Multinomial(trials: 3, weights: [1, 1, 2]).density([1, 1, 1])  // 3! · 1/4 · 1/4 · 1/2
/// ```
public struct Multinomial: Distribution, Hashable {
  /// The number of draws in a sample.
  public let trials: Int
  /// The probabilities, nonnegative with sum 1.
  public let probabilities: [Double]

  /// Creates a multinomial distribution with probabilities proportional to the weights.
  public init(trials: Int, weights: [Double]) {
    self.trials = trials
    probabilities = Categorical(weights: weights).probabilities
  }

  /// log n! + Σ xⱼ log pⱼ − log xⱼ!; −∞ for a negative count.
  public func logDensity(_ x: [Int]) -> Double {
    var total = 0.0
    var sum = 0.0
    for (count, p) in zip(x, probabilities) where count != 0 {
      if count < 0 { return -.infinity }
      total += Double(count)
      sum += Double(count) * Elementary.log(p) - logGamma(Double(count) + 1)
    }
    return sum + logGamma(total + 1)
  }

  /// Draws one vector of counts, category by category: each is binomial given the previous ones.
  public func sample(using random: inout some RandomNumberGenerator) -> [Int] {
    var (left, mass) = (trials, 1.0)
    return probabilities.enumerated().map { index, p in
      let isLast = index == probabilities.count - 1
      let share = isLast ? 1 : min(1, max(0, p / mass))
      let count = Binomial(trials: left, probability: share).sample(using: &random)
      (left, mass) = (left - count, mass - p)
      return count
    }
  }
}
