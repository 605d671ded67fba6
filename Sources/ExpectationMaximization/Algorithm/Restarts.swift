public import Statistics

/// The fits from several starts; EM finds a local maximum that depends on the start.
public struct Restarts<Model: LatentVariableModel> {
  /// All runs in order: the fit, or the error.
  public let runs: [Result<Fit<Model>, any Error>]

  /// The successful fits, in order.
  public var fits: [Fit<Model>] {
    runs.compactMap { try? $0.get() }
  }

  /// The number of runs that threw an error, collapsed, or left the range of floating point.
  public var failureCount: Int {
    runs.count { run in
      guard let fit = try? run.get() else { return true }
      return !fit.isSound
    }
  }

  /// The first sound fit with the largest objective; `nil` if every run failed.
  public var best: Fit<Model>? {
    var best: Fit<Model>?
    for fit in fits where fit.isSound && fit.objective > best?.objective ?? -.infinity {
      best = fit
    }
    return best
  }

  /// The best sound fit; if there is none, the first fit, whose status gives the reason.
  ///
  /// - Throws: The error of the first run, if no run returned a fit.
  public func get() throws -> Fit<Model> {
    if let chosen = best ?? fits.first { return chosen }
    guard let first = runs.first else {
      throw InvalidStart.outOfRange(parameter: "restarts", index: 0, value: 0)
    }
    return try first.get()
  }
}

/// Fits a model from several starts.
///
/// ```swift
/// let restarts = fitByEM(restarts: 20, seed: 1, to: rows) { random in
///   try GaussianMixture.initialized(components: 3, from: rows, using: &random)
/// }
/// let fit = restarts.best
/// ```
///
/// - Parameters:
///   - restarts: The number of starts; no runs if it is not positive.
///   - seed: The random seed. Run r uses the r-th generator split off from it, so that the first
///     runs do not depend on the number of restarts.
///   - observations: The data.
///   - options: The options of each fit.
///   - start: A closure that returns a starting model.
/// - Returns: All runs; failed runs are included with their errors.
public func fitByEM<Model: LatentVariableModel>(
  restarts: Int, seed: UInt64, to observations: Model.Observations,
  options: EMOptions = EMOptions(), start: (inout SplitMix64) throws -> Model
) -> Restarts<Model> {
  Restarts(restarts, seed) {
    try EMRun.fit(start(&$0), to: observations, weights: nil, options)
  }
}

/// Fits a model to weighted observations from several starts.
///
/// - Parameters:
///   - restarts: The number of starts.
///   - seed: The random seed, as without weights.
///   - observations: The data.
///   - weights: The weight of each observation.
///   - options: The options of each fit.
///   - start: A closure that returns a starting model.
/// - Returns: All runs; failed runs are included with their errors.
public func fitByEM<Model: WeightedModel>(
  restarts: Int, seed: UInt64, to observations: Model.Observations, weights: [Double]?,
  options: EMOptions = EMOptions(), start: (inout SplitMix64) throws -> Model
) -> Restarts<Model> {
  Restarts(restarts, seed) {
    try EMRun.fit(start(&$0), to: observations, weights: weights, options)
  }
}

extension Restarts {
  fileprivate init(
    _ count: Int, _ seed: UInt64, run: (inout SplitMix64) throws -> Fit<Model>
  ) {
    var random = SplitMix64(seed: seed)
    runs = (0..<max(0, count)).map { _ in
      var own = random.split()
      return Result { try run(&own) }
    }
  }
}

extension Fit {
  /// Whether the fit ended without a collapse or a decrease of the objective.
  public var isSound: Bool {
    switch status {
    case .toleranceMet, .iterationLimit: true
    case .collapsed, .decreased, .notFinite: false
    }
  }
}
