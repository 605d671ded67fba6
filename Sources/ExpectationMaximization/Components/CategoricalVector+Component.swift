public import Statistics

/// Mixtures of categorical vectors are latent class models: Lazarsfeld & Henry, "Latent Structure
/// Analysis" (1968); Goodman 1974, https://doi.org/10.1093/biomet/61.2.215.
///
/// For missing cells, use a ``BayesianNetwork`` with a latent parent of all columns, which is the
/// same model.
///
/// ```swift
/// let start = Mixture(
///   weights: [0.5, 0.5],
///   components: [
///     CategoricalVector(weights: [[0.7, 0.3], [0.5, 0.3, 0.2]]),
///     CategoricalVector(weights: [[0.4, 0.6], [0.2, 0.3, 0.5]]),
///   ])
/// let fit = try fitByEM(start, to: [[0, 0], [0, 1], [1, 2], [1, 2], [0, 0], [1, 1]])
/// ```
extension CategoricalVector: UnconstrainedComponent {
  /// Empty sums; the categories of all columns are concatenated.
  public func makeSums() -> CategorySums {
    CategorySums(categories: probabilities.reduce(0) { $0 + $1.count })
  }

  /// Adds one row.
  public func add(_ value: [Int], weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    var first = 0
    for (category, p) in zip(value, probabilities) {
      sums.totals[first + category] += weight
      first += p.count
    }
  }

  /// The relative frequencies of the categories of each column.
  public func fitted(
    to sums: CategorySums, pooled: CategorySums
  ) throws(ComponentCollapse.Reason) -> CategoricalVector {
    CategoricalVector(weights: nested(sums.totals))
  }

  /// Σ T log p over the categories of all columns.
  public func expectedLogDensity(_ sums: CategorySums) -> Double {
    zip(sums.totals, probabilities.joined()).reduce(0) {
      $0 + product($1.0, Elementary.log($1.1))
    }
  }

  /// The number of categories of each column.
  public var shape: [Int] { probabilities.map(\.count) }

  /// Reports a probability that is negative or not a number.
  public var invalidParameter: ModelParameter? {
    parameters.first { !($0.value >= 0 && $0.value <= 1) }
  }

  /// Reports categories that do not exist, and rows of the wrong length.
  public func supportViolation(of value: [Int]) -> (column: Int, value: Double)? {
    guard value.count == probabilities.count else { return (value.count, .nan) }
    let j = value.indices.first { !probabilities[$0].indices.contains(value[$0]) }
    return j.map { ($0, Double(value[$0])) }
  }

  /// log p/p_last of each column, where p_last is its last nonzero probability.
  public var unconstrainedParameters: [Double] { probabilities.flatMap(LogRatios.ratios) }

  /// Creates the component from log p/p_last of each column.
  public init?(unconstrained parameters: [Double], prototype: CategoricalVector) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    var rest = parameters[...]
    self.init(
      weights: prototype.probabilities.map { p in
        let free = max(0, p.count - 1)
        defer { rest = rest.dropFirst(free) }
        return LogRatios.probabilities(rest.prefix(free), prototype: p)
      })
  }

  /// p, by column and category.
  public var parameters: [ModelParameter] {
    probabilities.enumerated().flatMap { j, column in
      column.enumerated().map { ModelParameter("probability[\(j)][\($0)]", $1) }
    }
  }

  /// The numbers of all columns, concatenated.
  private func nested(_ flat: [Double]) -> [[Double]] {
    var rest = flat[...]
    return probabilities.map { p in
      defer { rest = rest.dropFirst(p.count) }
      return Array(rest.prefix(p.count))
    }
  }
}
