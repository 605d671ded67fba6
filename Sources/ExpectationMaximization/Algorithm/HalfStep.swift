public import Statistics

/// One half of an EM iteration, with the bound after it.
///
/// log p(x|θ) = ELBO(q, θ) + KL(q ‖ p(z|x,θ)), where ELBO = Q + H(q). The E-step maximizes the ELBO
/// over q, which makes KL 0 for the exact posterior; the M-step maximizes it over θ.
public struct HalfStep<Model> {
  /// The two halves of an iteration.
  public enum Kind: Hashable, Sendable {
    /// The E-step, which updates q.
    case expectation
    /// The M-step, which updates θ.
    case maximization
  }

  /// The number of M-steps so far: 0 for the first E-step.
  public let iteration: Int
  /// The half.
  public let kind: Kind
  /// Q = E_q[log p(x, z | θ)].
  public let expectedLogLikelihood: Double
  /// H(q), in nats.
  public let entropy: Double
  /// KL(q ‖ p(z | x, θ)) ≥ 0, in nats.
  public let divergence: Double
  /// log p(x | θ), in nats.
  public let logLikelihood: Double
  /// log p(θ) up to a constant; 0 without a prior.
  public let logPrior: Double
  /// The model after the half-step, if recorded.
  public let model: Model?
  /// The responsibilities after an E-step, if recorded.
  public let responsibilities: Matrix?

  /// The evidence lower bound ELBO(q, θ) = Q + H(q).
  public var lowerBound: Double { expectedLogLikelihood + entropy }

  /// The objective of EM: log-likelihood plus log prior.
  public var objective: Double { logLikelihood + logPrior }
}

extension HalfStep: Sendable where Model: Sendable {}
