public import Statistics

extension UnivariateGaussianMixture: WeightedModel, RowModel, PenalizedModel, BlendableModel {
  /// A list of numbers.
  public typealias Observations = [Double]

  /// The expected sufficient statistics of the E-step.
  public struct Statistics: Hashable, Sendable {
    /// The effective counts Nₖ = Σₙ rₙₖ.
    public var counts: [Double]
    /// The weighted means x̄ₖ = Σₙ rₙₖ xₙ / Nₖ.
    public var means: [Double]
    /// The sums of squared deviations, Sₖ = Σₙ rₙₖ (xₙ − x̄ₖ)².
    public var squares: [Double]

    /// Creates statistics from their parts.
    public init(counts: [Double], means: [Double], squares: [Double]) {
      self.counts = counts
      self.means = means
      self.squares = squares
    }
  }

  /// A row is a single number.
  public typealias Row = Double

  /// The number as a data set of one observation.
  public static func observations(_ row: Double) -> [Double] { [row] }

  /// The number of observations, or the sum of their weights.
  public func observationCount(of observations: [Double], weights: [Double]?) -> Double {
    weights?.reduce(0, +) ?? Double(observations.count)
  }

  /// Performs the E-step.
  public func eStep(
    validated observations: [Double], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    let (sums, logLikelihood, entropy) = kernel(observations).expectation(inference)
    return Expectation(
      statistics: Statistics(
        counts: sums.counts, means: sums.means.elements, squares: sums.scatters.map { $0[0, 0] }),
      logLikelihood: logLikelihood, entropy: entropy)
  }

  /// πₖ = Nₖ/N, μₖ = x̄ₖ, σₖ² = Sₖ/Nₖ; with a prior, the posterior mode.
  public func mStep(_ statistics: Statistics) throws -> UnivariateGaussianMixture {
    let estimate = GaussianEstimate(statistics.moments, prior: prior, ridge: ridge)
    let (weights, variances) = try estimate.diagonal()
    var next = self
    next.weights = weights
    next.means = estimate.means.elements
    next.standardDeviations = variances.elements.map { $0.squareRoot() }
    return next
  }

  /// Q = Σₖ Nₖ log πₖ − ½ Nₖ log 2πσₖ² − (Sₖ + Nₖ(x̄ₖ − μₖ)²) / 2σₖ².
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    var q = 0.0
    for k in weights.indices where statistics.counts[k] > 0 {
      let count = statistics.counts[k]
      let variance = standardDeviations[k] * standardDeviations[k]
      let shift = statistics.means[k] - means[k]
      q += count * Elementary.log(weights[k])
      q -= 0.5 * count * (logTwoPi + Elementary.log(variance))
      q -= 0.5 * (statistics.squares[k] + count * shift * shift) / variance
    }
    return q
  }

  /// The weighted averages of counts, means and squares, component by component.
  public func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics {
    let blend = GaussianStatistics.blending(old.moments, new.moments, rate: rate)
    return Statistics(
      counts: blend.counts, means: blend.means.elements,
      squares: blend.scatters.map { $0[0, 0] })
  }

  /// The logarithm of the prior density, up to a constant.
  public var logPrior: Double {
    prior?.logDensity(
      weights: weights, means: Matrix(rows: componentCount, columns: 1, elements: means),
      covariances: .diagonal(
        Matrix(
          rows: componentCount, columns: 1, elements: standardDeviations.map { $0 * $0 }))) ?? 0
  }

  /// True if there is no ``ridge``.
  public var isMonotone: Bool { ridge == 0 }

  /// p(k | xₙ), N × K.
  public func responsibilities(of observations: [Double]) throws -> Matrix {
    try validate(observations, Inference())
    return try kernel(observations).responsibilities()
  }

  /// log p(xₙ) of each observation.
  public func logDensities(of observations: [Double]) throws -> [Double] {
    try validate(observations, Inference())
    return kernel(observations).posteriors().logDensities
  }

  /// Checks parameters, numbers and weights.
  public func validate(_ observations: [Double], _ inference: Inference) throws {
    try validateParameters()
    guard observations.count > 0 else { throw InvalidData.empty }
    for (row, value) in observations.enumerated() where !value.isFinite {
      throw InvalidData.notFinite(row: row, column: 0, value: value)
    }
    try validateInference(inference, count: observations.count, components: componentCount)
  }

  /// Checks that there are enough numbers for the components, and that the components differ.
  public func validateStart(for observations: [Double], _ inference: Inference) throws {
    try validateDifferent(zip(means, standardDeviations).map { [$0, $1] }, inference)
    try validateCount(observations.count, components: componentCount)
  }

  private func validateParameters() throws(InvalidStart) {
    try validateProbabilities(weights, of: "weights")
    for (name, values) in [("means", means), ("standardDeviations", standardDeviations)] {
      guard values.count == weights.count else {
        throw .shape(parameter: name, count: values.count, expected: weights.count)
      }
      for (k, value) in values.enumerated() where !value.isFinite {
        throw .outOfRange(parameter: name, index: k, value: value)
      }
    }
    try validateRidge(ridge)
    try prior?.validate(dimension: 1)
    // Beyond 10^±150 the variance underflows or overflows.
    for (k, value) in standardDeviations.enumerated()
    where value <= 0 || !(value * value).isNormal {
      throw .outOfRange(parameter: "standardDeviations", index: k, value: value)
    }
  }

  private func kernel(_ observations: [Double]) -> GaussianKernel {
    GaussianKernel(
      data: observations, observationCount: observations.count, dimension: 1, moments: .diagonal,
      logScale: weights.indices.map {
        Elementary.log(weights[$0]) - 0.5 * logTwoPi - Elementary.log(standardDeviations[$0])
      },
      means: means, whitening: standardDeviations.map { 1 / $0 }, references: means)
  }
}

extension UnivariateGaussianMixture.Statistics {
  /// The statistics as those of a one-dimensional Gaussian mixture.
  var moments: GaussianStatistics {
    GaussianStatistics(
      counts: counts, means: Matrix(rows: means.count, columns: 1, elements: means),
      scatters: squares.map { Matrix(diagonal: [$0]) })
  }
}
