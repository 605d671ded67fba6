import Statistics

extension Fit where Model: UnconstrainedModel {
  /// p, the number of distinct free parameters of the fit.
  ///
  /// What components share counts once, what is fixed does not count, and neither do probabilities that
  /// were 0 at the start, which EM never moves.
  public var parameterCount: Int { startParameterCount ?? model.parameterCount }

  /// Akaike's criterion −2ℓ + 2p, where p is ``parameterCount``; smaller is better.
  public var aic: Double {
    -2 * logLikelihood + 2 * Double(parameterCount)
  }

  /// Schwarz's criterion −2ℓ + p log N for another number of observations N; smaller is better.
  ///
  /// - Parameter count: N > 0, the number of observations or the sum of their weights.
  /// - Returns: BIC.
  public func bic(count: Double) -> Double {
    -2 * logLikelihood + Double(parameterCount) * Elementary.log(count)
  }
}

extension Fit where Model: UnconstrainedModel & InferenceModel {
  /// Schwarz's Bayesian information criterion −2ℓ + p log N; smaller is better.
  ///
  /// ℓ is the log-likelihood without the prior, p the number of distinct free parameters
  /// (``parameterCount``), and N the number of observations of the fit or the sum of their weights: the
  /// rows, or of a hidden Markov model the values of all sequences.
  ///
  /// ```swift
  /// let bic = fit.bic
  /// ```
  public var bic: Double { bic(count: observationCount ?? .nan) }
}

extension Fit where Model: ComponentModel {
  /// The component of each observation that is most responsible for it, the first one on ties.
  ///
  /// - Throws: ``InvalidData``, also for an observation of probability 0.
  public func assignments(of observations: Model.Observations) throws -> [Int] {
    try model.assignments(of: observations)
  }
}

extension Fit where Model: UnconstrainedModel & ComponentModel {
  /// The integrated completed likelihood: BIC plus twice the entropy of the responsibilities, which
  /// prefers components that do not overlap.
  ///
  /// Biernacki, Celeux & Govaert 2000, https://doi.org/10.1109/34.865189. Smaller is better.
  /// - Parameters:
  ///   - observations: The data of the fit.
  ///   - weights: Their weights in the fit, if any.
  /// - Returns: ICL.
  /// - Throws: ``InvalidData``, also for weights of another number or out of range.
  public func icl(of observations: Model.Observations, weights: [Double]? = nil) throws -> Double {
    try model.validate(observations, Inference(weights: weights))
    let responsibilities = try model.responsibilities(of: observations)
    // A weight belongs to a row, or to a sequence with all its rows.
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
