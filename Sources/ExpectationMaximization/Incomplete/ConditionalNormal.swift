import Statistics

/// A normal distribution split by a pattern: the marginal of the observed columns, and the missing ones
/// given them.
///
/// E[xₘ | xₒ] = μₘ + Σₘₒ Σₒₒ⁻¹ (xₒ − μₒ), Cov[xₘ | xₒ] = Σₘₘ − Σₘₒ Σₒₒ⁻¹ Σₒₘ. Little & Rubin,
/// "Statistical Analysis with Missing Data", 3rd ed., §11.2.
struct ConditionalNormal: Sendable {
  let observed: [Int]
  let missing: [Int]
  let mean: [Double]
  /// The factor of Σₒₒ.
  let factor: CholeskyFactor
  /// Σₘₒ Σₒₒ⁻¹.
  let regression: Matrix
  /// Cov[xₘ | xₒ].
  let residual: Matrix
  /// log of the normalization of the observed columns.
  let logScale: Double
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

  /// The log-density of the observed cells of a row; 0 when there are none.
  func logDensity(_ cells: (Int) -> Double) -> Double {
    logScale - 0.5 * factor.squaredNorm(observed.map { cells($0) - mean[$0] })
  }

  /// The row with its missing cells replaced by their expectations.
  func completed(_ cells: (Int) -> Double) -> [Double] {
    var row = mean
    let shift = observed.map { cells($0) - mean[$0] }
    for (i, column) in observed.enumerated() { row[column] = mean[column] + shift[i] }
    for (i, value) in (regression * shift).enumerated() { row[missing[i]] += value }
    return row
  }
}
