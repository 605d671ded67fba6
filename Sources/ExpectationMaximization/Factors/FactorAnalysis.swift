public import Statistics

/// Factor analysis, and probabilistic principal components.
///
/// x = μ + W z + ε with z ~ N(0, I) of q dimensions and ε ~ N(0, Ψ), so that x ~ N(μ, WWᵀ + Ψ). Ψ is
/// diagonal (factor analysis: Rubin & Thayer 1982, https://doi.org/10.1007/BF02293851) or σ²I
/// (probabilistic PCA: Tipping & Bishop 1999, https://doi.org/10.1111/1467-9868.00196).
///
/// μ is the sample mean, in closed form. W is determined up to a rotation; compare WWᵀ.
///
/// ```swift
/// let start = FactorAnalysis(loadings: loadings, noise: .diagonal([1, 1, 1]))
/// let fit = try fitByEM(start, to: SampleMoments(rows))
/// ```
public struct FactorAnalysis: Hashable, Sendable {
  /// W, D × q.
  public var loadings: Matrix
  /// Ψ.
  public var noise: Noise
  /// μ, once the model was fitted.
  public internal(set) var mean: [Double]?

  /// The variances of what the factors leave unexplained.
  public enum Noise: Hashable, Sendable {
    /// One variance per column: factor analysis.
    case diagonal([Double])
    /// One variance for all columns: probabilistic PCA.
    case isotropic(Double)
  }

  /// A model to start from.
  public init(loadings: Matrix, noise: Noise) {
    self.loadings = loadings
    self.noise = noise
  }

  /// D.
  public var dimension: Int { loadings.rows }
  /// q.
  public var factorCount: Int { loadings.columns }

  /// The diagonal of Ψ.
  public var uniquenesses: [Double] {
    switch noise {
    case .diagonal(let variances): variances
    case .isotropic(let variance): Array(repeating: variance, count: dimension)
    }
  }

  /// The columns of which the factors leave less than half a percent unexplained (Heywood cases): the
  /// maximum of the likelihood is then likely to be on the boundary, where a column has no noise at all,
  /// which is a sign of too many factors or too few rows.
  public var heywoodColumns: [Int] {
    let total = covariance.diagonal
    return uniquenesses.indices.filter { uniquenesses[$0] < 0.005 * total[$0] }
  }

  /// WWᵀ + Ψ.
  public var covariance: Matrix {
    loadings * loadings.transposed + Matrix(diagonal: uniquenesses)
  }

  /// E[z | x] of each row: the factor scores, N × q.
  ///
  /// - Throws: ``InvalidData`` for no rows, rows of the wrong length, or numbers that are not finite;
  ///   ``InvalidStart/shape(parameter:count:expected:)`` for a model that was not fitted, whose mean is
  ///   unknown.
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
    // M is I plus a Gram matrix, which is always positive definite.
    guard let factor = try? CholeskyFactor(.identity(factorCount) + scaled * loadings) else {
      let unknown = Matrix(rows: factorCount, columns: factorCount, repeating: .nan)
      return (unknown * scaled, unknown)
    }
    return (factor.solve(scaled), factor.inverse)
  }
}
