public import Statistics

/// A mixture of univariate normal distributions.
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
/// For several dimensions, use ``GaussianMixture``.
public struct UnivariateGaussianMixture: Hashable, Sendable {
  /// The mixing weights π, nonnegative with sum 1.
  public var weights: [Double]
  /// The means μ.
  public var means: [Double]
  /// The standard deviations σ.
  public var standardDeviations: [Double]
  /// The prior of the M-step; `nil` gives maximum likelihood.
  public var prior: GaussianPrior?
  /// λ ≥ 0, the amount that the M-step adds to each variance, in squared units of the data; 0 by
  /// default.
  ///
  /// Like `reg_covar` of scikit-learn, it keeps components from collapsing. It is absolute and not
  /// a prior: the likelihood may decrease slightly near its maximum, which is then not an error.
  /// Unlike ``prior``, it does not adapt to the units and is not part of the objective.
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

  /// The number of components K.
  public var componentCount: Int { weights.count }

  /// Component k as a distribution.
  public func component(_ k: Int) -> Normal {
    Normal(mean: means[k], standardDeviation: standardDeviations[k])
  }

  /// The contribution of component k to the density at x: πₖ N(x | μₖ, σₖ²).
  public func componentDensity(_ k: Int, at x: Double) -> Double {
    weights[k] * component(k).density(x)
  }

  /// The mixture with its components sorted by their means; all parameters are permuted together.
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

  /// Draws one number from a component chosen by weight.
  public func sample(using random: inout some RandomNumberGenerator) -> Double {
    component(random.index(weights: weights)).sample(using: &random)
  }
}
