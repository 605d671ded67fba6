import Statistics

/// The step sizes of online EM: batch t has weight γₜ = (t + delay)^(−exponent).
public struct StepSizes: Hashable, Sendable {
  /// The exponent, between ½ (forgets fast) and 1 (weighs all batches equally).
  ///
  /// It must be at least 0. Outside (½, 1] convergence is not guaranteed.
  public var exponent: Double
  /// The weight of the start, in batches, at least 0.
  public var delay: Double

  /// Creates step sizes; the defaults are those that Liang & Klein recommend for large data.
  public init(exponent: Double = 0.7, delay: Double = 2) {
    self.exponent = exponent
    self.delay = delay
  }
}

/// A model whose expected statistics can be averaged, as online EM requires.
public protocol BlendableModel<Observations, Statistics>: LatentVariableModel {
  /// The statistics (1 − rate)·old + rate·new.
  func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics
}

/// The result of an online EM run.
public struct OnlineFit<Model: LatentVariableModel> {
  /// The model after the last batch.
  public let model: Model
  /// The log-likelihood of each batch at the parameters before the batch was used.
  ///
  /// In the first pass, it is an out-of-sample estimate.
  public let batchLogLikelihoods: [Double]
  /// The indices, from 0, of the batches that were skipped because their M-step found a collapsed
  /// component.
  public let collapses: [(batch: Int, collapse: ComponentCollapse)]
}

/// Fits a model batch by batch with online EM.
///
/// The expected statistics are averaged, s ← (1 − γₜ) s + γₜ sₜ, and each batch ends with an
/// M-step.
/// Cappé & Moulines, "On-line expectation-maximization algorithm for latent data models", J. R.
/// Statist. Soc. B 71:593 (2009), https://doi.org/10.1111/j.1467-9868.2009.00698.x; Liang & Klein,
/// "Online EM for unsupervised models", NAACL 2009. The batches should be of about the same size,
/// in random order.
///
/// ```swift
/// let start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 5)])
/// let online = try fitByOnlineEM(start, to: batches, passes: 2)
/// let rates = online.model.components.map(\.rate)
/// ```
///
/// - Parameters:
///   - start: The initial parameters.
///   - batches: The data; each pass goes through the batches in order.
///   - passes: The number of passes over the batches.
///   - steps: The step sizes.
///   - threads: The number of threads; results do not depend on it.
/// - Returns: The model after the last batch.
/// - Throws: ``InvalidData`` or ``InvalidStart`` for invalid batches or an invalid start, or if the
///   step sizes or the number of passes are out of range.
public func fitByOnlineEM<Model: BlendableModel>(
  _ start: Model, to batches: [Model.Observations], passes: Int = 1,
  steps: StepSizes = StepSizes(), threads: Int = 1
) throws -> OnlineFit<Model> {
  guard !batches.isEmpty else { throw InvalidData.empty }
  for (name, value) in [
    ("exponent", steps.exponent), ("delay", steps.delay), ("passes", Double(passes)),
  ] where !(value >= 0 && value.isFinite) {
    throw InvalidStart.outOfRange(parameter: name, index: 0, value: value)
  }
  let inference = Inference(threads: threads)
  for batch in batches { try start.validateFit(to: batch, inference) }
  var model = start
  var blend: Model.Statistics?
  var likelihoods: [Double] = []
  var collapses: [(batch: Int, collapse: ComponentCollapse)] = []
  for (t, batch) in (0..<passes).lazy.flatMap({ _ in batches }).enumerated() {
    let expectation = try model.expectation(of: batch, inference)
    likelihoods.append(expectation.logLikelihood)
    let rate = Elementary.pow(Double(t) + steps.delay, -steps.exponent)
    let statistics =
      blend.map { model.blending($0, expectation.statistics, rate: rate) } ?? expectation.statistics
    blend = statistics
    do {
      model = try model.mStep(statistics)
    } catch let collapse as ComponentCollapse {
      collapses.append((t, collapse))
    }
  }
  return OnlineFit(model: model, batchLogLikelihoods: likelihoods, collapses: collapses)
}
