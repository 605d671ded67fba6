/// An error: a model does not support a requested option.
///
/// It is thrown before the first M-step.
///
/// Other combinations do not compile, because the types exclude them: weights, online EM, standard
/// errors, and information criteria for a model without support for them.
public enum UnsupportedOption: Error, Hashable, Sendable {
  /// A posterior other than the exact one, as required by variants of EM and starts from
  /// responsibilities.
  ///
  /// Factor analysis rejects hard and sampled posteriors, networks reject given responsibilities,
  /// and a model that is not an ``InferenceModel`` rejects all but the exact posterior.
  case posterior
  /// Responsibilities in the trace of a model that is not a ``ComponentModel``.
  case responsibilities
  /// Acceleration, or a tolerance on parameters, for a model that is not an ``UnconstrainedModel``.
  case unconstrainedParameters
}
