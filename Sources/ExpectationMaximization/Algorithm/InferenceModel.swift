/// A model that validates its data and whose E-step supports other posteriors and several threads.
///
/// `eStep(_:)` and `eStep(_:_:)` validate the data and then call ``eStep(validated:_:)``; EM itself
/// validates the data only once.
public protocol InferenceModel<Observations, Statistics>: LatentVariableModel {
  /// Performs the E-step on observations that ``validate(_:_:)`` has accepted.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for an observation of probability 0, and
  ///   ``UnsupportedOption/posterior`` if the model does not support the posterior.
  func eStep(
    validated observations: Observations, _ inference: Inference
  ) throws -> Expectation<Statistics>

  /// Checks the parameters, the observations and the inference, as every E-step requires.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart`` with the defect and its location.
  func validate(_ observations: Observations, _ inference: Inference) throws

  /// Checks the additional requirements of a fit, such as a row for each component and distinct
  /// components.
  ///
  /// By default, accepts everything. Predictions for new observations do not need this check.
  func validateStart(for observations: Observations, _ inference: Inference) throws

  /// The number of observations N for BIC: rows, or the values of all sequences.
  ///
  /// Weighted observations count with their weights.
  func observationCount(of observations: Observations, weights: [Double]?) -> Double
}

extension InferenceModel {
  /// Performs the E-step with the exact posterior.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart`` with the defect and its location.
  public func eStep(_ observations: Observations) throws -> Expectation<Statistics> {
    try eStep(observations, Inference())
  }

  /// Performs the E-step with weights, another posterior, or several threads.
  ///
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``.
  public func eStep(
    _ observations: Observations, _ inference: Inference
  ) throws -> Expectation<Statistics> {
    try validate(observations, inference)
    return try eStep(validated: observations, inference)
  }

  /// Accepts everything.
  public func validateStart(for observations: Observations, _ inference: Inference) throws {}
}

/// A model that supports weighted observations.
///
/// A weight is the number of times that an observation counts. Of the models in this module, only
/// factor analysis does not conform: its observations are moments, which can be computed with
/// weights.
public protocol WeightedModel<Observations, Statistics>: InferenceModel {}
