import Statistics

// The optional capabilities of a model. This is the only place where conformances are examined at
// run time.

extension LatentVariableModel {
  /// Performs the E-step on validated observations.
  func expectation(
    of observations: Observations, _ inference: Inference
  ) throws -> Expectation<Statistics> {
    if let model = self as? any InferenceModel<Observations, Statistics> {
      return try model.eStep(validated: observations, inference)
    }
    guard case .exact = inference.posterior else { throw UnsupportedOption.posterior }
    return try eStep(observations)
  }

  /// Checks the data and the start, once.
  func validateFit(to observations: Observations, _ inference: Inference) throws {
    guard let model = self as? any InferenceModel<Observations, Statistics> else { return }
    try model.validate(observations, inference)
    try model.validateStart(for: observations, inference)
  }

  /// The number of observations N, if the model provides it.
  func count(of observations: Observations, weights: [Double]?) -> Double? {
    (self as? any InferenceModel<Observations, Statistics>)?
      .observationCount(of: observations, weights: weights)
  }

  /// log p(θ); 0 without a prior.
  var logPenalty: Double { (self as? any PenalizedModel)?.logPrior ?? 0 }

  /// Whether the objective cannot decrease.
  var climbs: Bool { (self as? any PenalizedModel)?.isMonotone ?? true }

  /// The responsibilities, for the trace.
  func recordedResponsibilities(of observations: Observations) throws -> Matrix {
    guard let model = self as? any ComponentModel<Observations, Statistics> else {
      throw UnsupportedOption.responsibilities
    }
    return try model.responsibilities(of: observations)
  }

  /// The unconstrained parameters; `nil` if the model has none.
  var unconstrained: [Double]? {
    (self as? any UnconstrainedModel)?.unconstrainedParameters
  }

  /// The number of distinct free parameters, if the model provides it.
  var freeParameterCount: Int? {
    (self as? any UnconstrainedModel)?.parameterCount
  }

  /// Creates the model from unconstrained parameters.
  func moved(to unconstrained: [Double]) -> Self? {
    func moved<Model: UnconstrainedModel>(_ model: Model) -> Self? {
      Model(unconstrained: unconstrained, prototype: model) as? Self
    }
    guard let model = self as? any UnconstrainedModel else { return nil }
    return moved(model)
  }

  /// The model after the policy has handled a collapsed component; `nil` if the policy cannot be
  /// applied.
  func recovered(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, _ observations: Observations
  ) throws -> Self? {
    guard policy != .keep, let model = self as? any RecoverableModel<Observations, Statistics>
    else { return nil }
    return try model.recovering(from: collapse, by: policy, observations: observations) as? Self
  }
}
