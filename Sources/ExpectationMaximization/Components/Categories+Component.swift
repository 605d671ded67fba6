public import Statistics

/// Weighted counts of categories, or of `true` in each column.
public struct CategorySums: ComponentSums, Hashable {
  /// Σ w.
  public internal(set) var count = 0.0
  /// The total weight of each category.
  public internal(set) var totals: [Double]
  /// The contribution of the values to the log-density that does not depend on the parameters.
  var constant = 0.0

  init(categories: Int) {
    totals = Array(repeating: 0, count: categories)
  }

  /// Multiplies all weights by a factor.
  public mutating func scale(by factor: Double) {
    count *= factor
    constant *= factor
    for j in totals.indices { totals[j] *= factor }
  }

  /// Adds sums.
  public mutating func merge(_ other: CategorySums) {
    count += other.count
    constant += other.constant
    for j in totals.indices { totals[j] += other.totals[j] }
  }
}

extension Categorical: UnconstrainedComponent {
  /// Empty sums.
  public func makeSums() -> CategorySums { CategorySums(categories: probabilities.count) }

  /// Adds one category.
  public func add(_ value: Int, weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    sums.totals[value] += weight
  }

  /// The relative frequencies of the categories.
  public func fitted(
    to sums: CategorySums, pooled: CategorySums
  ) throws(ComponentCollapse.Reason) -> Categorical {
    Categorical(weights: sums.totals)
  }

  /// Σ Tⱼ log pⱼ.
  public func expectedLogDensity(_ sums: CategorySums) -> Double {
    zip(sums.totals, probabilities).reduce(0) { $0 + product($1.0, Elementary.log($1.1)) }
  }

  /// The number of categories.
  public var shape: [Int] { [probabilities.count] }

  /// Reports a probability that is negative or not a number.
  public var invalidParameter: ModelParameter? { invalidProbability(probabilities) }

  /// Reports categories that do not exist.
  public func supportViolation(of value: Int) -> (column: Int, value: Double)? {
    probabilities.indices.contains(value) ? nil : (0, Double(value))
  }

  /// log pⱼ/p_last, where p_last is the last nonzero probability.
  public var unconstrainedParameters: [Double] { LogRatios.ratios(probabilities) }

  /// Creates the component from log pⱼ/p_last.
  public init?(unconstrained parameters: [Double], prototype: Categorical) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self.init(
      weights: LogRatios.probabilities(parameters, prototype: prototype.probabilities))
  }

  /// p.
  public var parameters: [ModelParameter] { probabilityParameters(probabilities) }
}

extension Multinomial: UnconstrainedComponent {
  /// Empty sums.
  public func makeSums() -> CategorySums { CategorySums(categories: probabilities.count) }

  /// Adds one vector of counts.
  public func add(_ value: [Int], weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    sums.constant += weight * logGamma(value.reduce(0.0) { $0 + Double($1) } + 1)
    for (j, count) in value.enumerated() {
      sums.totals[j] += weight * Double(count)
      sums.constant -= weight * logGamma(Double(count) + 1)
    }
  }

  /// The relative frequencies of the categories.
  ///
  /// - Throws: ``ComponentCollapse/Reason/empty(effectiveCount:)`` if all counts are 0.
  public func fitted(
    to sums: CategorySums, pooled: CategorySums
  ) throws(ComponentCollapse.Reason) -> Multinomial {
    let total = sums.totals.reduce(0, +)
    guard total > 0 else { throw .empty(effectiveCount: total) }
    return Multinomial(trials: trials, weights: sums.totals)
  }

  /// Σ Tⱼ log pⱼ, plus the logarithms of the multinomial coefficients.
  public func expectedLogDensity(_ sums: CategorySums) -> Double {
    zip(sums.totals, probabilities).reduce(sums.constant) {
      $0 + product($1.0, Elementary.log($1.1))
    }
  }

  /// The number of categories.
  public var shape: [Int] { [probabilities.count] }

  /// Reports a probability that is negative or not a number.
  public var invalidParameter: ModelParameter? { invalidProbability(probabilities) }

  /// Reports negative counts, and rows of the wrong length.
  public func supportViolation(of value: [Int]) -> (column: Int, value: Double)? {
    guard value.count == probabilities.count else { return (value.count, .nan) }
    return value.firstIndex { $0 < 0 }.map { ($0, Double(value[$0])) }
  }

  /// log pⱼ/p_last, where p_last is the last nonzero probability.
  public var unconstrainedParameters: [Double] { LogRatios.ratios(probabilities) }

  /// Creates the component from log pⱼ/p_last.
  public init?(unconstrained parameters: [Double], prototype: Multinomial) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self.init(
      trials: prototype.trials,
      weights: LogRatios.probabilities(parameters, prototype: prototype.probabilities))
  }

  /// p.
  public var parameters: [ModelParameter] { probabilityParameters(probabilities) }
}

extension BernoulliVector: UnconstrainedComponent {
  /// Empty sums.
  public func makeSums() -> CategorySums { CategorySums(categories: probabilities.count) }

  /// Adds one vector.
  public func add(_ value: [Bool], weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    for (j, yes) in value.enumerated() where yes { sums.totals[j] += weight }
  }

  /// The relative frequencies of `true`.
  public func fitted(
    to sums: CategorySums, pooled: CategorySums
  ) throws(ComponentCollapse.Reason) -> BernoulliVector {
    BernoulliVector(probabilities: sums.totals.map { min(1, $0 / sums.count) })
  }

  /// Σ Tⱼ log pⱼ + (N − Tⱼ) log(1−pⱼ).
  public func expectedLogDensity(_ sums: CategorySums) -> Double {
    zip(sums.totals, probabilities).reduce(0) { total, column in
      let (yes, p) = column
      return total + product(yes, Elementary.log(p))
        + product(max(0, sums.count - yes), Elementary.log1p(-p))
    }
  }

  /// D.
  public var shape: [Int] { [probabilities.count] }

  /// Reports a probability outside 0 … 1.
  public var invalidParameter: ModelParameter? {
    let j = probabilities.firstIndex { !($0 >= 0 && $0 <= 1) }
    return j.map { ModelParameter("probability[\($0)]", probabilities[$0]) }
  }

  /// Reports rows of the wrong length.
  public func supportViolation(of value: [Bool]) -> (column: Int, value: Double)? {
    value.count == probabilities.count ? nil : (value.count, .nan)
  }

  /// log p/(1−p).
  public var unconstrainedParameters: [Double] { probabilities.map(LogRatios.logit) }

  /// Creates the component from log p/(1−p).
  public init?(unconstrained parameters: [Double], prototype: BernoulliVector) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self.init(probabilities: parameters.map(LogRatios.logistic))
  }

  /// p.
  public var parameters: [ModelParameter] { probabilityParameters(probabilities) }
}

private func invalidProbability(_ probabilities: [Double]) -> ModelParameter? {
  let j = probabilities.firstIndex { !($0 >= 0 && $0 <= 1) }
  return j.map { ModelParameter("probability[\($0)]", probabilities[$0]) }
}

private func probabilityParameters(_ probabilities: [Double]) -> [ModelParameter] {
  probabilities.enumerated().map { ModelParameter("probability[\($0)]", $1) }
}
