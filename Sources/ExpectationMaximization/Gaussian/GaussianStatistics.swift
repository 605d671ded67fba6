public import Statistics

/// The expected sufficient statistics of a Gaussian mixture: effective counts, weighted means and
/// scatter matrices.
public struct GaussianStatistics: Hashable, Sendable {
  /// The effective counts Nₖ = Σₙ rₙₖ.
  public var counts: [Double]
  /// The weighted means x̄ₖ = Σₙ rₙₖ xₙ / Nₖ, K × D.
  public var means: Matrix
  /// The scatter matrices Sₖ = Σₙ rₙₖ (xₙ − x̄ₖ)(xₙ − x̄ₖ)ᵀ, D × D each.
  ///
  /// For diagonal and spherical covariances, only the diagonal is filled.
  public var scatters: [Matrix]

  /// Creates statistics from their parts.
  public init(counts: [Double], means: Matrix, scatters: [Matrix]) {
    self.counts = counts
    self.means = means
    self.scatters = scatters
  }

  /// N, the sum of the counts.
  public var total: Double { counts.reduce(0, +) }

  /// The weighted averages (1 − rate)·old + rate·new, component by component.
  static func blending(
    _ old: GaussianStatistics, _ new: GaussianStatistics, rate: Double
  ) -> GaussianStatistics {
    var blend = old
    for k in old.counts.indices {
      let (a, b) = ((1 - rate) * old.counts[k], rate * new.counts[k])
      let count = a + b
      let share = count > 0 ? b / count : 0
      let shift = (0..<old.means.columns).map { new.means[k, $0] - old.means[k, $0] }
      blend.counts[k] = count
      for i in shift.indices {
        blend.means[k, i] += share * shift[i]
        for j in shift.indices {
          blend.scatters[k][i, j] =
            (1 - rate) * old.scatters[k][i, j] + rate * new.scatters[k][i, j]
            + a * share * shift[i] * shift[j]
        }
      }
    }
    return blend
  }

  /// The variance of each column over all observations of all components.
  var pooledVariances: [Double] {
    let total = total
    return (0..<means.columns).map { j in
      var mean = 0.0
      for k in counts.indices { mean += counts[k] / total * means[k, j] }
      var sum = 0.0
      for k in counts.indices {
        let shift = means[k, j] - mean
        sum += scatters[k][j, j] + counts[k] * shift * shift
      }
      return sum / total
    }
  }
}
