/// The Dirichlet distribution on the simplex: p(π) = Γ(Σα)/∏Γ(αₖ) · ∏ πₖ^(αₖ−1).
///
/// ```swift
/// let p = Dirichlet(concentrations: [1, 1, 1]).density([0.2, 0.3, 0.5])  // flat: Γ(3) = 2
/// ```
public struct Dirichlet: Distribution, Hashable {
  /// The concentrations α > 0.
  public let concentrations: [Double]

  /// A Dirichlet distribution; where a concentration is not positive the density is NaN.
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

  /// One point: gamma numbers over their sum.
  public func sample(using random: inout some RandomNumberGenerator) -> [Double] {
    let gammas = concentrations.map { random.standardGamma(shape: $0) }
    let total = gammas.reduce(0, +)
    // Tiny concentrations may underflow together; then one corner takes all.
    guard total > 0 else {
      let corner = random.index(weights: concentrations)
      return concentrations.indices.map { $0 == corner ? 1 : 0 }
    }
    return gammas.map { $0 / total }
  }
}
