public import Statistics

/// The fits from several starts: EM finds a local maximum, and which one depends on the start.
public struct Restarts<Model: LatentVariableModel> {
  /// Every run in order: its fit, or why there is none.
  public let runs: [Result<Fit<Model>, any Error>]

  /// The fits that there are, in order.
  public var fits: [Fit<Model>] {
    runs.compactMap { try? $0.get() }
  }

  /// The runs that threw, collapsed, or left the range of floating point.
  public var failureCount: Int {
    runs.count { run in
      guard let fit = try? run.get() else { return true }
      return !fit.isSound
    }
  }

  /// The sound fit with the largest objective, the first one on ties; `nil` if every run failed.
  public var best: Fit<Model>? {
    var best: Fit<Model>?
    for fit in fits where fit.isSound && fit.objective > best?.objective ?? -.infinity {
      best = fit
    }
    return best
  }

  /// The best sound fit; where there is none, the first fit, whose status says why.
  ///
  /// - Throws: The error of the first run, where no run returned a fit.
  public func get() throws -> Fit<Model> {
    if let chosen = best ?? fits.first { return chosen }
    guard let first = runs.first else {
      throw InvalidStart.outOfRange(parameter: "restarts", index: 0, value: 0)
    }
    return try first.get()
  }
}

/// Fits from several starts.
///
/// ```swift
/// let restarts = fitByEM(restarts: 20, seed: 1, to: rows) { random in
///   try GaussianMixture.initialized(components: 3, from: rows, using: &random)
/// }
/// let fit = restarts.best
/// ```
///
/// - Parameters:
///   - restarts: The number of starts; none where it is not positive.
///   - seed: Run r gets the r-th generator split off a generator of this seed, so that more restarts
///     begin with the same runs.
///   - observations: The data.
///   - options: As for one fit.
///   - start: Returns a start.
/// - Returns: All runs; those that failed are kept with their errors.
public func fitByEM<Model: LatentVariableModel>(
  restarts: Int, seed: UInt64, to observations: Model.Observations,
  options: EMOptions = EMOptions(), start: (inout SplitMix64) throws -> Model
) -> Restarts<Model> {
  Restarts(restarts, seed) {
    try EMRun.fit(start(&$0), to: observations, weights: nil, options)
  }
}

/// Fits from several starts to weighted observations.
///
/// - Parameters:
///   - restarts: The number of starts.
///   - seed: As without weights.
///   - observations: The data.
///   - weights: The weight of each observation.
///   - options: As for one fit.
///   - start: Returns a start.
/// - Returns: All runs; those that failed are kept with their errors.
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
  /// Whether the returned parameters are a point that EM meant to reach: no collapse, no decrease.
  public var isSound: Bool {
    switch status {
    case .toleranceMet, .iterationLimit: true
    case .collapsed, .decreased, .notFinite: false
    }
  }
}
