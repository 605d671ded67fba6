public import Statistics

/// A model with latent variables, as EM sees it: an E-step and an M-step.
///
/// Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM algorithm",
/// J. R. Statist. Soc. B 39:1 (1977), https://doi.org/10.1111/j.2517-6161.1977.tb01600.x. A value
/// of the type is one point θ of the parameter space.
///
/// Three methods make a model. With them ``fitByEM(_:to:options:)`` climbs the likelihood and records
/// the bound at every half-step. What else a model can do is a protocol of its own, and what needs it
/// does not compile without it:
///
/// | protocol | gives |
/// |---|---|
/// | ``InferenceModel`` | variants of EM, threads, checks of the data, BIC |
/// | ``WeightedModel`` | weights of observations |
/// | ``ComponentModel`` | responsibilities, assignments, ICL, starts from responsibilities |
/// | ``UnconstrainedModel`` | acceleration, standard errors, AIC |
/// | ``PenalizedModel`` | priors |
/// | ``RecoverableModel`` | policies for collapsed components |
/// | ``BlendableModel`` | online EM |
///
/// The first example of the paper, genetic linkage: four counts with probabilities ½ + θ/4, (1−θ)/4,
/// (1−θ)/4, and θ/4, where it is hidden how the first count splits into ½ and θ/4. From θ = 0.5 it goes
/// to 0.608, 0.624, 0.626, …, 0.6268215 (the tests run it).
///
/// ```swift
/// struct Linkage: LatentVariableModel {
///   var theta: Double
///   struct Statistics {
///     var linked: Double
///     var counts: [Double]
///   }
///
///   func eStep(_ counts: [Double]) -> Expectation<Statistics> {
///     let first = 0.5 + theta / 4
///     let cells = [first, (1 - theta) / 4, (1 - theta) / 4, theta / 4]
///     return Expectation(
///       statistics: Statistics(linked: counts[0] * theta / 4 / first, counts: counts),
///       logLikelihood: zip(counts, cells).reduce(0) { $0 + $1.0 * log($1.1) })
///   }
///   func mStep(_ s: Statistics) -> Linkage {
///     let hits = s.linked + s.counts[3]
///     return Linkage(theta: hits / (hits + s.counts[1] + s.counts[2]))
///   }
///   func expectedLogLikelihood(_ s: Statistics) -> Double {
///     (s.counts[0] - s.linked) * log(0.5) + (s.linked + s.counts[3]) * log(theta / 4)
///       + (s.counts[1] + s.counts[2]) * log((1 - theta) / 4)
///   }
/// }
/// let fit = try fitByEM(Linkage(theta: 0.5), to: [125, 18, 20, 34])
/// ```
public protocol LatentVariableModel<Observations, Statistics>: Summarized, Sendable {
  /// The observed data x.
  associatedtype Observations
  /// The expected sufficient statistics of the complete data (x, z).
  associatedtype Statistics

  /// The E-step: the posterior q(z) = p(z | x, θ), summed up in expected sufficient statistics, and
  /// the log-likelihood log p(x | θ), in nats.
  func eStep(_ observations: Observations) throws -> Expectation<Statistics>

  /// The M-step: the parameters that maximize Q(θ) + log p(θ), where p(θ) is the prior, if any.
  ///
  /// - Throws: ``ComponentCollapse`` if a component has no maximum likelihood estimate.
  func mStep(_ statistics: Statistics) throws -> Self

  /// Q(θ) = E_q[log p(x, z | θ)], the expected complete-data log-likelihood at these parameters.
  func expectedLogLikelihood(_ statistics: Statistics) -> Double
}

extension LatentVariableModel {
  /// log p(x | θ) of observations, which may be other ones than those of the fit, in nats.
  ///
  /// - Throws: What the E-step throws.
  public func logLikelihood(of observations: Observations) throws -> Double {
    try eStep(observations).logLikelihood
  }
}
