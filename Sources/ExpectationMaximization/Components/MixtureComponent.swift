/// A distribution that can be fitted to weighted values, for use in mixtures and hidden Markov
/// models.
///
/// ``add(_:weight:to:)`` accumulates the values one by one, so that a fit does not store them. A
/// distribution without finite-dimensional sufficient statistics conforms to ``WeightedFitting``
/// instead.
///
/// If a component is also a `Distribution`, it can be sampled, and so can mixtures of it.
public protocol MixtureComponent<Value>: Sendable {
  /// The type of a value.
  associatedtype Value: Sendable

  /// log p(x).
  func logDensity(_ x: Value) -> Double

  /// Weighted sums over values: the sufficient statistics for the M-step.
  associatedtype Sums: Sendable

  /// Empty sums; they may be centered at this component's location.
  func makeSums() -> Sums

  /// Adds a value with a weight ≥ 0.
  ///
  /// A component with its own latent variables computes their expectations here, at its parameters.
  func add(_ value: Value, weight: Double, to sums: inout Sums)

  /// log p(x) for a block of values, in order; by default computed one value at a time.
  ///
  /// E-steps process blocks, so that the compiler can specialize the loop over the values for the
  /// component.
  func blockLogDensities(_ values: ArraySlice<Value>) -> [Double]

  /// Adds a block of values, each with its weight ≥ 0; by default one at a time, skipping those of
  /// weight 0.
  func addBlock(_ values: ArraySlice<Value>, weights: [Double], to sums: inout Sums)

  /// Adds sums that were computed elsewhere.
  func merge(_ other: Sums, into sums: inout Sums)

  /// Multiplies all weights in the sums by a factor.
  func scale(_ sums: inout Sums, by factor: Double)

  /// Fits the component: maximizes ``expectedLogDensity(_:)`` while fixed parameters keep their
  /// values.
  ///
  /// - Parameters:
  ///   - sums: The sums of this component's values, weighted by responsibilities.
  ///   - pooled: The sums of the values of all components.
  /// - Returns: The component at the new parameters.
  /// - Throws: ``ComponentCollapse/Reason`` if there is no maximum.
  func fitted(to sums: Sums, pooled: Sums) throws(ComponentCollapse.Reason) -> Self

  /// Σ w log p(x), or its expectation over the component's own latent variables.
  func expectedLogDensity(_ sums: Sums) -> Double

  /// The numbers of columns, categories or predictors, which must agree between the components of a
  /// mixture; empty by default.
  var shape: [Int] { get }

  /// A parameter that is out of range, if there is one.
  var invalidParameter: ModelParameter? { get }

  /// The column and the number at which a value is outside the support; `nil` if it is inside.
  func supportViolation(of value: Value) -> (column: Int, value: Double)?

  /// The named parameters; empty by default.
  var parameters: [ModelParameter] { get }

  /// Whether components share parameters, so that they must be fitted together; false by default.
  static var areTied: Bool { get }

  /// Fits all components together; by default each one separately.
  static func fitted(
    _ components: [Self], to sums: [Sums], pooled: Sums
  ) throws(ComponentCollapse) -> [Self]

  /// The parameters of all components; shared ones appear once, without a component index.
  static func parameters(of components: [Self]) -> [(component: Int?, parameter: ModelParameter)]
}

extension MixtureComponent {
  /// Computes one value at a time.
  public func blockLogDensities(_ values: ArraySlice<Value>) -> [Double] {
    values.map { logDensity($0) }
  }

  /// Adds one value at a time.
  public func addBlock(_ values: ArraySlice<Value>, weights: [Double], to sums: inout Sums) {
    for (value, weight) in zip(values, weights) where weight != 0 {
      add(value, weight: weight, to: &sums)
    }
  }

  /// Empty: no numbers that must agree.
  public var shape: [Int] { [] }
  /// `nil`: accepts all parameters.
  public var invalidParameter: ModelParameter? { nil }
  /// `nil`: accepts all values.
  public func supportViolation(of value: Value) -> (column: Int, value: Double)? { nil }
  /// Empty: no named parameters.
  public var parameters: [ModelParameter] { [] }

  /// Always false: each component has its own parameters.
  public static var areTied: Bool { false }

  /// Fits each component separately.
  public static func fitted(
    _ components: [Self], to sums: [Sums], pooled: Sums
  ) throws(ComponentCollapse) -> [Self] {
    var next = components
    for k in components.indices {
      do throws(ComponentCollapse.Reason) {
        next[k] = try components[k].fitted(to: sums[k], pooled: pooled)
      } catch {
        throw ComponentCollapse(component: k, reason: error)
      }
    }
    return next
  }

  /// The parameters of one component after another.
  public static func parameters(
    of components: [Self]
  ) -> [(component: Int?, parameter: ModelParameter)] {
    components.enumerated().flatMap { k, component in
      component.parameters.map { (component: k, parameter: $0) }
    }
  }

