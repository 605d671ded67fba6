public import Statistics

/// A test of a model against a larger one, such as K components against K + 1, by samples drawn from the
/// smaller one.
///
/// The usual χ² distribution of −2 log λ does not hold for mixtures, where a weight of the larger model
/// is 0. McLachlan, "On bootstrapping the likelihood ratio test statistic for the number of components
/// in a normal mixture", J. R. Statist. Soc. C 36:318 (1987), https://doi.org/10.2307/2347790.
///
/// ```swift
/// let test = try LikelihoodRatioTest(
///   of: counts, seed: 1, drawing: { $0.sample(counts.count, using: &$1) },
///   null: { try Mixture.fit(to: $0, components: 1, prototype: Poisson(rate: 1), restarts: 1) },
///   alternative: {
///     try Mixture.fit(to: $0, components: 2, prototype: Poisson(rate: 1), restarts: 3)
///   })
/// let isEnough = test.pValue > 0.05
/// ```
public struct LikelihoodRatioTest: Sendable {
  /// −2 log λ = 2 (ℓ₁ − ℓ₀) of the data.
  ///
  /// Negative where the starts of the alternative missed its maximum.
  public let statistic: Double
  /// The statistics of samples from the smaller model, fitted in the same way.
  public let replicates: [Double]
  /// The samples that could not be fitted, or where a fit was not sound; they are left out.
  public let failures: Int

  /// (1 + the number of replicates that are no less than the statistic) / (1 + their number).
  ///
  /// Davison & Hinkley, "Bootstrap Methods and their Application" (1997), §4.2.3. With B samples no
  /// p-value is below 1/(B + 1).
  public var pValue: Double {
    let extreme = replicates.count { $0 >= statistic }
    return Double(1 + extreme) / Double(1 + replicates.count)
  }

  /// Tests a model against a larger one.
  ///
  /// - Parameters:
  ///   - observations: The data.
  ///   - samples: B, how many samples to draw from the smaller model.
  ///   - seed: Sample n gets the n-th generator split off a generator of this seed.
  ///   - draw: Returns a sample from the smaller model, as large as the data.
  ///   - null: Fits the smaller model.
  ///   - alternative: Fits the larger model; it needs enough starts to find its maximum.
  /// - Throws: What the two fits to the data throw, ``InvalidStart`` for fewer than one sample, and what
  ///   drawing throws.
  public init<Null: LatentVariableModel, Alternative: LatentVariableModel>(
    of observations: Null.Observations, samples: Int = 99, seed: UInt64 = 0,
    drawing draw: (Null, inout SplitMix64) throws -> Null.Observations,
    null: (Null.Observations) throws -> Fit<Null>,
    alternative: (Null.Observations) throws -> Fit<Alternative>
  ) throws {
    guard samples > 0 else {
      throw InvalidStart.outOfRange(parameter: "samples", index: 0, value: Double(samples))
    }
    let small = try null(observations)
    statistic = try 2 * (alternative(observations).logLikelihood - small.logLikelihood)
    var random = SplitMix64(seed: seed)
    var replicates: [Double] = []
    for _ in 0..<samples {
      var generator = random.split()
      let sample = try draw(small.model, &generator)
      guard let small = try? null(sample), let large = try? alternative(sample), small.isSound,
        large.isSound
      else { continue }
      replicates.append(2 * (large.logLikelihood - small.logLikelihood))
    }
    self.replicates = replicates
    failures = samples - replicates.count
  }
}
