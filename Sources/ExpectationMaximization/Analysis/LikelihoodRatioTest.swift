public import Statistics

/// A parametric bootstrap likelihood-ratio test of a model against a larger one, such as K against
/// K + 1 components.
///
/// The usual χ² distribution of −2 log λ does not apply to mixtures, because a weight of the larger
/// model is 0 under the null hypothesis. McLachlan, "On bootstrapping the likelihood ratio test
/// statistic for the number of components in a normal mixture", J. R. Statist. Soc. C 36:318
/// (1987), https://doi.org/10.2307/2347790.
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
  /// The test statistic −2 log λ = 2 (ℓ₁ − ℓ₀) of the data.
  ///
  /// It is negative if the starts of the alternative missed its maximum.
  public let statistic: Double
  /// The test statistics of samples from the smaller model.
  public let replicates: [Double]
  /// The number of samples that were excluded because a fit failed or was not sound.
  public let failures: Int

  /// The p-value: (1 + the number of replicates ≥ the statistic) / (1 + the number of replicates).
  ///
  /// Davison & Hinkley, "Bootstrap Methods and their Application" (1997), §4.2.3. With B samples
  /// the p-value is at least 1/(B + 1).
  public var pValue: Double {
    let extreme = replicates.count { $0 >= statistic }
    return Double(1 + extreme) / Double(1 + replicates.count)
  }

  /// Tests a model against a larger one.
  ///
  /// - Parameters:
  ///   - observations: The data.
  ///   - samples: The number B of samples to draw from the smaller model.
  ///   - seed: The random seed. Sample n uses the n-th generator split off from it.
  ///   - draw: A closure that draws a sample from the smaller model, of the same size as the data.
  ///   - null: A closure that fits the smaller model.
  ///   - alternative: A closure that fits the larger model, from enough starts to find its maximum.
  /// - Throws: The errors of the two fits to the data, ``InvalidStart`` for fewer than one sample,
  ///   and the errors of drawing.
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
