public import Statistics

/// A conjugate prior of a Gaussian mixture: maximum a posteriori instead of maximum likelihood.
///
/// Weights are Dirichlet with all concentrations α; covariances are inverse Wishart with a diagonal
/// scale matrix Ψ and ν degrees of freedom (its restriction where they are diagonal, spherical, or
/// tied); means are flat. Fraley & Raftery, "Bayesian regularization for normal mixture
/// estimation", J. Classification 24:155 (2007), https://doi.org/10.1007/s00357-007-0004-5.
///
/// The M-step adds Ψ to every scatter matrix and ν + D + 1 to every count, so no component collapses.
public struct GaussianPrior: Hashable, Sendable {
  /// The diagonal of Ψ, in squared units of the columns.
  public var scale: [Double]
  /// ν.
  public var degreesOfFreedom: Double
  /// α ≥ 1; 1 is flat.
  public var concentration: Double

  /// A prior with the given scale.
  public init(scale: [Double], degreesOfFreedom: Double, concentration: Double = 1) {
    self.scale = scale
    self.degreesOfFreedom = degreesOfFreedom
    self.concentration = concentration
  }

  /// The weak prior of Fraley & Raftery, which takes its scale from the data: ν = D + 2 and
  /// Ψ = diag(variances of the columns) / K^(2/D).
  public init(matching observations: Matrix, components: Int) {
    let dimension = observations.columns
    let variances = ColumnMoments(observations).variances
    let shrink = Elementary.pow(Double(components), -2 / Double(max(dimension, 1)))
    self.init(scale: variances.map { $0 * shrink }, degreesOfFreedom: Double(dimension) + 2)
  }

  /// The weak prior for numbers on the line.
  public init(matching observations: [Double], components: Int) {
    self.init(
      matching: Matrix(rows: observations.count, columns: 1, elements: observations),
      components: components)
  }

  /// What the prior adds to a count: ν + D + 1.
  var pseudoCount: Double { degreesOfFreedom + Double(scale.count) + 1 }

  /// log p(π, Σ), up to a constant.
  func logDensity(weights: [Double], covariances: Covariances) -> Double {
    var sum = 0.0
    if concentration != 1 {
      for weight in weights { sum += (concentration - 1) * Elementary.log(weight) }
    }
    let matrices =
      covariances.shape == .tied ? [0] : Array(weights.indices)
    for k in matrices {
      switch covariances {
      case .full, .tied:
        guard let factor = try? CholeskyFactor(covariances.matrix(k, dimension: scale.count))
        else { return -.infinity }
        let inverse = factor.inverse
        sum -= 0.5 * pseudoCount * factor.logDeterminant
        for j in scale.indices { sum -= 0.5 * scale[j] * inverse[j, j] }
      case .diagonal(let variances):
        for j in scale.indices { sum -= term(scale[j], variances[k, j]) }
      case .spherical(let variances):
        for j in scale.indices { sum -= term(scale[j], variances[k]) }
      }
    }
    return sum
  }

  private func term(_ scale: Double, _ variance: Double) -> Double {
    0.5 * (pseudoCount * Elementary.log(variance) + scale / variance)
  }
}
