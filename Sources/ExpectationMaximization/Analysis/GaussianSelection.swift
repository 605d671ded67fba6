public import Statistics

/// A comparison of Gaussian mixtures with different numbers of components and covariance
/// structures.
///
/// ```swift
/// let selection = try GaussianSelection(of: rows, components: 1...3, covariances: [.full, .tied])
/// let chosen = selection.best  // the smallest BIC
/// ```
public struct GaussianSelection {
  /// The criterion of the selection.
  public enum Criterion: Hashable, Sendable {
    /// The Akaike information criterion.
    case aic
    /// The Bayesian (Schwarz) information criterion.
    case bic
    /// The integrated completed likelihood.
    case icl
  }

  /// One number of components and covariance structure.
  public struct Candidate {
    /// The number of components K.
    public let components: Int
    /// The covariance structure.
    public let covariance: CovarianceStructure
    /// The runs from all starts.
    public let restarts: Restarts<GaussianMixture>
    /// The criterion of the best run; `nil` if every run failed.
    public let value: Double?
  }

  /// All candidates, ordered by structure and then by size, as requested.
  public let candidates: [Candidate]

  /// The candidate with the smallest value; ties go to the first.
  public var best: Candidate? {
    var best: Candidate?
    for candidate in candidates {
      guard let value = candidate.value, value < best?.value ?? .infinity else { continue }
      best = candidate
    }
    return best
  }

  /// Fits each combination from several k-means++ starts.
  ///
  /// - Throws: ``InvalidData`` if no mixture can be fitted to the data.
  public init(
    of observations: Matrix, components: some Collection<Int>,
    covariances: [CovarianceStructure] = CovarianceStructure.allCases,
    by criterion: Criterion = .bic, weights: [Double]? = nil, restarts: Int = 5, seed: UInt64 = 0,
    options: EMOptions = EMOptions()
  ) throws {
    guard observations.rows > 0 else { throw InvalidData.empty }
    try validateFinite(observations)
    var candidates: [Candidate] = []
    for structure in covariances {
      for size in components {
        let runs = fitByEM(
          restarts: restarts, seed: seed, to: observations, weights: weights, options: options
        ) {
          try GaussianMixture.initialized(
            components: size, from: observations, covariance: structure, using: &$0)
        }
        let value: Double? = try runs.best.map { fit in
          switch criterion {
          case .aic: fit.aic
          case .bic: fit.bic
          case .icl: try fit.icl(of: observations, weights: weights)
          }
        }
        candidates.append(
          Candidate(components: size, covariance: structure, restarts: runs, value: value))
      }
    }
    self.candidates = candidates
  }
}
