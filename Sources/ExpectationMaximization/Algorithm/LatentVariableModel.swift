public import Statistics

/// A model with latent variables, as EM sees it: an E-step and an M-step.
///
/// Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM algorithm",
/// J. R. Statist. Soc. B 39:1 (1977), https://doi.org/10.1111/j.2517-6161.1977.tb01600.x. A value
/// of the type is one point θ of the parameter space.
///
/// Three methods make a model. With them ``fitByEM(_:to:options:)`` climbs the likelihood and records
/// the bound at every half-step. The other requirements are capabilities: each has a default that
/// refuses by a typed error, so that an option which a model cannot honor is never ignored.
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
public protocol LatentVariableModel: Summarized, Sendable {
  /// The observed data x.
  associatedtype Observations
  /// The expected sufficient statistics of the complete data (x, z).
  associatedtype Statistics

  /// The E-step: the posterior q(z) = p(z | x, θ), summed up in expected sufficient statistics, and
  /// the log-likelihood log p(x | θ), in nats.
  func eStep(_ observations: Observations) throws -> Expectation<Statistics>

  /// The M-step: the parameters that maximize Q(θ) + log p(θ), where p(θ) is the prior, if any.
  ///
  /// - Throws: ``ComponentCollapse`` when a component has no maximum likelihood estimate.
  func mStep(_ statistics: Statistics) throws -> Self

  /// Q(θ) = E_q[log p(x, z | θ)], the expected complete-data log-likelihood at these parameters.
  func expectedLogLikelihood(_ statistics: Statistics) -> Double

  /// log p(θ) up to a constant; 0, the default, is maximum likelihood.
  var logPrior: Double { get }

  /// Whether the M-step maximizes, so that the objective cannot fall; true by default.
  ///
  /// Where it does not, a fall is no error, and a small change in either direction counts as converged.
  var isMonotone: Bool { get }

  /// The E-step with weights, another posterior, or several threads.
  func eStep(_ observations: Observations, _ inference: Inference) throws -> Expectation<Statistics>

  /// Looks at the data and the start once, before the first E-step.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``, which say what is wrong, and where.
  func validate(_ observations: Observations, _ inference: Inference) throws

  /// p(zₙ = k | xₙ, θ): one row per observation, one column per component or state.
  func responsibilities(of observations: Observations) throws -> Matrix

  /// θ in coordinates that may take any real value (logarithms of scales, log-ratios of weights …).
  ///
  /// Empty where the model does not say; then acceleration, a tolerance on parameters, and standard
  /// errors are refused.
  var coordinates: [Double] { get }

  /// The number of free parameters, for AIC and BIC.
  var parameterCount: Int { get }

  /// The sums (1 − rate)·old + rate·new, for online EM; `nil` where the model cannot blend.
  func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics?

  /// θ as the literature writes it, with names: what standard errors are for.
  var parameters: [Parameter] { get }

  /// The model at other coordinates; `nil` where they are not those of a model.
  func moved(to coordinates: [Double]) -> Self?

  /// The model after a collapsed component was treated as the policy says; `nil` where it cannot.
  func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: Observations
  ) throws -> Self?
}

extension LatentVariableModel {
  /// 0: maximum likelihood.
  public var logPrior: Double { 0 }

  /// True: an M-step maximizes.
  public var isMonotone: Bool { true }

  /// The plain E-step, where nothing else is asked for.
  public func eStep(
    _ observations: Observations, _ inference: Inference
  ) throws -> Expectation<Statistics> {
    guard inference.weights == nil else { throw UnsupportedOption.weights }
    guard case .exact = inference.posterior else { throw UnsupportedOption.posterior }
    return try eStep(observations)
  }

  /// Accepts everything.
  public func validate(_ observations: Observations, _ inference: Inference) throws {}

  /// Refused: the model does not say.
  public func responsibilities(of observations: Observations) throws -> Matrix {
    throw UnsupportedOption.responsibilities
  }

  /// Empty: the model does not say.
  public var coordinates: [Double] { [] }

  /// As many as there are coordinates.
  public var parameterCount: Int { coordinates.count }

  /// `nil`: the model cannot.
  public func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics? { nil }

  /// Empty: the model does not say.
  public var parameters: [Parameter] { [] }

  /// `nil`: the model does not say.
  public func moved(to coordinates: [Double]) -> Self? { nil }

  /// `nil`: the model has no components to recover.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: Observations
  ) throws -> Self? { nil }
}

/// A parameter and its value.
public struct Parameter: Hashable, Sendable {
  /// What it is called, as in `rate[1]`; indices count from 0.
  public var name: String
  /// Its value.
  public var value: Double

  /// A named value.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// What a model was asked for and cannot do: thrown before the first M-step, never ignored.
///
/// Of the models here, factor analysis refuses ``weights`` (they belong to its moments), hard and sampled
/// posteriors, ``blending`` (moments of batches are moments of all rows), and ``responsibilities``;
/// networks refuse ``responsibilities``; variational mixtures refuse ``blending`` and ``coordinates``. A
/// mixture of components that name no coordinates refuses those. A model of one's own refuses what it
/// does not implement.
public enum UnsupportedOption: Error, Hashable, Sendable {
  /// Weights of observations.
  case weights
  /// A posterior other than the exact one, as variants of EM and starts from responsibilities need it.
  case posterior
  /// Responsibilities in the trace.
  case responsibilities
  /// Online EM, which blends statistics.
  case blending
  /// Anything that needs ``LatentVariableModel/coordinates``.
  case coordinates
}
