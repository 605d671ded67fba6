public import Statistics

extension GaussianMixture: RecoverableModel {
  /// Drops the component, or moves it to the row that the mixture explains worst, with the
  /// covariance of all rows and the average weight.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: Matrix
  ) throws -> GaussianMixture? {
    let lost = collapse.component
    switch policy {
    case .keep: return nil
    case .drop:
      guard componentCount > 1, covariances.structure != .tied || isEmpty(collapse) else {
        return nil
      }
      return without(lost)
    case .reseed:
      let densities = try kernel(observations).posteriors().logDensities
      guard let worst = densities.indices.min(by: { densities[$0] < densities[$1] }) else {
        return nil
      }
      let everything = Array(repeating: 0, count: observations.rows)
      let pooled = GaussianStatistics(observations, labels: everything, components: 1)
      // If even all rows together have no spread, nothing can be reseeded.
      guard
        let spread = try? GaussianEstimate(pooled, prior: prior, ridge: ridge).covariances(
          covariances.structure)
      else { return nil }
      var next = self
      for j in 0..<dimension { next.means[lost, j] = observations[worst, j] }
      next.covariances = covariances.replacing(lost, by: spread)
      next.weights = weights.setting(lost, to: 1 / Double(componentCount))
      return next
    }
  }

  private func isEmpty(_ collapse: ComponentCollapse) -> Bool {
    if case .empty = collapse.reason { true } else { false }
  }

  private func without(_ lost: Int) -> GaussianMixture {
    var next = selecting(weights.indices.filter { $0 != lost })
    next.weights = next.weights.normalized
    return next
  }
}

extension UnivariateGaussianMixture: RecoverableModel {
  /// Drops the component, or moves it to the number that the mixture explains worst.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: [Double]
  ) throws -> UnivariateGaussianMixture? {
    let wide = GaussianMixture(
      weights: weights, means: Matrix(rows: componentCount, columns: 1, elements: means),
      covariances: .spherical(standardDeviations.map { $0 * $0 }), prior: prior,
      ridge: ridge)
    let recovered = try wide.recovering(
      from: collapse, by: policy,
      observations: Matrix(rows: observations.count, columns: 1, elements: observations))
    return recovered.map { UnivariateGaussianMixture(onTheLine: $0) }
  }
}

extension Covariances {
  /// The covariances with that of one component replaced by the covariance of a one-component
  /// mixture.
  fileprivate func replacing(_ k: Int, by spread: Covariances) -> Covariances {
    switch (self, spread) {
    case (.full(var matrices), .full(let one)):
      matrices[k] = one[0]
      return .full(matrices)
    case (.diagonal(var variances), .diagonal(let one)):
      for j in 0..<variances.columns { variances[k, j] = one[0, j] }
      return .diagonal(variances)
    case (.spherical(var variances), .spherical(let one)):
      variances[k] = one[0]
      return .spherical(variances)
    default: return spread
    }
  }
}
