import Statistics

/// A normal distribution split by a pattern of missingness: the marginal of the observed columns,
/// and the conditional of the missing ones.
///
/// E[xₘ | xₒ] = μₘ + Σₘₒ Σₒₒ⁻¹ (xₒ − μₒ), Cov[xₘ | xₒ] = Σₘₘ − Σₘₒ Σₒₒ⁻¹ Σₒₘ. Little & Rubin,
/// "Statistical Analysis with Missing Data", 3rd ed., §11.2.
struct ConditionalNormal: Sendable {
  let observed: [Int]
  let missing: [Int]
  let mean: [Double]
  /// The Cholesky factor of Σₒₒ.
  private let factor: CholeskyFactor
  /// Σₘₒ Σₒₒ⁻¹.
  private let regression: Matrix
  /// Cov[xₘ | xₒ].
  let residual: Matrix
  /// The log normalizing constant of the observed columns.
  private let logScale: Double
  /// The differential entropy of the missing columns given the observed ones.
  let entropy: Double

  init(_ normal: MultivariateNormal, observed: [Int]) throws(NotPositiveDefinite) {
    self.observed = observed
    let isObserved = Set(observed)
    missing = (0..<normal.dimension).filter { !isObserved.contains($0) }
    mean = normal.mean
    let sigma = normal.covariance
    factor = try CholeskyFactor(sigma.selecting(rows: observed, columns: observed))
    let cross = sigma.selecting(rows: observed, columns: missing)
    regression = factor.solve(cross).transposed
    let explained = regression * cross
    residual = sigma.selecting(rows: missing, columns: missing) - explained
    logScale = -0.5 * (Double(observed.count) * logTwoPi + factor.logDeterminant)
    let logResidual = normal.factor.logDeterminant - factor.logDeterminant
    entropy = missing.isEmpty ? 0 : 0.5 * (Double(missing.count) * (logTwoPi + 1) + logResidual)
  }

  /// The log-density of the observed cells of a row; 0 if there are none.
  ///
  /// - Parameters:
  ///   - cells: All cells in row-major order.
  ///   - row: The index of the row.
  ///   - scratch: At least D numbers, which are overwritten.
  func logDensity(_ cells: [Double], row: Int, scratch: inout [Double]) -> Double {
    let first = row * mean.count
    var squares = 0.0
    // Forward substitution, as in `CholeskyFactor.squaredNorm`.
    for (i, column) in observed.enumerated() {
      var sum = cells[first + column] - mean[column]
      for k in 0..<i { sum -= factor.lower[i, k] * scratch[k] }
      scratch[i] = sum / factor.lower[i, i]
      squares += scratch[i] * scratch[i]
    }
    return logScale - 0.5 * squares
  }

  /// Fills in the missing cells of a row with their conditional means.
  ///
  /// - Parameters:
  ///   - cells: All cells in row-major order.
  ///   - row: The index of the row.
  ///   - completed: D numbers, which are overwritten.
  func complete(_ cells: [Double], row: Int, into completed: inout [Double]) {
    let first = row * mean.count
    for (i, column) in missing.enumerated() {
      var sum = 0.0
      for (j, known) in observed.enumerated() {
        sum += regression[i, j] * (cells[first + known] - mean[known])
      }
      completed[column] = mean[column] + sum
    }
    for column in observed {
      completed[column] = mean[column] + (cells[first + column] - mean[column])
    }
  }
}
