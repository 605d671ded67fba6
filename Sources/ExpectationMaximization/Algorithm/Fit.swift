/// What a run of EM returns.
public struct Fit<Model: LatentVariableModel> {
  /// The model at the last parameters.
  public let model: Model
  /// Why EM stopped, in a form that also reads as prose.
  public let status: Status
  /// The number of M-steps.
  public let iterations: Int
  /// log p(x | θ) at exactly the parameters of ``model``, in nats.
  public let logLikelihood: Double
  /// log p(θ) at the same parameters, up to a constant; 0 without a prior.
  public let logPrior: Double
  /// Every half-step, from the first E-step to the E-step at the returned parameters.
  public let trace: Trace<Model>
  /// The components that collapsed during the run, and what was done about them.
  public let collapses: [CollapseEvent]
  /// N, the number of observations or the sum of their weights; `nil` if the model does not know.
  let observationCount: Double?
  /// The number of distinct free parameters at the start; `nil` if the model does not know.
  let startParameterCount: Int?

  /// What the last iteration added to the objective, in nats; ∞ before the first.
  public var lastGain: Double {
    guard let last = trace.last else { return .infinity }
    let before = trace.last { $0.kind == .expectation && $0.iteration < last.iteration }
    return before.map { last.objective - $0.objective } ?? .infinity
  }

  /// What EM raised: log-likelihood plus log prior.
  public var objective: Double { logLikelihood + logPrior }

  /// The log-likelihood after 0, 1, 2, … iterations.
  public var logLikelihoods: [Double] { trace.logLikelihoods }

  /// The M-step halves of the trace, one per iteration.
  public var maximizations: [HalfStep<Model>] { trace.maximizations }
}

extension Fit: Sendable {}
