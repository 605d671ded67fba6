public import Statistics

/// A model with latent variables, defined by an E-step and an M-step.
///
/// Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM algorithm",
/// J. R. Statist. Soc. B 39:1 (1977), https://doi.org/10.1111/j.2517-6161.1977.tb01600.x. A value
/// of the type is one point θ of the parameter space.
///
/// Three methods define a model. ``fitByEM(_:to:options:)`` uses them to maximize the likelihood
/// and records the bound after each half-step. Each further capability has its own protocol, and
/// functions that require it do not compile without it:
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
/// The first example of the paper is genetic linkage: four counts with probabilities ½ + θ/4,
/// (1−θ)/4, (1−θ)/4, and θ/4. The split of the first count into ½ and θ/4 is latent. From θ = 0.5,
/// EM goes to 0.608, 0.624, 0.626, …, 0.6268215 (the tests run it).
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

  /// Performs the E-step.
  ///
  /// Returns the expected sufficient statistics under the posterior q(z) = p(z | x, θ), and the
  /// log-likelihood log p(x | θ) in nats.
  func eStep(_ observations: Observations) throws -> Expectation<Statistics>

  /// Performs the M-step: the parameters that maximize Q(θ) + log p(θ), where p(θ) is the prior, if
  /// any.
  ///
  /// - Throws: ``ComponentCollapse`` if a component has no maximum likelihood estimate.
  func mStep(_ statistics: Statistics) throws -> Self

  /// Q(θ) = E_q[log p(x, z | θ)], the expected complete-data log-likelihood at these parameters.
  func expectedLogLikelihood(_ statistics: Statistics) -> Double
}

extension LatentVariableModel {
  /// log p(x | θ) of observations, in nats; they may differ from those of the fit.
  ///
  /// - Throws: Any error of the E-step.
  public func logLikelihood(of observations: Observations) throws -> Double {
    try eStep(observations).logLikelihood
  }
}
