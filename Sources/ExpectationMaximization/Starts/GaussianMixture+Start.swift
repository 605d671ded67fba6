public import Statistics

/// The method for initializing a mixture from data.
public enum StartMethod: Hashable, Sendable {
  /// Clusters found by k-means from a k-means++ start.
  case kMeansPlusPlus
  /// Means at random rows (without replacement), the covariance of all rows, and equal weights.
  case randomRows
}

extension GaussianMixture {
  /// A starting model estimated from data.
  ///
  /// With k-means++ the weights, means and covariances are those of the clusters. A cluster whose
  /// covariance is singular uses that of all rows.
  ///
  /// - Throws: ``InvalidData``; ``ComponentCollapse`` if all rows together have no spread along a
  ///   column, so that no covariance of this structure exists.
  public static func initialized(
    components: Int, from observations: Matrix, covariance structure: CovarianceStructure = .full,
    method: StartMethod = .kMeansPlusPlus, prior: GaussianPrior? = nil,
    ridge: Double = 0, using random: inout some RandomNumberGenerator
  ) throws -> GaussianMixture {
    let labels: [Int]
    let centers: Matrix
    switch method {
    case .kMeansPlusPlus:
      let clusters = try KMeans(observations, clusters: components, using: &random)
      (labels, centers) = (clusters.labels, clusters.centers)
    case .randomRows:
      guard observations.rows > 0, components > 0 else { throw InvalidData.empty }
      guard observations.rows >= components else {
        throw InvalidData.tooFew(count: observations.rows, needed: components)
      }
      try validateFinite(observations)
      let rows = random.permutation(of: observations.rows).prefix(components)
      (labels, centers) = ([], observations.selecting(rows: rows))
    }
    try prior?.validate(dimension: observations.columns)
    let everything = Array(repeating: 0, count: observations.rows)
    let pooled = GaussianStatistics(observations, labels: everything, components: 1)
    let pooledEstimate = GaussianEstimate(pooled, prior: prior, ridge: ridge)
    let pooledMatrix = try pooledEstimate.covariances(structure).matrix(
      0, dimension: observations.columns)
    var statistics = GaussianStatistics(
      counts: Array(repeating: Double(observations.rows) / Double(components), count: components),
      means: centers,
      scatters: Array(
        repeating: (Double(observations.rows) / Double(components)) * pooledMatrix,
        count: components))
    if method == .kMeansPlusPlus {
      let clustered = GaussianStatistics(observations, labels: labels, components: components)
      for k in 0..<components where clustered.counts[k] > 0 {
        statistics.counts[k] = clustered.counts[k]
        let flat = clustered.isFlat(k, beside: pooled.pooledVariances)
        statistics.scatters[k] =
          flat ? clustered.counts[k] * pooledMatrix : clustered.scatters[k]
      }
    }
    let estimate = GaussianEstimate(statistics, prior: prior, ridge: ridge)
    return GaussianMixture(
      weights: try estimate.weights(), means: centers,
      covariances: try estimate.covariances(structure), prior: prior, ridge: ridge)
  }
}

extension UnivariateGaussianMixture {
  /// A starting model estimated from data.
  ///
  /// - Throws: ``InvalidData``; ``ComponentCollapse`` if all numbers are equal.
  public static func initialized(
    components: Int, from observations: [Double], method: StartMethod = .kMeansPlusPlus,
    prior: GaussianPrior? = nil, ridge: Double = 0,
    using random: inout some RandomNumberGenerator
  ) throws -> UnivariateGaussianMixture {
    let start = try GaussianMixture.initialized(
      components: components,
      from: Matrix(rows: observations.count, columns: 1, elements: observations),
      covariance: .spherical, method: method, prior: prior, ridge: ridge, using: &random)
    return UnivariateGaussianMixture(onTheLine: start)
  }

  /// Creates a univariate mixture from a one-dimensional one.
  init(onTheLine mixture: GaussianMixture) {
    self.init(
      weights: mixture.weights, means: mixture.means.elements,
      standardDeviations: mixture.weights.indices.map {
        mixture.covariances.matrix($0, dimension: 1)[0, 0].squareRoot()
      }, prior: mixture.prior, ridge: mixture.ridge)
  }
}

extension GaussianStatistics {
  /// The statistics of rows with hard assignments to components.
  init(_ observations: Matrix, labels: [Int], components: Int) {
    let width = observations.columns
    var counts = Array(repeating: 0.0, count: components)
    var means = Matrix(rows: components, columns: width)
    var scatters = Array(repeating: Matrix(rows: width, columns: width), count: components)
    let origin = observations.row(0)
    for (i, k) in labels.enumerated() {
      counts[k] += 1
      for j in 0..<width { means[k, j] += observations[i, j] - origin[j] }
    }
    for k in 0..<components {
      for j in 0..<width { means[k, j] = origin[j] + (counts[k] > 0 ? means[k, j] / counts[k] : 0) }
    }
    for (i, k) in labels.enumerated() {
      for a in 0..<width {
        let left = observations[i, a] - means[k, a]
        for b in 0..<width { scatters[k][a, b] += left * (observations[i, b] - means[k, b]) }
      }
    }
    self.init(counts: counts, means: means, scatters: scatters)
  }

  /// Whether a component's scatter is too small for a useful starting covariance.
  func isFlat(_ k: Int, beside variances: [Double]) -> Bool {
    guard let factor = try? CholeskyFactor((1 / counts[k]) * scatters[k]) else { return true }
    return zip(factor.lower.diagonal, variances).contains { $0 * $0 < 1e-6 * $1 }
  }
}
