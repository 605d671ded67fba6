/// A model whose objective is the log-likelihood plus a function of the parameters: a log prior, or
/// in variational Bayes minus the divergence of the parameters' posterior from their prior.
public protocol PenalizedModel<Observations, Statistics>: LatentVariableModel {
  /// log p(θ) up to a constant.
  var logPrior: Double { get }

  /// Whether the M-step maximizes the objective exactly, so that it cannot decrease; true by
  /// default.
  ///
  /// If false, a decrease is not an error, and a small change in either direction ends the fit.
  var isMonotone: Bool { get }
}

extension PenalizedModel {
  /// Returns true: by default, the M-step maximizes.
  public var isMonotone: Bool { true }
}
