import Statistics

/// The variational posterior of the weights of a mixture, a distribution over the simplex.
public enum WeightPosterior: Hashable, Sendable {
  /// π ~ Dirichlet(α), with one concentration per component.
  case dirichlet([Double])
  /// πₖ = Vₖ ∏_{j<k} (1 − Vⱼ) with Vₖ ~ Beta(aₖ, bₖ): a Dirichlet process truncated to K sticks.
  ///
  /// Blei & Jordan, "Variational inference for Dirichlet process mixtures", Bayesian Analysis 1:121
  /// (2006), https://doi.org/10.1214/06-BA104. The order of the components matters.
  case stickBreaking(a: [Double], b: [Double])

  /// The family of a prior.
  public enum Family: Hashable, Sendable {
    /// A Dirichlet distribution with all concentrations α₀.
    case dirichlet
    /// Sticks Vₖ ~ Beta(1, α₀).
    case stickBreaking
  }

  /// The prior of the given family and concentration.
  init(_ family: Family, concentration: Double, components: Int) {
    let concentrations = Array(repeating: concentration, count: components)
    switch family {
    case .dirichlet: self = .dirichlet(concentrations)
    case .stickBreaking:
      self = .stickBreaking(a: Array(repeating: 1, count: components), b: concentrations)
    }
  }

  /// Whether this posterior belongs to the given family.
  func isOfFamily(_ family: Family) -> Bool {
    switch (self, family) {
    case (.dirichlet, .dirichlet), (.stickBreaking, .stickBreaking): true
    case (.dirichlet, .stickBreaking), (.stickBreaking, .dirichlet): false
    }
  }

  /// The posterior after the given counts of observations.
  func updated(by counts: [Double]) -> WeightPosterior {
    switch self {
    case .dirichlet(let concentrations):
      return .dirichlet(zip(concentrations, counts).map { $0 + $1 })
    case .stickBreaking(let a, let b):
      // A stick is passed by the observations of all later components.
      var later = 0.0
      var passed: [Double] = []
      for count in counts.reversed() {
        passed.append(later)
        later += count
      }
      return .stickBreaking(
        a: zip(a, counts).map { $0 + $1 }, b: zip(b, passed.reversed()).map { $0 + $1 })
    }
  }

  /// The expected weights; for sticks, normalized to sum 1.
  public var mean: [Double] {
    switch self {
    case .dirichlet(let concentrations): return Dirichlet(concentrations: concentrations).mean
    case .stickBreaking(let a, let b):
      var left = 1.0
      let shares = zip(a, b).map { a, b in
        defer { left *= b / (a + b) }
        return left * a / (a + b)
      }
      return shares.normalized
    }
  }

  /// E[log πₖ].
  var expectedLogarithms: [Double] {
    switch self {
    case .dirichlet(let concentrations):
      let total = digamma(concentrations.reduce(0, +))
      return concentrations.map { digamma($0) - total }
    case .stickBreaking(let a, let b):
      var left = 0.0
      return zip(a, b).map { a, b in
        let total = digamma(a + b)
        defer { left += digamma(b) - total }
        return left + digamma(a) - total
      }
    }
  }

  /// KL(self ‖ prior), if both belong to the same family.
  func divergence(from prior: WeightPosterior) -> Double {
    switch (self, prior) {
    case (.dirichlet(let new), .dirichlet(let old)):
      return dirichletDivergence(new, old)
    case (.stickBreaking(let a, let b), .stickBreaking(let a0, let b0)):
      return a.indices.reduce(0) { $0 + dirichletDivergence([a[$1], b[$1]], [a0[$1], b0[$1]]) }
    default: return .nan
    }
  }
}

/// The KL divergence of two Dirichlet distributions.
private func dirichletDivergence(_ new: [Double], _ old: [Double]) -> Double {
  let total = new.reduce(0, +)
  var divergence = logGamma(total) - logGamma(old.reduce(0, +))
  for (alpha, before) in zip(new, old) {
    divergence += logGamma(before) - logGamma(alpha)
    divergence += (alpha - before) * (digamma(alpha) - digamma(total))
  }
  return divergence
}
