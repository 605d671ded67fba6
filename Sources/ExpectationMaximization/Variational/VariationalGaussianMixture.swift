public import Statistics

/// A variational Bayesian Gaussian mixture, with posterior distributions over its parameters.
///
/// The weights are Dirichlet(α) (or sticks of a Dirichlet process). Each mean and precision matrix
/// is normal-Wishart: μ | Λ ~ N(m, (βΛ)⁻¹), Λ ~ Wishart(ν, scale⁻¹). Bishop, "Pattern
/// Recognition and Machine Learning", §10.2. The posterior is approximated by q(z) q(θ). EM
/// maximizes the bound log p(x) ≥ E[log p(x, z | θ)] + H(q(z)) − KL(q(θ) ‖ p(θ)). In
/// the fit, `logLikelihood` is Σₙ log Σₖ exp E[log πₖ N(xₙ | μₖ, Λₖ⁻¹)], `logPrior` is
/// −KL, and `objective` is the bound. The weights of superfluous components converge to values near
/// 0.
///
/// ```swift
/// let prior = try VariationalGaussianMixture.Prior(matching: rows, components: 6)
/// let mixture = try GaussianMixture.initialized(
///   components: 6, from: rows, using: &random)
/// let start = try VariationalGaussianMixture(
///   prior: prior, responsibilities: mixture.responsibilities(of: rows), of: rows)
/// let fit = try fitByEM(start, to: rows)
/// let weights = fit.model.expectedMixture.weights
/// ```
public struct VariationalGaussianMixture: Hashable, Sendable {
  /// The prior of each component.
  public let prior: Prior
  /// The posterior of the weights.
  public internal(set) var weights: WeightPosterior
  /// m, the expected means, K × D.
  public internal(set) var means: Matrix
  /// β, the weights of the means in observations.
  public internal(set) var meanPrecisions: [Double]
  /// ν, the degrees of freedom of the precision matrices.
  public internal(set) var degreesOfFreedom: [Double]
  /// The inverse scale matrices of the Wishart distributions, K matrices D × D: E[Λ] = ν · scale⁻¹.
  public internal(set) var scales: [Matrix]

  /// The prior distribution of each component.
  public struct Prior: Hashable, Sendable {
    /// The family of the weights' prior.
    public var weights: WeightPosterior.Family
    /// α₀ > 0; a value below 1 favors empty components.
    public var concentration: Double
    /// m₀, of length D.
    public var mean: [Double]
    /// β₀ > 0.
    public var meanPrecision: Double
    /// ν₀ > D − 1.
    public var degreesOfFreedom: Double
    /// The inverse scale of the Wishart distribution: ν₀ multiplied by the expected covariance.
    public var scale: Matrix

    /// Creates a prior from its parameters.
    public init(
      weights: WeightPosterior.Family = .dirichlet, concentration: Double, mean: [Double],
      meanPrecision: Double, degreesOfFreedom: Double, scale: Matrix
    ) {
      self.weights = weights
      self.concentration = concentration
      self.mean = mean
      self.meanPrecision = meanPrecision
      self.degreesOfFreedom = degreesOfFreedom
      self.scale = scale
    }

    /// Creates a weak prior in the units of the data: their mean and covariance with the weight of
    /// one observation, ν₀ = D and α₀ = 1/K.
    ///
    /// - Throws: ``InvalidData``.
    public init(matching observations: Matrix, components: Int) throws(InvalidData) {
      let moments = try SampleMoments(observations)
      let d = Double(observations.columns)
      let n = moments.count
      self.init(
        concentration: 1 / Double(components), mean: moments.mean, meanPrecision: 1,
        degreesOfFreedom: d, scale: (n / max(n - 1, 1)) * moments.covariance)
    }
  }

  /// Creates the posterior given starting responsibilities, N × K.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``.
  public init(prior: Prior, responsibilities: Matrix, of observations: Matrix) throws {
    guard responsibilities.rows == observations.rows else {
      throw InvalidStart.shape(
        parameter: "responsibilities", count: responsibilities.rows, expected: observations.rows)
    }
    self.init(prior: prior, components: responsibilities.columns)
    self = try mStep(
      eStep(observations, Inference(posterior: .given(responsibilities))).statistics)
  }

  /// Creates a starting posterior from its parameters.
  ///
  /// - Parameters:
  ///   - prior: The prior distribution of each component.
  ///   - weights: Dirichlet concentrations, or sticks, in the family of the prior.
  ///   - means: m, K × D.
  ///   - meanPrecisions: β, one per component.
  ///   - degreesOfFreedom: ν, one per component.
  ///   - scales: The inverse scale matrices W⁻¹ of the Wishart distributions, K matrices D × D: the
  ///     expected precision of component k is νₖ Wₖ.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(
    prior: Prior, weights: WeightPosterior, means: Matrix, meanPrecisions: [Double],
    degreesOfFreedom: [Double], scales: [Matrix]
  ) {
    self.prior = prior
    self.weights = weights
    self.means = means
    self.meanPrecisions = meanPrecisions
    self.degreesOfFreedom = degreesOfFreedom
    self.scales = scales
  }

  /// The prior itself for each component.
  init(prior: Prior, components: Int) {
    self.prior = prior
    weights = WeightPosterior(
      prior.weights, concentration: prior.concentration, components: components)
    meanPrecisions = Array(repeating: prior.meanPrecision, count: components)
    degreesOfFreedom = Array(repeating: prior.degreesOfFreedom, count: components)
    scales = Array(repeating: prior.scale, count: components)
    means = Matrix(
      rows: components, columns: prior.mean.count,
      elements: (0..<components).flatMap { _ in prior.mean })
  }

  /// The number of components K.
  public var componentCount: Int { meanPrecisions.count }
  /// The number of dimensions D.
  public var dimension: Int { prior.mean.count }

  /// The mixture at the expected weights, expected means and inverse expected precisions.
  public var expectedMixture: GaussianMixture {
    GaussianMixture(
      weights: weights.mean, means: means,
      covariances: .full(zip(scales, degreesOfFreedom).map { (1 / $1) * $0 }))
  }
}
