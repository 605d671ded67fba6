/// An option that a model was asked for and does not have: thrown before the first M-step, never ignored.
///
/// What the types already decide does not compile instead: weights, online EM, standard errors, and
/// information criteria of a model that has none.
public enum UnsupportedOption: Error, Hashable, Sendable {
  /// A posterior other than the exact one, as variants of EM and starts from responsibilities need it.
  ///
  /// Factor analysis refuses hard and sampled posteriors, networks responsibilities from elsewhere, and
  /// a model that is not an ``InferenceModel`` refuses all but the exact one.
  case posterior
  /// Responsibilities in the trace, of a model that is not a ``ComponentModel``.
  case responsibilities
  /// Acceleration or a tolerance on parameters, of a model that is not an ``UnconstrainedModel``.
  case unconstrainedParameters
}
