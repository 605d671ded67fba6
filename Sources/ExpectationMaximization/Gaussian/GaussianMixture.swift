public import Statistics

/// A mixture of multivariate normal distributions in D dimensions.
///
/// p(x) = Σₖ πₖ N(x | μₖ, Σₖ), with one of four covariance structures (``Covariances``).
///
/// ```swift
/// let start = try GaussianMixture.initialized(
///   components: 3, from: rows, covariance: .full, using: &random)
/// let fit = try fitByEM(start, to: rows)
/// ```
public struct GaussianMixture: Hashable, Sendable {
  /// The mixing weights π, nonnegative with sum 1.
  public var weights: [Double]
  /// The means μ, K × D.
  public var means: Matrix
  /// The covariances Σ.
  public var covariances: Covariances
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
    weights: [Double], means: Matrix, covariances: Covariances, prior: GaussianPrior? = nil,
    ridge: Double = 0
  ) {
    self.weights = weights
    self.means = means
    self.covariances = covariances
    self.prior = prior
    self.ridge = ridge
  }

  /// Creates a mixture with full covariances from lists.
  ///
  /// - Throws: `RaggedRows` if the means differ in length.
  public init(weights: [Double], means: [[Double]], covariances: [[[Double]]]) throws {
    self.init(
      weights: weights, means: try Matrix(means),
      covariances: .full(try covariances.map { try Matrix($0) }))
  }

  /// The number of components K.
  public var componentCount: Int { weights.count }

  /// The number of dimensions D.
  public var dimension: Int { means.columns }

  /// Component k as a distribution.
  ///
  /// - Throws: `NotPositiveDefinite` if its covariance is not positive definite.
  public func component(_ k: Int) throws(NotPositiveDefinite) -> MultivariateNormal {
    try MultivariateNormal(
      mean: means.row(k), covariance: covariances.matrix(k, dimension: dimension))
  }

  /// The mixture with its components in lexicographic order of their means; all parameters are
  /// permuted together.
  public var ordered: GaussianMixture {
    let order = weights.indices.sorted { a, b in
      let (left, right) = (means.row(a), means.row(b))
      return left == right ? a < b : left.lexicographicallyPrecedes(right)
    }
    return selecting(order)
  }

  /// The mixture of the given components in the given order, without renormalization of the
  /// weights.
  func selecting(_ order: [Int]) -> GaussianMixture {
    var next = self
    next.weights = order.map { weights[$0] }
    next.means = means.selecting(rows: order)
    next.covariances = covariances.reordered(order)
    return next
  }
}

extension GaussianMixture: Distribution {
  /// log Σₖ πₖ N(x | μₖ, Σₖ); NaN if a covariance is not positive definite.
  public func logDensity(_ x: [Double]) -> Double {
    logSumExp(
      weights.indices.map { k in
        guard let component = try? component(k) else { return .nan }
        return Elementary.log(weights[k]) + component.logDensity(x)
      })
  }

  /// Draws one point from a component chosen by weight; NaN if its covariance is not positive
  /// definite.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    sampleRow(factors: weights.indices.map { try? component($0) }, &random)
  }

  /// Draws points as the rows of a matrix; NaN if a covariance is not positive definite.
  public func sampleRows(
    _ count: Int, using random: inout some RandomNumberGenerator
  ) -> Matrix {
    let factors = weights.indices.map { try? component($0) }
    var elements: [Double] = []
    for _ in 0..<max(0, count) { elements += sampleRow(factors: factors, &random) }
    return Matrix(rows: max(0, count), columns: dimension, elements: elements)
  }

  private func sampleRow(
    factors: [MultivariateNormal?], _ random: inout some RandomNumberGenerator
  ) -> [Double] {
    guard let component = factors[random.index(weights: weights)] else {
      return Array(repeating: .nan, count: dimension)
    }
    return component.sample(using: &random)
  }
}
