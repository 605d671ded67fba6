import Statistics

extension Fit where Model: UnconstrainedModel {
  /// p, the number of distinct free parameters of the fit.
  ///
  /// Shared parameters count once. Fixed parameters do not count, nor do probabilities that were 0
  /// at the start, which EM never changes.
  public var parameterCount: Int { startParameterCount ?? model.parameterCount }

  /// The Akaike information criterion −2ℓ + 2p, where p is ``parameterCount``; smaller is better.
  public var aic: Double {
    -2 * logLikelihood + 2 * Double(parameterCount)
  }

  /// The Bayesian information criterion −2ℓ + p log N for a given number of observations N; smaller
  /// is better.
  ///
  /// - Parameter count: N > 0, the number of observations or the sum of their weights.
  /// - Returns: BIC.
  public func bic(count: Double) -> Double {
    -2 * logLikelihood + Double(parameterCount) * Elementary.log(count)
  }
}

extension Fit where Model: UnconstrainedModel & InferenceModel {
  /// The Bayesian (Schwarz) information criterion −2ℓ + p log N; smaller is better.
  ///
  /// ℓ is the log-likelihood without the prior, p is the number of distinct free parameters
  /// (``parameterCount``), and N is the number of observations of the fit or the sum of their
  /// weights: rows, or for a hidden Markov model the values of all sequences.
  ///
  /// ```swift
  /// let bic = fit.bic
  /// ```
  public var bic: Double { bic(count: observationCount ?? .nan) }
}

extension Fit where Model: ComponentModel {
  /// The most responsible component of each observation; ties go to the first.
  ///
  /// - Throws: ``InvalidData``, also for an observation of probability 0.
  public func assignments(of observations: Model.Observations) throws -> [Int] {
    try model.assignments(of: observations)
  }
}

extension Fit where Model: UnconstrainedModel & ComponentModel {
  /// The integrated completed likelihood (ICL): BIC plus twice the entropy of the responsibilities.
  ///
  /// It favors components that do not overlap.
  ///
  /// Biernacki, Celeux & Govaert 2000, https://doi.org/10.1109/34.865189. Smaller is better.
  /// - Parameters:
  ///   - observations: The data of the fit.
  ///   - weights: Their weights in the fit, if any.
  /// - Returns: ICL.
  /// - Throws: ``InvalidData``, also if the number of weights is wrong or a weight is out of range.
  public func icl(of observations: Model.Observations, weights: [Double]? = nil) throws -> Double {
    try model.validate(observations, Inference(weights: weights))
    let responsibilities = try model.responsibilities(of: observations)
    // A weight belongs to a row, or to a sequence and all its rows.
    try validateWeights(weights, count: responsibilities.rows)
    var entropy = 0.0
    for n in 0..<responsibilities.rows {
      for r in responsibilities.row(n) where r > 0 {
        entropy -= (weights?[n] ?? 1) * r * Elementary.log(r)
      }
    }
    let count = weights?.reduce(0, +) ?? Double(responsibilities.rows)
    return bic(count: count) + 2 * entropy
  }
}
