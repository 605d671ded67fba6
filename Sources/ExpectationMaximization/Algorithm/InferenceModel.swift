/// A model whose E-step takes other posteriors than the exact one, and several threads, and that knows
/// what it asks of its data.
///
/// `eStep(_:)` and `eStep(_:_:)` validate the data and then call
/// ``eStep(validated:_:)``, so that EM validates them only once.
public protocol InferenceModel<Observations, Statistics>: LatentVariableModel {
  /// The E-step on observations that ``validate(_:_:)`` has accepted.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for an observation of probability 0, and
  ///   ``UnsupportedOption/posterior`` for a posterior that the model does not have.
  func eStep(
    validated observations: Observations, _ inference: Inference
  ) throws -> Expectation<Statistics>

  /// Checks the parameters, the observations, and the inference: what every E-step needs.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``, which say what is wrong, and where.
  func validate(_ observations: Observations, _ inference: Inference) throws

  /// Checks what only a fit needs, such as a row for each component, and components that differ.
  ///
  /// Accepts everything by default. Predictions for new observations do not need it.
  func validateStart(for observations: Observations, _ inference: Inference) throws

  /// The number of observations N that BIC asks for: rows, or the values of all sequences; weighted
  /// ones count with their weights.
  func observationCount(of observations: Observations, weights: [Double]?) -> Double
}

extension InferenceModel {
  /// The E-step with the exact posterior.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``, which say what is wrong, and where.
  public func eStep(_ observations: Observations) throws -> Expectation<Statistics> {
    try eStep(observations, Inference())
  }

  /// The E-step with weights, another posterior, or several threads.
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

/// A model whose observations may have weights.
///
/// A weight counts an observation that often. Of the models here only factor analysis is not one: its
/// observations are moments, which are weighted where they are taken.
public protocol WeightedModel<Observations, Statistics>: InferenceModel {}
