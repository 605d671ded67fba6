public import Statistics

extension VariationalGaussianMixture: WeightedModel, ComponentModel, ParameterizedModel,
  PenalizedModel
{
  /// Observations as the rows of a matrix, N × D.
  public typealias Observations = Matrix
  /// Counts, means and scatter matrices.
  public typealias Statistics = GaussianStatistics

  /// The number of rows, or the sum of their weights.
  public func observationCount(of observations: Matrix, weights: [Double]?) -> Double {
    rowCount(observations, weights)
  }

  /// Computes q(z) from the expected logarithms of weights and densities.
  public func eStep(
    validated observations: Matrix, _ inference: Inference
  ) throws -> Expectation<GaussianStatistics> {
    let (statistics, logLikelihood, entropy) = try kernel(observations).expectation(inference)
    return Expectation(statistics: statistics, logLikelihood: logLikelihood, entropy: entropy)
  }

  /// Computes q(θ): the conjugate update of the prior by counts, means and scatters (Bishop
  /// 10.58–10.63).
  public func mStep(_ statistics: GaussianStatistics) throws -> VariationalGaussianMixture {
    var next = VariationalGaussianMixture(prior: prior, components: componentCount)
    next.weights = next.weights.updated(by: statistics.counts)
    for (k, count) in statistics.counts.enumerated() {
      let precision = prior.meanPrecision + count
      next.meanPrecisions[k] = precision
      next.degreesOfFreedom[k] += count
      let shrink = prior.meanPrecision * count / precision
      for i in 0..<dimension {
        let shift = statistics.means[k, i] - prior.mean[i]
        next.means[k, i] = prior.mean[i] + count / precision * shift
        for j in 0..<dimension {
          next.scales[k][i, j] +=
            statistics.scatters[k][i, j] + shrink * shift * (statistics.means[k, j] - prior.mean[j])
        }
      }
    }
    return next
  }

  /// E[log p(x, z | θ)] under q(z) and q(θ).
  public func expectedLogLikelihood(_ statistics: GaussianStatistics) -> Double {
    guard let terms = try? expectedTerms() else { return .nan }
    var q = 0.0
    for (k, term) in terms.enumerated() {
      let count = statistics.counts[k]
      let shift = (0..<dimension).map { statistics.means[k, $0] - means[k, $0] }
      let scatter = (term.factor.inverse * statistics.scatters[k]).trace
      q += count * term.logScale
      q -= 0.5 * degreesOfFreedom[k] * (scatter + count * term.factor.squaredNorm(shift))
    }
    return q
  }

  /// −KL(q(θ) ‖ p(θ)), summed over the weights and the normal-Wishart distribution of each
  /// component.
  public var logPrior: Double {
    guard let terms = try? expectedTerms(), let base = try? CholeskyFactor(prior.scale) else {
      return .nan
    }
    let d = Double(dimension)
    var divergence = weights.divergence(
      from: WeightPosterior(
        prior.weights, concentration: prior.concentration, components: componentCount))
    for (k, term) in terms.enumerated() {
      let (beta, ν) = (meanPrecisions[k], degreesOfFreedom[k])
      // The means given the precisions.
      let ratio = prior.meanPrecision / beta
      let shift = (0..<dimension).map { means[k, $0] - prior.mean[$0] }
      divergence += 0.5 * (d * (ratio - 1 - Elementary.log(ratio)))
      divergence += 0.5 * prior.meanPrecision * ν * term.factor.squaredNorm(shift)
      // The precisions.
      let trace = term.factor.solve(prior.scale).trace
      divergence += 0.5 * (ν - prior.degreesOfFreedom) * term.expectedLogDeterminant
      divergence += 0.5 * ν * (trace - d)
      divergence += logWishart(term.factor, ν) - logWishart(base, prior.degreesOfFreedom)
    }
    return -divergence
  }

  /// The parameters of the mixture at the expectations, ``expectedMixture``.
  public var parameters: [ModelParameter] { expectedMixture.parameters }

  /// q(zₙ = k), N × K.
  public func responsibilities(of observations: Matrix) throws -> Matrix {
    try validate(observations, Inference())
    return try kernel(observations).responsibilities()
  }

  /// Checks prior, parameters, rows and weights.
  public func validate(_ observations: Matrix, _ inference: Inference) throws {
    try validateParameters()
    try validateRows(observations, dimension: dimension)
    try validateInference(inference, count: observations.rows, components: componentCount)
  }

  func validateParameters() throws {
    for (name, value, bound) in [
      ("concentration", prior.concentration, 0), ("meanPrecision", prior.meanPrecision, 0),
      ("degreesOfFreedom", prior.degreesOfFreedom, Double(dimension) - 1),
    ] where !(value > bound && value.isFinite) {
      throw InvalidStart.outOfRange(parameter: name, index: 0, value: value)
    }
    try validateShapes()
    _ = try expectedTerms()
  }

  private func validateShapes() throws(InvalidStart) {
    let (k, d) = (weights.mean.count, dimension)
    guard k > 0, d > 0 else {
      throw .shape(parameter: k > 0 ? "prior.mean" : "weights", count: 0, expected: 1)
    }
    try validateSymmetric(prior.scale, "prior.scale", component: 0)
    for (component, scale) in scales.enumerated() {
      try validateSymmetric(scale, "scales", component: component)
    }
    for (name, count, expected) in [
      ("prior.scale", prior.scale.rows, d), ("prior.scale", prior.scale.columns, d),
      ("means", means.rows, k), ("means", means.columns, d),
      ("meanPrecisions", meanPrecisions.count, k),
      ("degreesOfFreedom", degreesOfFreedom.count, k), ("scales", scales.count, k),
    ] + scales.flatMap({ [("scales", $0.rows, d), ("scales", $0.columns, d)] })
    where count != expected {
      throw .shape(parameter: name, count: count, expected: expected)
    }
    guard weights.isOfFamily(prior.weights) else {
      throw .shape(parameter: "weights", count: 0, expected: k)
    }
    for (name, values, bound) in [
      ("meanPrecisions", meanPrecisions, 0),
      ("degreesOfFreedom", degreesOfFreedom, Double(d) - 1),
    ] {
      for (index, value) in values.enumerated() where !(value > bound && value.isFinite) {
        throw .outOfRange(parameter: name, index: index, value: value)
      }
    }
    for (index, share) in weights.mean.enumerated() where !(share > 0) {
      throw .outOfRange(parameter: "weights", index: index, value: share)
    }
    if let bad = firstNotFinite(means.elements) {
      throw .outOfRange(parameter: "means", index: bad.column, value: bad.value)
    }
  }

  /// E[log πₖ] + ½ E[log|Λₖ|] − ½ D log 2π − ½ D/βₖ, and its ingredients.
  struct Terms {
    /// The Cholesky factor of the inverse scale.
    let factor: CholeskyFactor
    let expectedLogDeterminant: Double
    let logScale: Double
  }

  func expectedTerms() throws(InvalidStart) -> [Terms] {
    let logWeights = weights.expectedLogarithms
    let d = Double(dimension)
    var terms: [Terms] = []
    for k in logWeights.indices {
      let factor: CholeskyFactor
      do throws(NotPositiveDefinite) {
        factor = try CholeskyFactor(scales[k])
      } catch {
        throw .notPositiveDefinite(
          parameter: "scale", component: k, row: error.index, pivot: error.pivot)
      }
      var logDeterminant = d * Elementary.log(2) - factor.logDeterminant
      for i in 0..<dimension { logDeterminant += digamma(0.5 * (degreesOfFreedom[k] - Double(i))) }
      terms.append(
        Terms(
          factor: factor, expectedLogDeterminant: logDeterminant,
          logScale: logWeights[k]
            + 0.5 * (logDeterminant - d * logTwoPi - d / meanPrecisions[k])))
    }
    return terms
  }

  func kernel(_ observations: Matrix) throws -> GaussianKernel {
    let terms = try expectedTerms()
    return GaussianKernel(
      data: observations.elements, observationCount: observations.rows, dimension: dimension,
      moments: .full, logScale: terms.map(\.logScale), means: means.elements,
      whitening: zip(terms, degreesOfFreedom).flatMap { term, ν in
        let inverse = ν.squareRoot() * term.factor.lowerInverse
        return (0..<dimension).flatMap { i in (0...i).map { inverse[i, $0] } }
      },
      references: means.elements)
  }

  /// The log normalizing constant of a Wishart density (Bishop B.79), from the inverse scale.
  private func logWishart(_ inverseScale: CholeskyFactor, _ ν: Double) -> Double {
    let d = Double(dimension)
    var sum = 0.5 * ν * inverseScale.logDeterminant - 0.5 * ν * d * Elementary.log(2)
    sum -= 0.25 * d * (d - 1) * Elementary.log(.pi)
    for i in 0..<dimension { sum -= logGamma(0.5 * (ν - Double(i))) }
    return sum
  }
}
