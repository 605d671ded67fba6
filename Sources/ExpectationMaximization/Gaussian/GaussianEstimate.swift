import Statistics

/// The M-step of Gaussian mixtures: weights, means and covariances from expected sufficient
/// statistics.
struct GaussianEstimate {
  /// The fraction of a column's variance below which its variance given the preceding columns is
  /// lost in rounding.
  static let smallestPivot = 1e-14

  /// The modes of the means: the weighted means, shrunk toward the prior mean.
  let means: Matrix

  /// The scatter, including that of the means around the prior mean.
  private let statistics: GaussianStatistics
  private let prior: GaussianPrior?
  private let ridge: Double
  private let dimension: Int
  /// The variance of each component along each column below which it has collapsed, K × D.
  private let floors: Matrix

  init(_ statistics: GaussianStatistics, prior: GaussianPrior?, ridge: Double = 0) {
    self.statistics = prior.map { statistics.scattered(by: $0) } ?? statistics
    means = prior.map { statistics.drawn(by: $0) } ?? statistics.means
    self.prior = prior
    self.ridge = ridge
    dimension = statistics.means.columns
    var floors = statistics.means
    floors.elements = floors.elements.map(squaredSpacing)
    self.floors = floors
  }

  /// πₖ ∝ Nₖ + α − 1.
  ///
  /// - Throws: ``ComponentCollapse`` for a component without observations.
  func weights() throws(ComponentCollapse) -> [Double] {
    let extra = (prior?.concentration ?? 1) - 1
    let total = statistics.total + extra * Double(statistics.counts.count)
    for (k, count) in statistics.counts.enumerated() where !(count + extra > 1e-10 * total) {
      throw ComponentCollapse(component: k, reason: .empty(effectiveCount: count))
    }
    return statistics.counts.map { ($0 + extra) / total }
  }

  /// The covariances of the given structure: scatter divided by count, with the prior added to
  /// both.
  func covariances(_ structure: CovarianceStructure) throws(ComponentCollapse) -> Covariances {
    switch structure {
    case .full:
      var matrices: [Matrix] = []
      for k in statistics.counts.indices { matrices.append(try full(k)) }
      return .full(matrices)
    case .tied: return .tied(try tied())
    case .diagonal: return .diagonal(try diagonal().variances)
    case .spherical: return .spherical(try spherical())
    }
  }

  /// Weights, and variances along the axes.
  func diagonal() throws(ComponentCollapse) -> (weights: [Double], variances: Matrix) {
    let weights = try weights()
    var variances = Matrix(rows: weights.count, columns: dimension)
    for k in weights.indices {
      for j in 0..<dimension {
        let variance =
          (statistics.scatters[k][j, j] + scaleMatrix[j, j])
          / (statistics.counts[k] + pseudoCount(means: 1)) + ridge
        try check(variance, column: j, component: k)
        variances[k, j] = variance
      }
    }
    return (weights, variances)
  }

  private func full(_ k: Int) throws(ComponentCollapse) -> Matrix {
    let matrix =
      (1 / (statistics.counts[k] + pseudoCount(means: 1)))
      * (statistics.scatters[k] + scaleMatrix) + ridgeMatrix
    try check(matrix, component: k)
    return matrix
  }

  private func tied() throws(ComponentCollapse) -> Matrix {
    var sum = scaleMatrix
    for scatter in statistics.scatters { sum = sum + scatter }
    let count = statistics.total + pseudoCount(means: statistics.counts.count)
    let matrix = (1 / count) * sum + ridgeMatrix
    try check(matrix, component: 0)
    return matrix
  }

  private func spherical() throws(ComponentCollapse) -> [Double] {
    var variances: [Double] = []
    for k in statistics.counts.indices {
      let sum = (0..<dimension).reduce(0) {
        $0 + statistics.scatters[k][$1, $1] + scaleMatrix[$1, $1]
      }
      let count = statistics.counts[k] + pseudoCount(means: 1)
      let variance = sum / (Double(dimension) * count) + ridge
      guard variance > floors.row(k).min() ?? 0 else {
        throw ComponentCollapse(component: k, reason: .singular(column: 0, variance: variance))
      }
      variances.append(variance)
    }
    return variances
  }

  private var scaleMatrix: Matrix {
    prior?.scale ?? Matrix(rows: dimension, columns: dimension)
  }

  private var ridgeMatrix: Matrix {
    Matrix(diagonal: Array(repeating: ridge, count: dimension))
  }

  private func pseudoCount(means: Int) -> Double { prior?.pseudoCount(means: means) ?? 0 }

  private func check(
    _ variance: Double, column: Int, component: Int
  ) throws(ComponentCollapse) {
    guard variance > floors[component, column] else {
      throw ComponentCollapse(
        component: component, reason: .singular(column: column, variance: variance))
    }
  }

  /// The pivots of the Cholesky factor are the variances of the columns given the preceding ones.
  private func check(_ matrix: Matrix, component: Int) throws(ComponentCollapse) {
    let factor: CholeskyFactor
    do throws(NotPositiveDefinite) {
      factor = try CholeskyFactor(matrix)
    } catch {
      throw ComponentCollapse(
        component: component, reason: .singular(column: error.index, variance: error.pivot))
    }
    for (j, root) in factor.lower.diagonal.enumerated() {
      try check(root * root, column: j, component: component)
      guard root * root > Self.smallestPivot * matrix[j, j] else {
        throw ComponentCollapse(
          component: component, reason: .singular(column: j, variance: root * root))
      }
    }
  }
}

extension GaussianStatistics {
  /// The means (Nₖ x̄ₖ + κ m) / (Nₖ + κ).
  fileprivate func drawn(by prior: GaussianPrior) -> Matrix {
    guard prior.meanPrecision > 0 else { return means }
    var drawn = means
    for (k, count) in counts.enumerated() {
      let share = prior.meanPrecision / (count + prior.meanPrecision)
      for j in 0..<means.columns { drawn[k, j] += share * (prior.mean[j] - means[k, j]) }
    }
    return drawn
  }

  /// The scatters Sₖ + Nₖκ/(Nₖ + κ) (x̄ₖ − m)(x̄ₖ − m)ᵀ.
  fileprivate func scattered(by prior: GaussianPrior) -> GaussianStatistics {
    guard prior.meanPrecision > 0 else { return self }
    var scattered = self
    for (k, count) in counts.enumerated() {
      let weight = count * prior.meanPrecision / (count + prior.meanPrecision)
      let shift = zip(means.row(k), prior.mean).map { $0 - $1 }
      for i in shift.indices {
        for j in shift.indices { scattered.scatters[k][i, j] += weight * shift[i] * shift[j] }
      }
    }
    return scattered
  }
}
