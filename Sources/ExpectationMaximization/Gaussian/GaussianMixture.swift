public import Statistics

/// A mixture of multivariate normal distributions in D dimensions.
///
/// p(x) = Σₖ πₖ N(x | μₖ, Σₖ), with covariances of four structures (``Covariances``).
///
/// ```swift
/// let start = try GaussianMixture.initialized(
///   components: 3, from: rows, covariance: .full, using: &random)
/// let fit = try fitByEM(start, to: rows)
/// ```
public struct GaussianMixture: Hashable, Sendable {
  /// The mixing weights π, on the simplex.
  public var weights: [Double]
  /// The means μ, K × D.
  public var means: Matrix
  /// The covariances Σ.
  public var covariances: Covariances
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
    weights: [Double], means: Matrix, covariances: Covariances, prior: GaussianPrior? = nil,
    ridge: Double = 0
  ) {
    self.weights = weights
    self.means = means
    self.covariances = covariances
    self.prior = prior
    self.ridge = ridge
  }

  /// A mixture with full covariances, from lists.
  ///
  /// - Throws: `RaggedRows` if the means differ in length.
  public init(weights: [Double], means: [[Double]], covariances: [[[Double]]]) throws {
    self.init(
      weights: weights, means: try Matrix(means),
      covariances: .full(try covariances.map { try Matrix($0) }))
  }

  /// K.
  public var componentCount: Int { weights.count }

  /// D.
  public var dimension: Int { means.columns }

  /// Component k as a distribution.
  ///
  /// - Throws: `NotPositiveDefinite` if its covariance is not.
  public func component(_ k: Int) throws(NotPositiveDefinite) -> MultivariateNormal {
    try MultivariateNormal(
      mean: means.row(k), covariance: covariances.matrix(k, dimension: dimension))
  }

  /// The components in lexicographic order of their means, all parameters together.
  public var ordered: GaussianMixture {
    let order = weights.indices.sorted { a, b in
      let (left, right) = (means.row(a), means.row(b))
      return left == right ? a < b : left.lexicographicallyPrecedes(right)
    }
    return selecting(order)
  }

  /// Some components in an order, with their weights as they are.
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

  /// One point from a component drawn by its weight; NaN if its covariance is not positive definite.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    sampleRow(factors: weights.indices.map { try? component($0) }, &random)
  }

  /// Points as the rows of a matrix; NaN if a covariance is not positive definite.
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
