public import Statistics

/// A zero-inflated distribution of counts: P(x) = π [x = 0] + (1 − π) P₀(x).
///
/// Whether a zero is an extra zero is a latent variable of the component. Lambert 1992,
/// https://doi.org/10.2307/1269547.
///
/// ```swift
/// let start = Mixture(weights: [1], components: [ZeroInflated(Poisson(rate: 1), zeros: 0.5)])
/// let fit = try fitByEM(start, to: [0, 0, 0, 3, 2, 0, 4, 1, 0, 0])
/// ```
public struct ZeroInflated<Component: MixtureComponent>: MixtureComponent
where Component.Value == Int {
  /// The distribution P₀ of the counts other than the extra zeros.
  public let component: Component
  /// π, the probability of an extra zero.
  public let zeros: Double

  /// Creates a zero-inflated component.
  public init(_ component: Component, zeros: Double) {
    self.component = component
    self.zeros = zeros
  }

  /// The sums over the counts other than the extra zeros, and the weights of all counts and of the
  /// extra zeros.
  public struct Sums: Sendable {
    /// Σ w.
    public internal(set) var count = 0.0
    /// Σ w p(extra zero | x).
    public internal(set) var zeros = 0.0
    /// The sums over the other counts.
    public internal(set) var others: Component.Sums
  }

  /// log P(x).
  public func logDensity(_ x: Int) -> Double {
    let other = Elementary.log1p(-zeros) + component.logDensity(x)
    return x == 0 ? logSumExp([Elementary.log(zeros), other]) : other
  }

  /// Empty sums.
  public func makeSums() -> Sums { Sums(others: component.makeSums()) }

  /// Adds a count; the weight of a zero is split between extra and other zeros.
  public func add(_ value: Int, weight: Double, to sums: inout Sums) {
    let extra = value == 0 && zeros > 0 ? Elementary.exp(Elementary.log(zeros) - logDensity(0)) : 0
    let share = min(1, extra)
    sums.count += weight
    sums.zeros += weight * share
    if share < 1 { component.add(value, weight: weight * (1 - share), to: &sums.others) }
  }

  /// Adds sums.
  public func merge(_ other: Sums, into sums: inout Sums) {
    sums.count += other.count
    sums.zeros += other.zeros
    component.merge(other.others, into: &sums.others)
  }

  /// Scales the sums.
  public func scale(_ sums: inout Sums, by factor: Double) {
    sums.count *= factor
    sums.zeros *= factor
    component.scale(&sums.others, by: factor)
  }

  /// π is the share of extra zeros; the component is fitted to the other counts.
  ///
  /// - Throws: ``ComponentCollapse/Reason/empty(effectiveCount:)`` if only extra zeros are left.
  public func fitted(
    to sums: Sums, pooled: Sums
  ) throws(ComponentCollapse.Reason) -> ZeroInflated {
    let others = sums.count - sums.zeros
    guard others > 1e-10 * sums.count else { throw .empty(effectiveCount: max(0, others)) }
    return ZeroInflated(
      try component.fitted(to: sums.others, pooled: pooled.others), zeros: sums.zeros / sums.count)
  }

  /// Z log π + (N − Z) log(1 − π), plus the expected log-density of the other counts.
  public func expectedLogDensity(_ sums: Sums) -> Double {
    product(sums.zeros, Elementary.log(zeros))
      + product(max(0, sums.count - sums.zeros), Elementary.log1p(-zeros))
      + component.expectedLogDensity(sums.others)
  }

  /// The shape of the component.
  public var shape: [Int] { component.shape }

  /// Reports π outside 0 … 1, or an invalid parameter of the component.
  public var invalidParameter: ModelParameter? {
    zeros >= 0 && zeros < 1 ? component.invalidParameter : ModelParameter("zeros", zeros)
  }

  /// The support violation of the component, if any.
  public func supportViolation(of value: Int) -> (column: Int, value: Double)? {
    component.supportViolation(of: value)
  }

  /// π, and the parameters of the component.
  public var parameters: [ModelParameter] {
    [ModelParameter("zeros", zeros)] + component.parameters
  }
}

extension ZeroInflated: UnconstrainedComponent where Component: UnconstrainedComponent {
  /// log π/(1−π), and the unconstrained parameters of the component.
  public var unconstrainedParameters: [Double] {
    [LogRatios.logit(zeros)] + component.unconstrainedParameters
  }

  /// Creates the component from its unconstrained parameters.
  public init?(unconstrained parameters: [Double], prototype: ZeroInflated) {
    guard let first = parameters.first,
      let component = Component(
        unconstrained: Array(parameters.dropFirst()), prototype: prototype.component)
    else { return nil }
    self.init(component, zeros: LogRatios.logistic(first))
  }
}

extension ZeroInflated: Distribution where Component: Distribution {
  /// Draws 0 with probability π, otherwise a count from the component.
  public func sample(using random: inout some RandomNumberGenerator) -> Int {
    random.uniform() < zeros ? 0 : component.sample(using: &random)
  }
}

extension ZeroInflated: Equatable where Component: Equatable {}
extension ZeroInflated: Hashable where Component: Hashable {}
