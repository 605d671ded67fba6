public import Statistics

/// A component whose spread is shared by all components of its mixture, or all states of its chain.
///
/// Each component has its own location. The M-step pools the squares around all locations, Σ = Σₖ
/// Sₖ / Σₖ Nₖ. The spread counts once among the parameters. The components of a start may have
/// different spreads: the first M-step makes them equal.
///
/// ```swift
/// let spread = Matrix.identity(2)
/// let start = HiddenMarkovModel(
///   initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
///   emissions: [
///     Tied(try MultivariateNormal(mean: [0, 0], covariance: spread)),
///     Tied(try MultivariateNormal(mean: [3, 1], covariance: spread)),
///   ])
/// let fit = try fitByEM(start, to: [points])
/// let covariance = fit.model.emissions[0].component.covariance
/// ```
///
/// A vanishing spread is a collapse of component 0 that no policy can handle. McLachlan & Peel,
/// "Finite Mixture Models" (2000), §3.8.
public struct Tied<Component: LocationScale>: UnconstrainedComponent {
  /// The component, with the common spread.
  public let component: Component

  /// Creates a component that shares its spread with the others.
  public init(_ component: Component) {
    self.component = component
  }

  /// log p(x).
  public func logDensity(_ x: Component.Value) -> Double { component.logDensity(x) }

  /// Empty sums.
  public func makeSums() -> Component.Sums { component.makeSums() }

  /// Adds a value.
  public func add(_ value: Component.Value, weight: Double, to sums: inout Component.Sums) {
    component.add(value, weight: weight, to: &sums)
  }

  /// The log-densities of the component.
  public func blockLogDensities(_ values: ArraySlice<Component.Value>) -> [Double] {
    component.blockLogDensities(values)
  }

  /// Adds a block of values.
  public func addBlock(
    _ values: ArraySlice<Component.Value>, weights: [Double], to sums: inout Component.Sums
  ) {
    component.addBlock(values, weights: weights, to: &sums)
  }

  /// Adds sums.
  public func merge(_ other: Component.Sums, into sums: inout Component.Sums) {
    component.merge(other, into: &sums)
  }

  /// Scales the sums.
  public func scale(_ sums: inout Component.Sums, by factor: Double) {
    component.scale(&sums, by: factor)
  }

  /// Fits only the location: the spread belongs to all components.
  public func fitted(
    to sums: Component.Sums, pooled: Component.Sums
  ) throws(ComponentCollapse.Reason) -> Tied {
    let free = try component.fitted(to: sums, pooled: pooled)
    let count = component.locationCount
    let parameters =
      free.unconstrainedParameters.prefix(count)
      + component.unconstrainedParameters.dropFirst(count)
    return Tied(Component(unconstrained: Array(parameters), prototype: component) ?? free)
  }

  /// Σ w log p(x).
  public func expectedLogDensity(_ sums: Component.Sums) -> Double {
    component.expectedLogDensity(sums)
  }

  /// The shape of the component.
  public var shape: [Int] { component.shape }

  /// The invalid parameter of the component, if any.
  public var invalidParameter: ModelParameter? { component.invalidParameter }

  /// The support violation of the component, if any.
  public func supportViolation(of value: Component.Value) -> (column: Int, value: Double)? {
    component.supportViolation(of: value)
  }

  /// Location and spread.
  public var unconstrainedParameters: [Double] { component.unconstrainedParameters }

  /// Creates the component from location and spread.
  public init?(unconstrained parameters: [Double], prototype: Tied) {
    guard let component = Component(unconstrained: parameters, prototype: prototype.component)
    else { return nil }
    self.init(component)
  }

  /// Location and spread.
  public var parameters: [ModelParameter] { component.parameters }

  // MARK: - Shared spread

  /// Always true: the components share their spread.
  public static var areTied: Bool { true }

  /// Fits the location of each component, and the pooled spread.
  public static func fitted(
    _ components: [Tied], to sums: [Component.Sums], pooled: Component.Sums
  ) throws(ComponentCollapse) -> [Tied] {
    try Component.tied(components.map(\.component), to: sums, pooled: pooled).map(Tied.init)
  }

  /// All locations, followed by the common spread.
  public static func unconstrainedParameters(of components: [Tied]) -> [Double] {
    let locations = components.flatMap {
      $0.unconstrainedParameters.prefix($0.component.locationCount)
    }
    return locations + (components.first?.spread ?? [])
  }

  /// Creates the components from all locations and the common spread.
  public static func components(
    unconstrained parameters: [Double], prototypes: [Tied]
  ) -> [Tied]? {
    let spread = parameters.suffix(prototypes.first?.spread.count ?? 0)
    var rest = parameters[...]
    var components: [Tied] = []
    for prototype in prototypes {
      let count = prototype.component.locationCount
      let own = Array(rest.prefix(count) + spread)
      guard let next = Tied(unconstrained: own, prototype: prototype) else { return nil }
      components.append(next)
      rest = rest.dropFirst(count)
    }
    return components
  }

  /// All locations, and the common spread, which is named without a component index.
  public static func parameters(
    of components: [Tied]
  ) -> [(component: Int?, parameter: ModelParameter)] {
    let locations = components.enumerated().flatMap { k, tied in
      tied.parameters.prefix(tied.component.locationCount).map {
        (component: Int?(k), parameter: $0)
      }
    }
    let spread = components.first.map { $0.parameters.dropFirst($0.component.locationCount) } ?? []
    return locations + spread.map { (component: nil, parameter: $0) }
  }

  private var spread: ArraySlice<Double> {
    unconstrainedParameters.dropFirst(component.locationCount)
  }
}

extension Tied: Distribution where Component: Distribution {
  /// Draws one value.
  public func sample(using random: inout some RandomNumberGenerator) -> Component.Value {
    component.sample(using: &random)
  }
}

extension Tied: Equatable where Component: Equatable {}
extension Tied: Hashable where Component: Hashable {}
