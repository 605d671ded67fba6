public import Statistics

/// Predictions for new rows integrate over the parameters.
extension VariationalGaussianMixture: RowModel {
  /// A row of D numbers.
  public typealias Row = [Double]

  /// The row as a data set of one row.
  public static func observations(_ row: [Double]) -> Matrix { GaussianMixture.observations(row) }

  /// The posterior predictive distribution of a new row.
  ///
  /// p(x) = Σₖ E[πₖ] t(x | mₖ, (1 + βₖ)/((νₖ + 1 − D) βₖ) · scaleₖ), a mixture of t distributions
  /// with νₖ + 1 − D degrees of freedom (Bishop 10.81).
  ///
  /// ```swift
  /// let density = try fit.model.predictive().logDensity([3.5, 70])
  /// ```
  ///
  /// - Throws: ``InvalidStart`` if the posterior is invalid.
  public func predictive() throws -> Mixture<StudentTComponent> {
    try validateParameters()
    return Mixture(
      weights: weights.mean,
      components: try meanPrecisions.indices.map { k in
        let degrees = degreesOfFreedom[k] + 1 - Double(dimension)
        let (beta, scale) = (meanPrecisions[k], scales[k])
        return StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: degrees, location: means.row(k),
            scale: (1 + beta) / (degrees * beta) * scale))
      })
  }

  /// The log predictive density of each row.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``.
  public func logDensities(of observations: Matrix) throws -> [Double] {
    try validate(observations, Inference())
    let predictive = try predictive()
    return (0..<observations.rows).map { predictive.logDensity(observations.row($0)) }
  }
}
