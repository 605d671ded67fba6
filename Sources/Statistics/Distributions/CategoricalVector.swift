/// D independent categorical variables, each with its own categories: P(x) = ∏ⱼ pⱼ(xⱼ).
///
/// ```swift
/// let p = CategoricalVector(weights: [[1, 3], [1, 1, 2]]).density([1, 2])  // 3/4 · 2/4
/// ```
public struct CategoricalVector: Distribution, Hashable {
  /// The probabilities of each column's categories, nonnegative with sum 1.
  public let probabilities: [[Double]]

  /// Creates independent categorical variables with probabilities proportional to each list of
  /// weights.
  ///
  /// Weights that sum to 0, are negative, or are NaN give probabilities that are NaN or negative; a
  /// fit that starts from them throws an error.
  public init(weights: [[Double]]) {
    probabilities = weights.map { Categorical(weights: $0).probabilities }
  }

  /// Σⱼ log pⱼ(xⱼ); −∞ for a category that does not exist, NaN for a row of the wrong length.
  public func logDensity(_ x: [Int]) -> Double {
    guard x.count == probabilities.count else { return .nan }
    return zip(x, probabilities).reduce(0) { sum, column in
      let (category, p) = column
      return sum + (p.indices.contains(category) ? Elementary.log(p[category]) : -.infinity)
    }
  }

  /// Draws one category per column.
  public func sample(using random: inout some RandomNumberGenerator) -> [Int] {
    probabilities.map { random.index(weights: $0) }
  }
}
