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
/// Gaussian mixtures have types of their own, ``GaussianMixture`` and ``UnivariateGaussianMixture``,
/// which know tied and spherical covariances and are much faster.
///
/// Equal mixtures have the same distribution; what is fixed and the priors do not count.
public struct Mixture<Component: MixtureComponent>: Sendable {
  /// The mixing weights π, on the simplex.
  public var weights: [Double]
  /// The components.
  public var components: [Component]
  /// Whether the M-step leaves the weights as they are.
  public var hasFixedWeights: Bool
  /// The Dirichlet concentration α ≥ 1 of the weights; 1 gives maximum likelihood.
  ///
  /// The M-step gives every component α − 1 observations beforehand.
  public var weightConcentration = 1.0
  /// What every component has seen before the data; `nil` gives maximum likelihood.
  public var componentPrior: ConjugatePrior<Component>?

  /// Creates a mixture with one component per weight.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(weights: [Double], components: [Component], hasFixedWeights: Bool = false) {
    self.weights = weights
    self.components = components
    self.hasFixedWeights = hasFixedWeights
  }

  /// K.
  public var componentCount: Int { weights.count }

  /// log Σₖ πₖ p(x | θₖ).
  public func logDensity(_ x: Component.Value) -> Double {
    logSumExp(
      zip(weights, components).map { Elementary.log($0) + $1.logDensity(x) })
  }

  /// The share of component k in the density at x: πₖ p(x | θₖ).
  public func componentDensity(_ k: Int, at x: Component.Value) -> Double {
    weights[k] * Elementary.exp(components[k].logDensity(x))
  }

  /// The components in the order of a key, all parameters together; equal keys keep their order.
  public func ordered(by key: (Component) -> Double) -> Mixture {
    let order = components.indices.sorted { (key(components[$0]), $0) < (key(components[$1]), $1) }
    var next = self
    next.weights = order.map { weights[$0] }
    next.components = order.map { components[$0] }
    return next
  }
}

extension Mixture: Distribution where Component: Distribution {
  /// One value from a component drawn by its weight.
  public func sample(using random: inout some RandomNumberGenerator) -> Component.Value {
    components[random.index(weights: weights)].sample(using: &random)
  }
}

extension Mixture: Equatable where Component: Equatable {
  /// Whether the distributions are the same.
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
