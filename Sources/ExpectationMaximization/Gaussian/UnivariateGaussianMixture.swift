public import Statistics

/// A mixture of normal distributions on the line.
///
/// p(x) = Σₖ πₖ N(x | μₖ, σₖ²).
///
/// ```swift
/// var random = SplitMix64(seed: 7)
/// let truth = UnivariateGaussianMixture(weights: [0.4, 0.6], means: [-2, 3], standardDeviations: [1, 2])
/// let samples = truth.sample(1_000, using: &random)
/// let start = try UnivariateGaussianMixture.initialized(components: 2, from: samples, using: &random)
/// let fit = try fitByEM(start, to: samples)
/// ```
///
/// In several dimensions: ``GaussianMixture``.
public struct UnivariateGaussianMixture: Hashable, Sendable {
  /// The mixing weights π, on the simplex.
  public var weights: [Double]
  /// The means μ.
  public var means: [Double]
  /// The standard deviations σ.
  public var standardDeviations: [Double]
  /// The prior of the M-step; `nil` gives maximum likelihood.
  public var prior: GaussianPrior?
  /// λ ≥ 0, which the M-step adds to every variance, in squared units of the data; 0 by default.
  ///
  /// It keeps components from collapsing, as `reg_covar` of scikit-learn does, but it is absolute and no
  /// prior: the likelihood may fall a little near its maximum, which is then no error. ``prior`` is the
  /// one that knows the units and that the objective includes.
  public var ridge: Double

  /// Creates a mixture with one component per weight.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(
    weights: [Double], means: [Double], standardDeviations: [Double], prior: GaussianPrior? = nil,
    ridge: Double = 0
  ) {
    self.weights = weights
    self.means = means
    self.standardDeviations = standardDeviations
    self.prior = prior
    self.ridge = ridge
  }

  /// K.
  public var componentCount: Int { weights.count }

  /// Component k as a distribution.
  public func component(_ k: Int) -> Normal {
    Normal(mean: means[k], standardDeviation: standardDeviations[k])
  }

  /// The share of component k in the density at x: πₖ N(x | μₖ, σₖ²).
  public func componentDensity(_ k: Int, at x: Double) -> Double {
    weights[k] * component(k).density(x)
  }

  /// The components in the order of their means, all parameters together.
  public var ordered: UnivariateGaussianMixture {
    let order = weights.indices.sorted { (means[$0], $0) < (means[$1], $1) }
    var next = self
    next.weights = order.map { weights[$0] }
    next.means = order.map { means[$0] }
    next.standardDeviations = order.map { standardDeviations[$0] }
    return next
  }
}

extension UnivariateGaussianMixture: Distribution {
  /// log Σₖ πₖ N(x | μₖ, σₖ²).
  public func logDensity(_ x: Double) -> Double {
    logSumExp(weights.indices.map { Elementary.log(weights[$0]) + component($0).logDensity(x) })
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Double) -> Double {
    weights.indices.reduce(0) { $0 + weights[$1] * component($1).cumulative(x) }
  }

  /// One number from a component drawn by its weight.
  public func sample(using random: inout some RandomNumberGenerator) -> Double {
    component(random.index(weights: weights)).sample(using: &random)
  }
}
