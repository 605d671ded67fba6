public import Statistics

/// Weighted counts of categories, or of yes per column.
public struct CategorySums: Hashable, Sendable {
  /// Σ w.
  public internal(set) var count = 0.0
  /// The weight of every category.
  public internal(set) var totals: [Double]
  /// What the values add to the log-density whatever the parameters are.
  var constant = 0.0

  init(categories: Int) {
    totals = Array(repeating: 0, count: categories)
  }

  mutating func scale(by factor: Double) {
    count *= factor
    constant *= factor
    for j in totals.indices { totals[j] *= factor }
  }

  mutating func merge(_ other: CategorySums) {
    count += other.count
    constant += other.constant
    for j in totals.indices { totals[j] += other.totals[j] }
  }
}

extension Categorical: MixtureComponent {
  /// Sums of nothing.
  public func makeSums() -> CategorySums { CategorySums(categories: probabilities.count) }

  /// Adds one category.
  public func add(_ value: Int, weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    sums.totals[value] += weight
  }

  /// Adds sums.
  public func merge(_ other: CategorySums, into sums: inout CategorySums) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout CategorySums, by factor: Double) { sums.scale(by: factor) }

  /// Shares of the categories.
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

  /// A probability that is negative or not a number.
  public var fault: Parameter? { probabilityFault(probabilities) }

  /// Categories that do not exist.
  public func objection(to value: Int) -> (column: Int, value: Double)? {
    probabilities.indices.contains(value) ? nil : (0, Double(value))
  }

  /// log pⱼ/p_last, where p_last is the last that is not 0.
  public var coordinates: [Double] { Simplex.coordinates(probabilities) }

  /// From log pⱼ/p_last.
  public func moved(to coordinates: [Double]) -> Categorical? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return Categorical(weights: Simplex.probabilities(coordinates, like: probabilities))
  }

  /// p.
  public var parameters: [Parameter] { probabilityParameters(probabilities) }
}

extension Multinomial: MixtureComponent {
  /// Sums of nothing.
  public func makeSums() -> CategorySums { CategorySums(categories: probabilities.count) }

  /// Adds one vector of counts.
  public func add(_ value: [Int], weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    sums.constant += weight * logGamma(Double(value.reduce(0, +)) + 1)
    for (j, count) in value.enumerated() {
      sums.totals[j] += weight * Double(count)
      sums.constant -= weight * logGamma(Double(count) + 1)
    }
  }

  /// Adds sums.
  public func merge(_ other: CategorySums, into sums: inout CategorySums) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout CategorySums, by factor: Double) { sums.scale(by: factor) }

  /// Shares of the categories; without any count, the probabilities stay as they are.
  public func fitted(
    to sums: CategorySums, pooled: CategorySums
  ) throws(ComponentCollapse.Reason) -> Multinomial {
    let total = sums.totals.reduce(0, +)
    guard total > 0 else { throw .empty(effectiveCount: total) }
    return Multinomial(trials: trials, weights: sums.totals)
  }

  /// Σ Tⱼ log pⱼ, and the coefficients.
  public func expectedLogDensity(_ sums: CategorySums) -> Double {
    zip(sums.totals, probabilities).reduce(sums.constant) {
      $0 + product($1.0, Elementary.log($1.1))
    }
  }

  /// The number of categories.
  public var shape: [Int] { [probabilities.count] }

  /// A probability that is negative or not a number.
  public var fault: Parameter? { probabilityFault(probabilities) }

  /// Negative counts, and rows of another length.
  public func objection(to value: [Int]) -> (column: Int, value: Double)? {
    guard value.count == probabilities.count else { return (value.count, .nan) }
    return value.firstIndex { $0 < 0 }.map { ($0, Double(value[$0])) }
  }

  /// log pⱼ/p_last, where p_last is the last that is not 0.
  public var coordinates: [Double] { Simplex.coordinates(probabilities) }

  /// From log pⱼ/p_last.
  public func moved(to coordinates: [Double]) -> Multinomial? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return Multinomial(
      trials: trials, weights: Simplex.probabilities(coordinates, like: probabilities))
  }

  /// p.
  public var parameters: [Parameter] { probabilityParameters(probabilities) }
}

extension BernoulliVector: MixtureComponent {
  /// Sums of nothing.
  public func makeSums() -> CategorySums { CategorySums(categories: probabilities.count) }

  /// Adds one vector.
  public func add(_ value: [Bool], weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    for (j, yes) in value.enumerated() where yes { sums.totals[j] += weight }
  }

  /// Adds sums.
  public func merge(_ other: CategorySums, into sums: inout CategorySums) { sums.merge(other) }

  /// Scales the sums.
  public func scale(_ sums: inout CategorySums, by factor: Double) { sums.scale(by: factor) }

  /// Shares of yes.
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

  /// A probability outside 0 … 1.
  public var fault: Parameter? {
    let j = probabilities.firstIndex { !($0 >= 0 && $0 <= 1) }
    return j.map { Parameter("probability[\($0)]", probabilities[$0]) }
  }

  /// Rows of another length.
  public func objection(to value: [Bool]) -> (column: Int, value: Double)? {
    value.count == probabilities.count ? nil : (value.count, .nan)
  }

  /// log p/(1−p).
  public var coordinates: [Double] { probabilities.map(Simplex.logit) }

  /// From log p/(1−p).
  public func moved(to coordinates: [Double]) -> BernoulliVector? {
    guard coordinates.count == self.coordinates.count else { return nil }
    return BernoulliVector(probabilities: coordinates.map(Simplex.logistic))
  }

  /// p.
  public var parameters: [Parameter] { probabilityParameters(probabilities) }
}

private func probabilityFault(_ probabilities: [Double]) -> Parameter? {
  let j = probabilities.firstIndex { !($0 >= 0 && $0 <= 1) }
  return j.map { Parameter("probability[\($0)]", probabilities[$0]) }
}

private func probabilityParameters(_ probabilities: [Double]) -> [Parameter] {
  probabilities.enumerated().map { Parameter("probability[\($0)]", $1) }
}
