public import Statistics

/// Factor analysis, and probabilistic principal component analysis.
///
/// x = μ + W z + ε with z ~ N(0, I) in q dimensions and ε ~ N(0, Ψ), so that x ~ N(μ, WWᵀ + Ψ).
/// Ψ is diagonal (factor analysis: Rubin & Thayer 1982,
/// https://doi.org/10.1007/BF02293851) or σ²I (probabilistic PCA: Tipping & Bishop 1999,
/// https://doi.org/10.1111/1467-9868.00196).
///
/// μ is estimated by the sample mean. W is determined up to a rotation; to compare models, use WWᵀ.
///
/// ```swift
/// let start = FactorAnalysis(loadings: loadings, noise: .diagonal([1, 1, 1]))
/// let fit = try fitByEM(start, to: SampleMoments(rows))
/// ```
public struct FactorAnalysis: Hashable, Sendable {
  /// The loadings W, D × q.
  public var loadings: Matrix
  /// The noise variances Ψ.
  public var noise: Noise
  /// The mean μ, available after a fit.
  public internal(set) var mean: [Double]?

  /// The structure of the noise variances.
  public enum Noise: Hashable, Sendable {
    /// One variance per column: factor analysis.
    case diagonal([Double])
    /// One variance for all columns: probabilistic PCA.
    case isotropic(Double)
  }

  /// Creates a starting model.
  public init(loadings: Matrix, noise: Noise) {
    self.loadings = loadings
    self.noise = noise
  }

  /// The number of columns D.
  public var dimension: Int { loadings.rows }
  /// The number of factors q.
  public var factorCount: Int { loadings.columns }

  /// The diagonal of Ψ.
  public var uniquenesses: [Double] {
    switch noise {
    case .diagonal(let variances): variances
    case .isotropic(let variance): Array(repeating: variance, count: dimension)
    }
  }

  /// The columns with less than half a percent of unexplained variance (Heywood cases).
  ///
  /// The maximum of the likelihood is then probably on the boundary, where a column has no noise.
  /// This is a sign of too many factors or too few rows.
  public var heywoodColumns: [Int] {
    let total = covariance.diagonal
    return uniquenesses.indices.filter { uniquenesses[$0] < 0.005 * total[$0] }
  }

  /// WWᵀ + Ψ.
  public var covariance: Matrix {
    loadings * loadings.transposed + Matrix(diagonal: uniquenesses)
  }

  /// The factor scores E[z | x] of each row, N × q.
  ///
  /// - Throws: ``InvalidData`` if there are no rows, a row has the wrong length, or a number is not
  ///   finite; ``InvalidStart/shape(parameter:count:expected:)`` if the model was not fitted,
  ///   because its mean is unknown.
  public func scores(of rows: Matrix) throws -> Matrix {
    guard let mean else {
      throw InvalidStart.shape(parameter: "mean", count: 0, expected: dimension)
    }
    try validateRows(rows, dimension: dimension)
    let (projection, _) = posterior
    var scores = Matrix(rows: rows.rows, columns: factorCount)
    for i in 0..<rows.rows {
      let z = projection * zip(rows.row(i), mean).map { $0 - $1 }
      for (j, value) in z.enumerated() { scores[i, j] = value }
    }
    return scores
  }

  /// B with E[z | x] = B(x − μ), and Cov[z | x] = M⁻¹, where M = I + WᵀΨ⁻¹W and B = M⁻¹WᵀΨ⁻¹.
  var posterior: (projection: Matrix, covariance: Matrix) {
    var scaled = loadings.transposed
    for (j, variance) in uniquenesses.enumerated() {
      for i in 0..<factorCount { scaled[i, j] /= variance }
    }
    // M is I plus a Gram matrix, and therefore positive definite.
    guard let factor = try? CholeskyFactor(.identity(factorCount) + scaled * loadings) else {
      let unknown = Matrix(rows: factorCount, columns: factorCount, repeating: .nan)
      return (unknown * scaled, unknown)
    }
    return (factor.solve(scaled), factor.inverse)
  }
}
