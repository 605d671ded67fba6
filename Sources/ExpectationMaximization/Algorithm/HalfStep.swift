public import Statistics

/// One half of an EM iteration, and where it left the bound.
///
/// log p(x|θ) = ELBO(q, θ) + KL(q ‖ p(z|x,θ)), where ELBO = Q + H(q). An E-step raises the ELBO over
/// q until KL is 0 (exactly so for the exact posterior); an M-step raises it over θ.
public struct HalfStep<Model> {
  /// Which half.
  public enum Kind: Hashable, Sendable {
    /// q moved.
    case expectation
    /// θ moved.
    case maximization
  }

  /// The number of M-steps so far: 0 for the first E-step.
  public let iteration: Int
  /// Which half.
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
  /// The model after the half-step, where it was to be recorded.
  public let model: Model?
  /// The responsibilities after an E-step, where they were to be recorded.
  public let responsibilities: Matrix?

  /// The evidence lower bound ELBO(q, θ) = Q + H(q).
  public var lowerBound: Double { expectedLogLikelihood + entropy }

  /// What EM climbs: log-likelihood plus log prior.
  public var objective: Double { logLikelihood + logPrior }
}

extension HalfStep: Sendable where Model: Sendable {}
