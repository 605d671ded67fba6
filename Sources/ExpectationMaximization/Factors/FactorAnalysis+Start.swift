import Statistics

extension FactorAnalysis {
  /// The structure of the noise of a factor analysis.
  public enum NoiseStructure: Hashable, Sendable {
    /// One variance per column: factor analysis.
    case diagonal
    /// One variance for all columns: probabilistic PCA.
    case isotropic
  }

  /// A starting model estimated from data.
  ///
  /// With diagonal noise, Ψ starts at (1 − q/2D) / (S⁻¹)ⱼⱼ (Jöreskog 1963, as in R's `factanal`),
  /// or at half the variances if S is singular, and W starts at the first q principal axes of
  /// Ψ^(−½) S Ψ^(−½). With isotropic noise, the start is the maximum itself, which has a closed
  /// form (Tipping & Bishop 1999): the first q principal axes of S.
  ///
  /// - Throws: ``InvalidStart/tooManyFactors(_:columns:largest:)``, or
  ///   ``InvalidStart/outOfRange(parameter:index:value:)`` if the number of factors is not
  ///   positive.
  public static func initialized(
    factors: Int, from moments: SampleMoments, noise: NoiseStructure = .diagonal
  ) throws(InvalidStart) -> FactorAnalysis {
    let (covariance, d) = (moments.covariance, moments.mean.count)
    guard factors > 0 else {
      throw .outOfRange(parameter: "factors", index: 0, value: Double(factors))
    }
    let largest = largestFactorCount(columns: d, noise)
    guard factors <= largest else {
      throw .tooManyFactors(factors, columns: d, largest: largest)
    }
    switch noise {
    case .diagonal:
      let inverse = (try? CholeskyFactor(covariance))?.inverse.diagonal
      let share = 1 - Double(factors) / Double(2 * d)
      let variances = (0..<d).map { j in
        inverse.map { share / $0[j] } ?? 0.5 * covariance[j, j]
      }
      let scales = variances.map { $0.squareRoot() }
      var scaled = covariance
      for i in 0..<d {
        for j in 0..<d { scaled[i, j] /= scales[i] * scales[j] }
      }
      var loadings = principalAxes(SymmetricEigen(scaled), factors, noise: 1)
      for j in 0..<d {
        for k in 0..<factors { loadings[j, k] *= scales[j] }
      }
      return FactorAnalysis(loadings: loadings, noise: .diagonal(variances))
    case .isotropic:
      let eigen = SymmetricEigen(covariance)
      let rest = eigen.values.dropFirst(factors)
      // If columns are linear combinations of others, the remainder is 0, or negative by rounding.
      let variance = max(
        rest.reduce(0, +) / Double(rest.count), 1e-6 * covariance.trace / Double(d))
      return FactorAnalysis(
        loadings: principalAxes(eigen, factors, noise: variance), noise: .isotropic(variance))
    }
  }

  /// Fits the model from a start estimated from the data.
  ///
  /// ```swift
  /// let fit = try FactorAnalysis.fit(to: SampleMoments(rows), factors: 1)
  /// ```
  ///
  /// - Parameters:
  ///   - moments: The data.
  ///   - factors: The number of factors q.
  ///   - noise: The structure of the noise variances.
  ///   - options: The options of the fit; by default accelerated by
  ///     ``EMOptions/Acceleration/squarem``, since standard EM takes thousands of iterations if
  ///     uniquenesses are small.
  /// - Returns: The fit.
  /// - Throws: ``InvalidStart`` or ``UnsupportedOption``.
  public static func fit(
    to moments: SampleMoments, factors: Int, noise: NoiseStructure = .diagonal,
    options: EMOptions = accelerated
  ) throws -> Fit<FactorAnalysis> {
    try fitByEM(
      initialized(factors: factors, from: moments, noise: noise), to: moments, options: options)
  }

  /// SQUAREM until the relative gain of the log-likelihood is below 10⁻¹⁰.
  public static var accelerated: EMOptions {
    var options = EMOptions(tolerance: .relative(1e-10), iterationLimit: 5_000)
    options.acceleration = .squarem
    return options
  }

  /// The largest identifiable number of factors for D columns: (D − q)² ≥ D + q, or q < D for
  /// isotropic noise.
  static func largestFactorCount(columns d: Int, _ noise: NoiseStructure) -> Int {
    switch noise {
    case .isotropic: max(0, d - 1)
    case .diagonal: (0...d).last { (d - $0) * (d - $0) >= d + $0 } ?? 0
    }
  }

  /// The first columns of V (Λ − σ²I)^½, all nonzero.
  private static func principalAxes(
    _ eigen: SymmetricEigen, _ factors: Int, noise: Double
  ) -> Matrix {
    var axes = Matrix(rows: eigen.vectors.rows, columns: factors)
    for k in 0..<factors {
      // A factor with zero loadings is a saddle point that EM never leaves.
      let length = max(eigen.values[k] - noise, 0.01 * noise).squareRoot()
      for j in 0..<axes.rows { axes[j, k] = length * eigen.vectors[j, k] }
    }
    return axes
  }
}
