public import Statistics

/// A conjugate prior of a Gaussian mixture, for maximum a posteriori estimates.
///
/// The weights have a Dirichlet prior with all concentrations α. The covariances have an inverse
/// Wishart prior with scale matrix Ψ and ν degrees of freedom (or its restriction to diagonal,
/// spherical or tied covariances). The means have the prior N(m, Σₖ/κ), which is flat for κ = 0:
///
/// log p(θ) = (α − 1) Σ log πₖ − ½ Σₖ ((ν + D + 1) log|Σₖ| + tr ΨΣₖ⁻¹)
///   − ½ Σₖ (log|Σₖ| + κ (μₖ − m)ᵀ Σₖ⁻¹ (μₖ − m)) + const,
///
/// The last sum is present only if κ > 0, and for tied covariances the second sum has a single
/// term. The M-step finds the posterior mode: with flat means it adds Ψ to each scatter matrix and
/// ν + D + 1 to each count, so that no covariance becomes singular. A component without
/// observations still collapses, unless α > 1, which keeps its weight above 0, and κ > 0, which
/// shrinks its mean toward m. Fraley & Raftery, "Bayesian regularization for normal mixture
/// estimation and model-based clustering", J. Classification 24:155 (2007),
/// https://doi.org/10.1007/s00357-007-0004-5.
///
/// ```swift
/// var start = try GaussianMixture.initialized(
///   components: 2, from: rows, using: &random)
/// start.prior = GaussianPrior(matching: rows, components: 2)
/// let fit = try fitByEM(start, to: rows)
/// ```
public struct GaussianPrior: Hashable, Sendable {
  /// Ψ, D × D, in squared units of the columns.
  ///
  /// For diagonal and spherical covariances, only its diagonal is used.
  public var scale: Matrix
  /// ν.
  public var degreesOfFreedom: Double
  /// α ≥ 1; a value of 1 is flat.
  public var concentration: Double
  /// m, of length D.
  public var mean: [Double]
  /// κ ≥ 0, the weight of the prior mean in observations; a value of 0 is flat.
  public var meanPrecision: Double

  /// Creates a prior from its parameters.
  public init(
    scale: Matrix, degreesOfFreedom: Double, concentration: Double = 1, mean: [Double],
    meanPrecision: Double
  ) {
    self.scale = scale
    self.degreesOfFreedom = degreesOfFreedom
    self.concentration = concentration
    self.mean = mean
    self.meanPrecision = meanPrecision
  }

  /// Creates a prior with a diagonal Ψ and flat means.
  public init(scale: [Double], degreesOfFreedom: Double, concentration: Double = 1) {
    self.init(
      scale: Matrix(diagonal: scale), degreesOfFreedom: degreesOfFreedom,
      concentration: concentration, mean: scale.map { _ in 0 }, meanPrecision: 0)
  }

  /// Creates the weak prior of Fraley & Raftery, scaled to the data.
  ///
  /// ν = D + 2, Ψ = diag(variances of the columns) / K^(2/D), m is the mean of the columns, and the
  /// means are flat (κ = 0).
  public init(matching observations: Matrix, components: Int) {
    let dimension = observations.columns
    let moments = ColumnMoments(observations)
    let shrink = Elementary.pow(Double(components), -2 / Double(max(dimension, 1)))
    self.init(
      scale: Matrix(diagonal: moments.variances.map { $0 * shrink }),
      degreesOfFreedom: Double(dimension) + 2, mean: moments.means, meanPrecision: 0)
  }

  /// Creates the weak prior for univariate data.
  public init(matching observations: [Double], components: Int) {
    self.init(
      matching: Matrix(rows: observations.count, columns: 1, elements: observations),
      components: components)
  }

  /// The amount that the prior adds to the count of a covariance shared by the given number of
  /// means: ν + D + 1, plus 1 per mean if the means are not flat.
  func pseudoCount(means: Int) -> Double {
    degreesOfFreedom + Double(scale.rows) + 1 + (meanPrecision > 0 ? Double(means) : 0)
  }

  /// log p(π, μ, Σ), up to a constant.
  func logDensity(weights: [Double], means: Matrix, covariances: Covariances) -> Double {
    var sum = 0.0
    if concentration != 1 {
      for weight in weights { sum += (concentration - 1) * Elementary.log(weight) }
    }
    if covariances.structure == .tied {
      return sum + logDensity(covariances, 0, means: weights.indices.map(means.row))
    }
    for k in weights.indices { sum += logDensity(covariances, k, means: [means.row(k)]) }
    return sum
  }

  /// The log prior of one covariance and of the means of the components that share it.
  private func logDensity(
    _ covariances: Covariances, _ k: Int, means: [[Double]]
  ) -> Double {
    let count = pseudoCount(means: means.count)
    let shifts = meanPrecision > 0 ? means.map { zip($0, mean).map { $0 - $1 } } : []
    switch covariances {
    case .full, .tied:
      guard let factor = try? CholeskyFactor(covariances.matrix(k, dimension: scale.rows))
      else { return -.infinity }
      let distances = shifts.reduce(0) { $0 + factor.squaredNorm($1) }
      return -0.5
        * (count * factor.logDeterminant + factor.solve(scale).trace + meanPrecision * distances)
    case .diagonal, .spherical:
      let variances = covariances.matrix(k, dimension: scale.rows).diagonal
      return variances.enumerated().reduce(0) { sum, column in
        let (j, variance) = column
        let squares = shifts.reduce(0) { $0 + $1[j] * $1[j] }
        return sum - 0.5
          * (count * Elementary.log(variance) + (scale[j, j] + meanPrecision * squares) / variance)
      }
    }
  }

  /// Checks the shapes and ranges of the parameters.
  func validate(dimension: Int) throws(InvalidStart) {
    for count in [scale.rows, scale.columns] where count != dimension {
      throw .shape(parameter: "prior.scale", count: count, expected: dimension)
    }
    guard mean.count == dimension else {
      throw .shape(parameter: "prior.mean", count: mean.count, expected: dimension)
    }
    if let bad = firstNotFinite(mean) {
      throw .outOfRange(parameter: "prior.mean", index: bad.column, value: bad.value)
    }
    if let bad = firstNotFinite(scale.elements) {
      throw .outOfRange(parameter: "prior.scale", index: bad.column, value: bad.value)
    }
    try validateSymmetric(scale, "prior.scale", component: 0)
    for (j, variance) in scale.diagonal.enumerated() where variance < 0 {
      throw .outOfRange(parameter: "prior.scale", index: j, value: variance)
    }
    for (name, value, least) in [
      ("prior.degreesOfFreedom", degreesOfFreedom, -Double(dimension + 1)),
      ("prior.concentration", concentration, 1), ("prior.meanPrecision", meanPrecision, 0),
    ] where !(value >= least && value.isFinite) {
      throw .outOfRange(parameter: name, index: 0, value: value)
    }
  }
}
