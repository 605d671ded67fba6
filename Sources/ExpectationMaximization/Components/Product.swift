public import Statistics

/// Two independent components, for rows with columns of different kinds.
///
/// p(x, y) = p(x) p(y). Products nest: `Product(Product(a, b), c)`.
///
/// ```swift
/// let start = Mixture(
///   weights: [0.5, 0.5],
///   components: [
///     Product(Normal(mean: 0, standardDeviation: 1), Poisson(rate: 1)),
///     Product(Normal(mean: 5, standardDeviation: 1), Poisson(rate: 4)),
///   ])
/// let fit = try fitByEM(start, to: [(0.1, 1), (-0.4, 0), (4.8, 5), (5.3, 3), (0.6, 2)])
/// ```
public struct Product<First: MixtureComponent, Second: MixtureComponent>: MixtureComponent {
  /// A pair of values, one for each part.
  public typealias Value = (First.Value, Second.Value)

  /// The distribution of the first part.
  public let first: First
  /// The distribution of the second part.
  public let second: Second

  /// Creates the product of two components.
  public init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  /// The sums of both parts.
  public struct Sums: Sendable {
    /// The sums of the first part.
    public internal(set) var first: First.Sums
    /// The sums of the second part.
    public internal(set) var second: Second.Sums
  }

  /// log p(x) + log p(y).
  public func logDensity(_ x: Value) -> Double {
    first.logDensity(x.0) + second.logDensity(x.1)
  }

  /// Empty sums.
  public func makeSums() -> Sums { Sums(first: first.makeSums(), second: second.makeSums()) }

  /// Adds each part of the value to its sums.
  public func add(_ value: Value, weight: Double, to sums: inout Sums) {
    first.add(value.0, weight: weight, to: &sums.first)
    second.add(value.1, weight: weight, to: &sums.second)
  }

  /// Adds sums.
  public func merge(_ other: Sums, into sums: inout Sums) {
    first.merge(other.first, into: &sums.first)
    second.merge(other.second, into: &sums.second)
  }

  /// Scales the sums of both.
  public func scale(_ sums: inout Sums, by factor: Double) {
    first.scale(&sums.first, by: factor)
    second.scale(&sums.second, by: factor)
  }

  /// Fits each part; in errors, the first part counts as one column, followed by those of the
  /// second.
  public func fitted(
    to sums: Sums, pooled: Sums
  ) throws(ComponentCollapse.Reason) -> Product {
    Product(
      try first.fitted(to: sums.first, pooled: pooled.first),
      try second.fitted(to: sums.second, pooled: pooled.second))
  }

  /// The sum of the expected log-densities of both parts.
  public func expectedLogDensity(_ sums: Sums) -> Double {
    first.expectedLogDensity(sums.first) + second.expectedLogDensity(sums.second)
  }

  /// The concatenated shapes of both parts.
  public var shape: [Int] { first.shape + second.shape }

  /// The invalid parameter of the first part or of the second, if any.
  public var invalidParameter: ModelParameter? { first.invalidParameter ?? second.invalidParameter }

  /// The support violation of the first part or of the second, if any.
  public func supportViolation(of value: Value) -> (column: Int, value: Double)? {
    first.supportViolation(of: value.0) ?? second.supportViolation(of: value.1)
  }

  /// The parameters of both parts, named `first.` and `second.`.
  public var parameters: [ModelParameter] {
    first.parameters.map { ModelParameter("first.\($0.name)", $0.value) }
      + second.parameters.map { ModelParameter("second.\($0.name)", $0.value) }
  }
}

/// Tied parts are fitted together, even if the other part is not tied.
extension Product {
  /// Whether one of the parts is tied.
  public static var areTied: Bool { First.areTied || Second.areTied }

  /// Fits the first parts together, and the second parts together.
  public static func fitted(
    _ components: [Product], to sums: [Sums], pooled: Sums
  ) throws(ComponentCollapse) -> [Product] {
    let firsts = try First.fitted(
      components.map(\.first), to: sums.map(\.first), pooled: pooled.first)
    let seconds = try Second.fitted(
      components.map(\.second), to: sums.map(\.second), pooled: pooled.second)
    return zip(firsts, seconds).map { Product($0, $1) }
  }

  /// The parameters of the first parts, named `first.`, and of the second parts, named `second.`.
  public static func parameters(
    of components: [Product]
  ) -> [(component: Int?, parameter: ModelParameter)] {
    First.parameters(of: components.map(\.first)).map {
      ($0, ModelParameter("first.\($1.name)", $1.value))
    }
      + Second.parameters(of: components.map(\.second)).map {
        ($0, ModelParameter("second.\($1.name)", $1.value))
      }
  }
}

extension Product: Distribution where First: Distribution, Second: Distribution {
  /// Draws one value of each part.
  public func sample(using random: inout some RandomNumberGenerator) -> Value {
    (first.sample(using: &random), second.sample(using: &random))
  }
}

extension Product: UnconstrainedComponent
where First: UnconstrainedComponent, Second: UnconstrainedComponent {
  /// The unconstrained parameters of the first part, followed by those of the second.
  public var unconstrainedParameters: [Double] {
    first.unconstrainedParameters + second.unconstrainedParameters
  }

  /// Creates the product from the unconstrained parameters of both parts.
  public init?(unconstrained parameters: [Double], prototype: Product) {
    let split = prototype.first.unconstrainedParameters.count
    guard
      let first = First(
        unconstrained: Array(parameters.prefix(split)), prototype: prototype.first),
      let second = Second(
        unconstrained: Array(parameters.dropFirst(split)), prototype: prototype.second)
    else { return nil }
    self.init(first, second)
  }

  /// The unconstrained parameters of the first parts, followed by those of the second parts.
  public static func unconstrainedParameters(of components: [Product]) -> [Double] {
    First.unconstrainedParameters(of: components.map(\.first))
      + Second.unconstrainedParameters(of: components.map(\.second))
  }

  /// Creates the products from the unconstrained parameters of the first and the second parts.
  public static func components(
    unconstrained parameters: [Double], prototypes: [Product]
  ) -> [Product]? {
    let firsts = prototypes.map(\.first)
    let split = First.unconstrainedParameters(of: firsts).count
    guard
      let first = First.components(
        unconstrained: Array(parameters.prefix(split)), prototypes: firsts),
      let second = Second.components(
        unconstrained: Array(parameters.dropFirst(split)), prototypes: prototypes.map(\.second))
    else { return nil }
    return zip(first, second).map { Product($0, $1) }
  }
}
