public import Statistics

/// A Gaussian mixture in variational Bayes: distributions over its parameters instead of estimates.
///
/// Weights are Dirichlet(α) (or the sticks of a Dirichlet process), and every mean and precision matrix
/// is normal-Wishart: μ | Λ ~ N(m, (βΛ)⁻¹), Λ ~ Wishart(ν, scale⁻¹). Bishop, "Pattern Recognition and Machine Learning", §10.2.
/// The posterior is approximated by q(z) q(θ); the same driver climbs the bound
/// log p(x) ≥ E[log p(x, z | θ)] + H(q(z)) − KL(q(θ) ‖ p(θ)): in the fit, `logLikelihood` is
/// Σₙ log Σₖ exp E[log πₖ N(xₙ | μₖ, Λₖ⁻¹)], `logPrior` is −KL, and `objective` is the bound. Components
/// that the data do not need end with weights near 0.
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
  /// What is believed of the weights.
  public internal(set) var weights: WeightPosterior
  /// m, the expected means, K × D.
  public internal(set) var means: Matrix
  /// β, how many observations the means are worth.
  public internal(set) var meanPrecisions: [Double]
  /// ν, the degrees of freedom of the precision matrices.
  public internal(set) var degreesOfFreedom: [Double]
  /// The inverse scale matrices of the Wishart distributions, K of D × D: E[Λ] = ν · scale⁻¹.
  public internal(set) var scales: [Matrix]

  /// What is believed of each component before the data.
  public struct Prior: Hashable, Sendable {
    /// What the weights are made of.
    public var weights: WeightPosterior.Family
    /// α₀ > 0; below 1 it empties components that are not needed.
    public var concentration: Double
    /// m₀, of length D.
    public var mean: [Double]
    /// β₀ > 0.
    public var meanPrecision: Double
    /// ν₀ > D − 1.
    public var degreesOfFreedom: Double
    /// The inverse scale of the Wishart distribution: ν₀ times the expected covariance.
    public var scale: Matrix

    /// A prior from its parts.
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

    /// A weak prior in the units of the data: centered on their mean with their covariance, worth one
    /// observation, ν₀ = D and α₀ = 1/K.
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

  /// The posterior given the responsibilities of a start, N × K.
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

  /// A posterior to start from, given by its parameters.
  ///
  /// - Parameters:
  ///   - prior: What is believed of each component before the data.
  ///   - weights: Dirichlet concentrations, or sticks; of the prior's family.
  ///   - means: m, K × D.
  ///   - meanPrecisions: β, K of them.
  ///   - degreesOfFreedom: ν, K of them.
  ///   - scales: The inverse scale matrices W⁻¹ of the Wishart distributions, K of D × D: the expected
  ///     precision of component k is νₖ Wₖ.
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

  /// The prior itself, for each component.
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

  /// K.
  public var componentCount: Int { meanPrecisions.count }
  /// D.
  public var dimension: Int { prior.mean.count }

  /// The mixture at the expected weights, the expected means, and the inverse expected precisions.
  public var expectedMixture: GaussianMixture {
    GaussianMixture(
      weights: weights.mean, means: means,
      covariances: .full(zip(scales, degreesOfFreedom).map { (1 / $1) * $0 }))
  }
}
