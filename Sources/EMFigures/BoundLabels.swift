/// The names of the two parts of the log-likelihood, and of their sum, in figures of EM.
///
/// The default writes log P(X | θ) = 𝓛(Q, θ) + KL(Q ‖ P(Z | X, θ)).
///
/// ```swift
/// boundAndDivergenceChart(of: fit, labels: BoundLabels(bound: #"$F(q, \theta)$"#))
/// ```
public struct BoundLabels: Sendable, Hashable {
  /// The lower bound.
  public var bound: String
  /// The gap above the bound: the divergence of the distribution of the last E-step from the
  /// posterior.
  public var divergence: String
  /// The log-likelihood, the sum of both.
  public var logLikelihood: String
  /// The unit of the values.
  public var unit: String

  /// Creates labels, with math between dollar signs.
  public init(
    bound: String = #"bound $\mathcal{L}(Q, \theta)$"#,
    divergence: String = #"$\mathrm{KL}(Q \,\|\, P(Z \mid X, \theta))$"#,
    logLikelihood: String = #"$\log P(X \mid \theta)$"#, unit: String = "nats"
  ) {
    self.bound = bound
    self.divergence = divergence
    self.logLikelihood = logLikelihood
    self.unit = unit
  }
}