  /// (1 − rate)·old + rate·new.
  func blending(_ old: Sums, _ new: Sums, rate: Double) -> Sums {
    var (sums, late) = (old, new)
    scale(&sums, by: 1 - rate)
    scale(&late, by: rate)
    merge(late, into: &sums)
    return sums
  }
}

/// Weighted sums over values that can be merged and scaled without their component.
public protocol ComponentSums: Sendable {
  /// Adds sums that were computed elsewhere.
  mutating func merge(_ other: Self)
  /// Multiplies all weights by a factor.
  mutating func scale(by factor: Double)
}

extension MixtureComponent where Sums: ComponentSums {
  /// Adds sums.
  public func merge(_ other: Sums, into sums: inout Sums) { sums.merge(other) }
  /// Scales the sums.
  public func scale(_ sums: inout Sums, by factor: Double) { sums.scale(by: factor) }
}

/// A component whose parameters can be mapped to unconstrained real numbers.
///
/// Mixtures and hidden Markov models of such components are ``UnconstrainedModel``s.
public protocol UnconstrainedComponent<Value>: MixtureComponent {
  /// The parameters as unconstrained numbers.
  var unconstrainedParameters: [Double] { get }

  /// Creates a component from unconstrained parameters; `nil` if they do not define one.
  ///
  /// - Parameters:
  ///   - parameters: The parameters, as many as those of the prototype.
  ///   - prototype: A component of the same shape that supplies the fixed parameters.
  init?(unconstrained parameters: [Double], prototype: Self)

  /// The unconstrained parameters of all components; shared ones appear once.
  static func unconstrainedParameters(of components: [Self]) -> [Double]

  /// Creates all components from their unconstrained parameters.
  static func components(unconstrained parameters: [Double], prototypes: [Self]) -> [Self]?
}

extension UnconstrainedComponent {
  /// The unconstrained parameters of one component after another.
  public static func unconstrainedParameters(of components: [Self]) -> [Double] {
    components.flatMap(\.unconstrainedParameters)
  }

  /// Creates one component after another.
  public static func components(
    unconstrained parameters: [Double], prototypes: [Self]
  ) -> [Self]? {
    var rest = parameters[...]
    var components: [Self] = []
    for prototype in prototypes {
      let width = prototype.unconstrainedParameters.count
      let own = Array(rest.prefix(width))
      guard let next = Self(unconstrained: own, prototype: prototype) else { return nil }
      components.append(next)
      rest = rest.dropFirst(width)
    }
    return components
  }
}

/// A distribution with just a log-density and a weighted fit, which is enough for a mixture.
///
/// Its sums are the values with their weights, so a fit stores N·K of them.
///
/// ```swift
/// struct Uniform: WeightedFitting {
///   var upper: Double
///   func logDensity(_ x: Double) -> Double { x >= 0 && x <= upper ? -log(upper) : -.infinity }
///   func fitted(to values: [Double], weights: [Double]) -> Uniform {
///     Uniform(upper: zip(values, weights).filter { $0.1 > 0 }.map(\.0).max() ?? upper)
///   }
/// }
/// ```
public protocol WeightedFitting: MixtureComponent where Sums == WeightedValues<Value> {
  /// The maximum likelihood estimate from weighted values.
  ///
  /// - Throws: ``ComponentCollapse/Reason`` if there is no estimate.
  func fitted(to values: [Value], weights: [Double]) throws(ComponentCollapse.Reason) -> Self
}

/// Values with weights.
public struct WeightedValues<Value: Sendable>: ComponentSums {
  /// The values with nonzero weight.
  public internal(set) var values: [Value] = []
  /// Their weights.
  public internal(set) var weights: [Double] = []

  /// Appends other values.
  public mutating func merge(_ other: WeightedValues) {
    values += other.values
    weights += other.weights
  }

  /// Scales the weights.
  public mutating func scale(by factor: Double) {
    for i in weights.indices { weights[i] *= factor }
  }
}

extension WeightedFitting {
  /// Creates an empty list.
  public func makeSums() -> WeightedValues<Value> { WeightedValues() }

  /// Appends the value unless its weight is 0.
  public func add(_ value: Value, weight: Double, to sums: inout WeightedValues<Value>) {
    guard weight > 0 else { return }
    sums.values.append(value)
    sums.weights.append(weight)
  }

  /// The weighted fit.
  public func fitted(
    to sums: WeightedValues<Value>, pooled: WeightedValues<Value>
  ) throws(ComponentCollapse.Reason) -> Self {
    try fitted(to: sums.values, weights: sums.weights)
  }

  /// Σ w log p(x).
  public func expectedLogDensity(_ sums: WeightedValues<Value>) -> Double {
    zip(sums.values, sums.weights).reduce(0) { $0 + $1.1 * logDensity($1.0) }
  }
}
