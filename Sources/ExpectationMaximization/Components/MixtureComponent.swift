/// A distribution that can be fitted to weighted values: what mixtures and hidden Markov models are
/// made of.
///
/// The values stream through ``add(_:weight:to:)`` into sums, so that a fit needs no memory of them. A
/// distribution that has no finite sums conforms to ``WeightedFitting`` instead.
///
/// A component that is also a `Distribution` can be sampled, and so can mixtures of it.
public protocol MixtureComponent<Value>: Sendable {
  /// What the component explains.
  associatedtype Value: Sendable

  /// log p(x).
  func logDensity(_ x: Value) -> Double

  /// Weighted sums of values: what an M-step needs to know.
  associatedtype Sums: Sendable

  /// Empty sums. They may be taken around this component's location.
  func makeSums() -> Sums

  /// Adds a value with a weight ≥ 0. A component with latent variables of its own takes their
  /// expectations here, at its parameters.
  func add(_ value: Value, weight: Double, to sums: inout Sums)

  /// log p(x) of a block of values, in their order; by default one value after the other.
  ///
  /// E-steps ask for blocks, so that the loop over the values is compiled for the component.
  func blockLogDensities(_ values: ArraySlice<Value>) -> [Double]

  /// Adds a block of values, each with its weight ≥ 0; by default one after the other, without those of
  /// weight 0.
  func addBlock(_ values: ArraySlice<Value>, weights: [Double], to sums: inout Sums)

  /// Adds sums that were taken elsewhere.
  func merge(_ other: Sums, into sums: inout Sums)

  /// Multiplies every weight in the sums.
  func scale(_ sums: inout Sums, by factor: Double)

  /// The component that maximizes ``expectedLogDensity(_:)``; what is fixed stays as it is here.
  ///
  /// - Parameters:
  ///   - sums: The values of this component, with their responsibilities.
  ///   - pooled: The values of all components.
  /// - Returns: The component at the new parameters.
  /// - Throws: ``ComponentCollapse/Reason`` when there is no maximum.
  func fitted(to sums: Sums, pooled: Sums) throws(ComponentCollapse.Reason) -> Self

  /// Σ w log p(x), or its expectation over the component's own latent variables.
  func expectedLogDensity(_ sums: Sums) -> Double

  /// The numbers of columns, categories, or predictors, in which all components of a mixture have to
  /// agree; empty, the default, where there is nothing to agree in.
  var shape: [Int] { get }

  /// A parameter that is out of its range, if there is one.
  var invalidParameter: ModelParameter? { get }

  /// Where a value is outside the support, if it is: its column, and the number found there.
  func supportViolation(of value: Value) -> (column: Int, value: Double)?

  /// The parameters with names; empty by default.
  var parameters: [ModelParameter] { get }

  /// Whether components share parameters, so that they have to be fitted together; false by default.
  static var areTied: Bool { get }

  /// All components fitted together; by default each alone.
  static func fitted(
    _ components: [Self], to sums: [Sums], pooled: Sums
  ) throws(ComponentCollapse) -> [Self]

  /// The parameters of all components; those that they share once, and without a component.
  static func parameters(of components: [Self]) -> [(component: Int?, parameter: ModelParameter)]
}

extension MixtureComponent {
  /// One value after the other.
  public func blockLogDensities(_ values: ArraySlice<Value>) -> [Double] {
    values.map { logDensity($0) }
  }

  /// One value after the other.
  public func addBlock(_ values: ArraySlice<Value>, weights: [Double], to sums: inout Sums) {
    for (value, weight) in zip(values, weights) where weight != 0 {
      add(value, weight: weight, to: &sums)
    }
  }

  /// Empty: nothing to agree in.
  public var shape: [Int] { [] }
  /// `nil`: accepts all parameters.
  public var invalidParameter: ModelParameter? { nil }
  /// `nil`: accepts all values.
  public func supportViolation(of value: Value) -> (column: Int, value: Double)? { nil }
  /// Empty: no names.
  public var parameters: [ModelParameter] { [] }

  /// Always false: every component has parameters of its own.
  public static var areTied: Bool { false }

  /// Each alone.
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

  /// One component after the other.
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

/// Sums over weighted values that can be merged and scaled without their component.
public protocol ComponentSums: Sendable {
  /// Adds sums that were taken elsewhere.
  mutating func merge(_ other: Self)
  /// Multiplies every weight.
  mutating func scale(by factor: Double)
}

extension MixtureComponent where Sums: ComponentSums {
  /// Adds sums.
  public func merge(_ other: Sums, into sums: inout Sums) { sums.merge(other) }
  /// Scales the sums.
  public func scale(_ sums: inout Sums, by factor: Double) { sums.scale(by: factor) }
}

/// A component whose parameters can be written as numbers that may take any real value.
///
/// Mixtures and hidden Markov models of such components are ``UnconstrainedModel``s.
public protocol UnconstrainedComponent<Value>: MixtureComponent {
  /// The parameters as numbers that may take any real value.
  var unconstrainedParameters: [Double] { get }

  /// The component at other unconstrained parameters; `nil` if they are not those of a component.
  ///
  /// - Parameters:
  ///   - parameters: As many as the prototype has.
  ///   - prototype: A component of the same shape, which supplies what is fixed.
  init?(unconstrained parameters: [Double], prototype: Self)

  /// The unconstrained parameters of all components, those that they share once.
  static func unconstrainedParameters(of components: [Self]) -> [Double]

  /// All components at other unconstrained parameters.
  static func components(unconstrained parameters: [Double], prototypes: [Self]) -> [Self]?
}

extension UnconstrainedComponent {
  /// One component after the other.
  public static func unconstrainedParameters(of components: [Self]) -> [Double] {
    components.flatMap(\.unconstrainedParameters)
  }

  /// One component after the other.
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

/// A distribution with a log-density and a weighted fit, and nothing else: enough for a mixture.
///
/// Its sums are the values themselves with their weights, so a fit keeps N·K of them.
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
  /// - Throws: ``ComponentCollapse/Reason`` when there is none.
  func fitted(to values: [Value], weights: [Double]) throws(ComponentCollapse.Reason) -> Self
}

/// Values with weights.
public struct WeightedValues<Value: Sendable>: ComponentSums {
  /// The values whose weight is not 0.
  public internal(set) var values: [Value] = []
  /// Their weights.
  public internal(set) var weights: [Double] = []

  /// Appends.
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
  /// No values.
  public func makeSums() -> WeightedValues<Value> { WeightedValues() }

  /// Keeps the value, unless its weight is 0.
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
