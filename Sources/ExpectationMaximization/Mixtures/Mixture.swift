public import Statistics

/// A mixture of components of one family.
///
/// p(x) = Σₖ πₖ p(x | θₖ).
///
/// ```swift
/// let start = Mixture(weights: [0.3, 0.7], components: [Poisson(rate: 1), Poisson(rate: 2.5)])
/// let fit = try fitByEM(start, to: counts)
/// ```
///
/// ``GaussianMixture`` and ``UnivariateGaussianMixture`` are separate types for Gaussian mixtures.
/// They support tied and spherical covariances and are much faster.
///
/// Mixtures are equal if their distributions are; fixed parameters and priors are not compared.
public struct Mixture<Component: MixtureComponent>: Sendable {
  /// The mixing weights π, nonnegative with sum 1.
  public var weights: [Double]
  /// The components.
  public var components: [Component]
  /// Whether the M-step keeps the weights fixed.
  public var hasFixedWeights: Bool
  /// The Dirichlet concentration α ≥ 1 of the weights; 1 gives maximum likelihood.
  ///
  /// The M-step adds α − 1 to the effective count of each component.
  public var weightConcentration = 1.0
  /// The prior of the components; `nil` gives maximum likelihood.
  public var componentPrior: ConjugatePrior<Component>?

  /// Creates a mixture with one component per weight.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(weights: [Double], components: [Component], hasFixedWeights: Bool = false) {
    self.weights = weights
    self.components = components
    self.hasFixedWeights = hasFixedWeights
  }

  /// The number of components K.
  public var componentCount: Int { weights.count }

  /// log Σₖ πₖ p(x | θₖ).
  public func logDensity(_ x: Component.Value) -> Double {
    logSumExp(
      zip(weights, components).map { Elementary.log($0) + $1.logDensity(x) })
  }

  /// The contribution of component k to the density at x: πₖ p(x | θₖ).
  public func componentDensity(_ k: Int, at x: Component.Value) -> Double {
    weights[k] * Elementary.exp(components[k].logDensity(x))
  }

  /// The mixture with its components sorted by a key, all parameters together; the sort is stable.
  public func ordered(by key: (Component) -> Double) -> Mixture {
    let order = components.indices.sorted { (key(components[$0]), $0) < (key(components[$1]), $1) }
    var next = self
    next.weights = order.map { weights[$0] }
    next.components = order.map { components[$0] }
    return next
  }
}

extension Mixture: Distribution where Component: Distribution {
  /// Draws one value from a component chosen by weight.
  public func sample(using random: inout some RandomNumberGenerator) -> Component.Value {
    components[random.index(weights: weights)].sample(using: &random)
  }
}

extension Mixture: Equatable where Component: Equatable {
  /// Whether two mixtures have the same distribution.
  public static func == (a: Mixture, b: Mixture) -> Bool {
    a.weights == b.weights && a.components == b.components
  }
}

extension Mixture: Hashable where Component: Hashable {
  /// Hashes the parameters.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(weights)
    hasher.combine(components)
  }
}
