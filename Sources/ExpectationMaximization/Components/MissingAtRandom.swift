import Statistics

/// A component whose values may be missing.
///
/// `nil` has probability 1 and contributes no information about the parameters.
///
/// Use it for hidden Markov models with gaps, and for mixtures of partially observed rows. The
/// values are assumed to be missing at random: whether a value is missing may depend on the others,
/// but not on the value itself (Rubin 1976, https://doi.org/10.1093/biomet/63.3.581).
///
/// ```swift
/// let counts: [Int?] = [1, 0, nil, 2, 7, nil, nil, 6, 5, 1, 0]
/// let start = HiddenMarkovModel(
///   initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
///   emissions: [MissingAtRandom(Poisson(rate: 1)), MissingAtRandom(Poisson(rate: 5))])
/// let fit = try fitByEM(start, to: [counts])
/// let states = try fit.model.statePosteriors(of: counts)  // also where nothing was observed
/// ```
public struct MissingAtRandom<Component: MixtureComponent>: MixtureComponent {
  /// The distribution of the observed values.
  public let component: Component

  /// Creates a component whose values may be missing.
  public init(_ component: Component) {
    self.component = component
  }

  /// The sums of the component, and the weight of all values.
  public struct Sums: Sendable {
    /// Σ w over all values, including missing ones.
    public internal(set) var count = 0.0
    /// Σ w over the observed values.
    public internal(set) var observedCount = 0.0
    /// The sums over the observed values.
    public internal(set) var observed: Component.Sums
  }

  /// log p(x); 0 for a missing value.
  public func logDensity(_ x: Component.Value?) -> Double {
    x.map(component.logDensity) ?? 0
  }

  /// Empty sums.
  public func makeSums() -> Sums { Sums(observed: component.makeSums()) }

  /// Adds a value if it is not missing.
  public func add(_ value: Component.Value?, weight: Double, to sums: inout Sums) {
    sums.count += weight
    guard let value else { return }
    sums.observedCount += weight
    component.add(value, weight: weight, to: &sums.observed)
  }

  /// Adds sums.
  public func merge(_ other: Sums, into sums: inout Sums) {
    sums.count += other.count
    sums.observedCount += other.observedCount
    component.merge(other.observed, into: &sums.observed)
  }

  /// Scales the sums.
  public func scale(_ sums: inout Sums, by factor: Double) {
    sums.count *= factor
    sums.observedCount *= factor
    component.scale(&sums.observed, by: factor)
  }

  /// Fits the component to the observed values.
  ///
  /// - Throws: ``ComponentCollapse/Reason/empty(effectiveCount:)`` if only missing values are left.
  public func fitted(
    to sums: Sums, pooled: Sums
  ) throws(ComponentCollapse.Reason) -> MissingAtRandom {
    guard sums.observedCount > 1e-10 * sums.count else {
      throw .empty(effectiveCount: sums.observedCount)
    }
    return MissingAtRandom(try component.fitted(to: sums.observed, pooled: pooled.observed))
  }

  /// The expected log-density of the observed values.
  public func expectedLogDensity(_ sums: Sums) -> Double {
    component.expectedLogDensity(sums.observed)
  }

  /// The shape of the component.
  public var shape: [Int] { component.shape }

  /// The invalid parameter of the component, if any.
  public var invalidParameter: ModelParameter? { component.invalidParameter }

  /// The support violation of the component; a missing value has none.
  public func supportViolation(of value: Component.Value?) -> (column: Int, value: Double)? {
    value.flatMap(component.supportViolation)
  }

  /// The parameters of the component.
  public var parameters: [ModelParameter] { component.parameters }
}

extension MissingAtRandom: UnconstrainedComponent where Component: UnconstrainedComponent {
  /// The unconstrained parameters of the component.
  public var unconstrainedParameters: [Double] { component.unconstrainedParameters }

  /// Creates the component from its unconstrained parameters.
  public init?(unconstrained parameters: [Double], prototype: MissingAtRandom) {
    guard let component = Component(unconstrained: parameters, prototype: prototype.component)
    else { return nil }
    self.init(component)
  }
}

extension MissingAtRandom: Equatable where Component: Equatable {}
extension MissingAtRandom: Hashable where Component: Hashable {}
