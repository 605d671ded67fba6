/// How figures of EM name the two parts of the log-likelihood, and their sum.
///
/// The default writes log P(X | θ) = 𝓛(Q, θ) + KL(Q ‖ P(Z | X, θ)).
///
/// ```swift
/// boundAndDivergenceChart(of: fit, labels: BoundLabels(bound: #"$F(q, \theta)$"#))
/// ```
public struct BoundLabels: Sendable, Hashable {
  /// The lower bound.
  public var bound: String
  /// What the bound lacks: the divergence of the posterior from the distribution that an E-step chose.
  public var divergence: String
  /// The log-likelihood, their sum.
  public var logLikelihood: String
  /// What they are measured in.
  public var unit: String

  /// Labels with mathematics between dollar signs.
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
