/// The result of an EM run.
public struct Fit<Model: LatentVariableModel> {
  /// The model at the final parameters.
  public let model: Model
  /// The reason why EM stopped; its description reads as prose.
  public let status: Status
  /// The number of M-steps.
  public let iterations: Int
  /// log p(x | θ) at the parameters of ``model``, in nats.
  public let logLikelihood: Double
  /// log p(θ) at the same parameters, up to a constant; 0 without a prior.
  public let logPrior: Double
  /// All half-steps, from the first E-step to the E-step at the returned parameters.
  public let trace: Trace<Model>
  /// The components that collapsed during the run, and the actions taken.
  public let collapses: [CollapseEvent]
  /// N, the number of observations or the sum of their weights; `nil` if the model does not provide
  /// it.
  let observationCount: Double?
  /// The number of distinct free parameters at the start; `nil` if the model does not provide it.
  let startParameterCount: Int?

  /// The increase of the objective in the last iteration, in nats; ∞ before the first.
  public var lastGain: Double {
    guard let last = trace.last else { return .infinity }
    let before = trace.last { $0.kind == .expectation && $0.iteration < last.iteration }
    return before.map { last.objective - $0.objective } ?? .infinity
  }

  /// The objective of EM: log-likelihood plus log prior.
  public var objective: Double { logLikelihood + logPrior }

  /// The log-likelihoods after 0, 1, 2, … iterations.
  public var logLikelihoods: [Double] { trace.logLikelihoods }

  /// The M-step half-steps of the trace, one per iteration.
  public var maximizations: [HalfStep<Model>] { trace.maximizations }
}

extension Fit: Sendable {}
