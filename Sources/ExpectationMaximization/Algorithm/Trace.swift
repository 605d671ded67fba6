/// The record of an EM run: all half-steps from the first E-step to the E-step at the returned
/// parameters.
///
/// ```swift
/// let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 5)])
/// let trace = try fitByEM(start, to: [0, 1, 7, 2, 6, 0, 4]).trace
/// let rates = trace.models.map(\.components[1].rate)  // after 0, 1, 2, … iterations
/// ```
public struct Trace<Model>: RandomAccessCollection {
  private var steps: [HalfStep<Model>] = []

  init() {}

  /// 0.
  public var startIndex: Int { 0 }
  /// The number of half-steps.
  public var endIndex: Int { steps.count }
  /// The half-step at an index, counted from 0.
  public subscript(index: Int) -> HalfStep<Model> { steps[index] }

  /// The E-steps, at the parameters after 0, 1, 2, … iterations.
  public var expectations: [HalfStep<Model>] { steps.filter { $0.kind == .expectation } }
  /// The M-steps, one per iteration that did not collapse.
  public var maximizations: [HalfStep<Model>] { steps.filter { $0.kind == .maximization } }

  /// The models after 0, 1, 2, … iterations: the first is the start, the last is the result.
  ///
  /// Empty if ``EMOptions/record`` does not include ``EMOptions/Record/models``.
  public var models: [Model] { expectations.compactMap(\.model) }

  /// The log-likelihoods after 0, 1, 2, … iterations, in nats.
  public var logLikelihoods: [Double] { expectations.map(\.logLikelihood) }

  mutating func append(_ step: HalfStep<Model>) { steps.append(step) }
}

extension Trace: Sendable where Model: Sendable {}
