/// The Dirichlet distribution on the simplex: p(π) = Γ(Σα)/∏Γ(αₖ) · ∏ πₖ^(αₖ−1).
///
/// ```swift
/// let p = Dirichlet(concentrations: [1, 1, 1]).density([0.2, 0.3, 0.5])  // flat: Γ(3) = 2
/// ```
public struct Dirichlet: Distribution, Hashable {
  /// The concentrations α > 0.
  public let concentrations: [Double]

  /// Creates a Dirichlet distribution; the density is NaN if a concentration is not positive.
  public init(concentrations: [Double]) {
    self.concentrations = concentrations
  }

  /// α / Σα.
  public var mean: [Double] {
    let total = concentrations.reduce(0, +)
    return concentrations.map { $0 / total }
  }

  /// The log-density of a point on the simplex, with respect to its first K − 1 coordinates.
  public func logDensity(_ x: [Double]) -> Double {
    var sum = logGamma(concentrations.reduce(0, +))
    for (alpha, share) in zip(concentrations, x) {
      sum -= logGamma(alpha)
      if alpha != 1 { sum += (alpha - 1) * Elementary.log(share) }
    }
    return sum
  }

  /// Draws one point: gamma variates divided by their sum.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    let gammas = concentrations.map { random.standardGamma(shape: $0) }
    let total = gammas.reduce(0, +)
    // Gamma variates with tiny concentrations may all underflow; then one component gets all the
    // probability.
    guard total > 0 else {
      let corner = random.index(weights: concentrations)
      return concentrations.indices.map { $0 == corner ? 1 : 0 }
    }
    return gammas.map { $0 / total }
  }
}
