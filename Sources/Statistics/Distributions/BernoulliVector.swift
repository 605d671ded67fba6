/// D independent binary variables: P(x) = ∏ pⱼ^xⱼ (1−pⱼ)^(1−xⱼ).
///
/// ```swift
/// let p = BernoulliVector(probabilities: [0.9, 0.2]).density([true, false])  // 0.9 · 0.8
/// ```
public struct BernoulliVector: Distribution, Hashable {
  /// The probabilities of `true`.
  public let probabilities: [Double]

  /// Creates independent Bernoulli variables; the density is NaN if a probability is outside 0 … 1.
  public init(probabilities: [Double]) {
    self.probabilities = probabilities
  }

  /// Σ log pⱼ over the true components, plus Σ log(1−pⱼ) over the false ones.
  public func logDensity(_ x: [Bool]) -> Double {
    var sum = 0.0
    for (yes, p) in zip(x, probabilities) {
      sum += yes ? Elementary.log(p) : Elementary.log1p(-p)
    }
    return sum
  }

  /// Draws one vector.
  public func sample(using random: inout some RandomNumberGenerator) -> [Bool] {
    probabilities.map { random.uniform() < $0 }
  }
}
