public import Statistics

/// The parameters of fits to bootstrap samples, which estimate the sampling distribution of
/// estimates.
public struct Bootstrap: Sendable {
  /// The parameters of the original model.
  public let parameters: [ModelParameter]
  /// The values of the same parameters in the fit to each sample.
  public let replicates: [[Double]]
  /// The number of samples that were excluded because the fit failed or was not sound.
  public let failures: Int

  /// The parameters with the standard deviations of their replicates; NaN for fewer than two
  /// replicates.
  public var estimates: [Estimate] {
    parameters.enumerated().map { index, parameter in
      let values = replicates.map { $0[index] }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Estimate(
        name: parameter.name, value: parameter.value,
        standardError: count > 1 ? (squares / (count - 1)).squareRoot() : .nan)
    }
  }

  /// The percentile interval of a parameter.
  ///
  /// Its limits are the (1 ∓ level)/2 quantiles of the replicates, with linear interpolation.
  ///
  /// Efron & Tibshirani, "An Introduction to the Bootstrap" (1993), §13.3.
  ///
  /// - Parameters:
  ///   - name: The name of a parameter.
  ///   - level: The probability of the interval, in 0 … 1.
  /// - Returns: `nil` if there is no parameter of that name, no sample was fitted, or the level is
  ///   out of range.
  public func interval(of name: String, level: Double = 0.95) -> ClosedRange<Double>? {
    guard level >= 0, level <= 1, let index = parameters.firstIndex(where: { $0.name == name })
    else { return nil }
    let sorted = replicates.map { $0[index] }.sorted()
    guard let last = sorted.indices.last else { return nil }
    let quantile = { (p: Double) in
      let place = p * Double(last)
      let below = min(last, Int(place))
      let above = min(last, below + 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    let tail = (1 - level) / 2
    return quantile(tail)...max(quantile(tail), quantile(1 - tail))
  }
}

extension ParameterizedModel {
  /// Bootstrap standard errors, from fits to samples drawn from the model or from its data.
  ///
  /// Each fit starts at this model, so that components keep their indices.
  ///
  /// ```swift
  /// let errors = try fit.model.bootstrap(samples: 400, seed: 1) { model, random in
  ///   model.sample(counts.count, using: &random)
  /// }.estimates
  /// let intervals = try fit.model.bootstrap(seed: 1) { _, random in
  ///   counts.map { _ in counts[random.integer(below: counts.count)] }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - samples: The number of samples; 200 give standard errors with a relative error of about 5
  ///     %.
  ///   - seed: The random seed. Sample n uses the n-th generator split off from it.
  ///   - options: The options of each fit. Traces are not kept, so nothing needs to be recorded.
  ///   - draw: A closure that draws a sample of the same size as the data: from the model
  ///     (parametric bootstrap), or from the data with replacement.
  /// - Returns: The parameters of all sound fits.
  /// - Throws: ``InvalidStart`` for fewer than two samples, and the errors of drawing.
  public func bootstrap(
    samples: Int = 200, seed: UInt64 = 0, options: EMOptions = EMOptions(record: []),
    drawing draw: (Self, inout SplitMix64) throws -> Observations
  ) throws -> Bootstrap {
    guard samples > 1 else {
      throw InvalidStart.outOfRange(parameter: "samples", index: 0, value: Double(samples))
    }
    var random = SplitMix64(seed: seed)
    let own = parameters
    var replicates: [[Double]] = []
    for _ in 0..<samples {
      var generator = random.split()
      let sample = try draw(self, &generator)
      guard let fit = try? fitByEM(self, to: sample, options: options), fit.isSound else {
        continue
      }
      let values = fit.model.parameters.map(\.value)
      if values.count == own.count { replicates.append(values) }
    }
    return Bootstrap(
      parameters: own, replicates: replicates, failures: samples - replicates.count)
  }
}
