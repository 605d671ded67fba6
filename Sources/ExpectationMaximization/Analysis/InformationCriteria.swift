import Statistics

extension Fit {
  /// Akaike's criterion −2ℓ + 2p; smaller is better.
  public var aic: Double {
    -2 * logLikelihood + 2 * Double(model.parameterCount)
  }

  /// Schwarz's criterion −2ℓ + p log N; smaller is better.
  ///
  /// - Parameter count: N, the number of observations or the sum of their weights.
  /// - Returns: BIC.
  public func bic(count: Double) -> Double {
    -2 * logLikelihood + Double(model.parameterCount) * Elementary.log(count)
  }

  /// Schwarz's criterion −2ℓ + p log N; smaller is better.
  ///
  /// ```swift
  /// let bic = fit.bic(count: samples.count)
  /// ```
  ///
  /// - Parameter count: N, the number of observations.
  /// - Returns: BIC.
  public func bic(count: Int) -> Double {
    bic(count: Double(count))
  }

  /// The integrated completed likelihood: BIC plus twice the entropy of the responsibilities, which
  /// prefers components that do not overlap.
  ///
  /// Biernacki, Celeux & Govaert 2000, https://doi.org/10.1109/34.865189. Smaller is better.
  /// - Parameters:
  ///   - observations: The data of the fit.
  ///   - weights: Their weights in the fit, if any.
  /// - Returns: ICL.
  /// - Throws: ``UnsupportedOption/responsibilities`` for models without components.
  public func icl(of observations: Model.Observations, weights: [Double]? = nil) throws -> Double {
    let responsibilities = try model.responsibilities(of: observations)
    var entropy = 0.0
    for n in 0..<responsibilities.rows {
      for r in responsibilities.row(n) where r > 0 {
        entropy -= (weights?[n] ?? 1) * r * Elementary.log(r)
      }
    }
    let count = weights?.reduce(0, +) ?? Double(responsibilities.rows)
    return bic(count: count) + 2 * entropy
  }

  /// The component of every observation that is most responsible for it, the first of equals.
  ///
  /// - Throws: ``UnsupportedOption/responsibilities`` for models without components.
  public func assignments(of observations: Model.Observations) throws -> [Int] {
    try model.responsibilities(of: observations).nested.map { row in
      row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
    }
  }
}
