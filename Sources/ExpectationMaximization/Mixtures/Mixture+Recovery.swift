extension Mixture {
  /// Without the component, or with the component fitted to the tenth of the values that the mixture
  /// explains worst, with the weight of an average component.
  ///
  /// `nil` when the weights are fixed and a component is to be dropped, or when even the worst values
  /// have no fit.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: [Component.Value]
  ) throws -> Mixture? {
    let lost = collapse.component
    switch policy {
    case .keep: return nil
    case .drop:
      let kept = components.indices.filter { $0 != lost }
      let total = kept.reduce(0) { $0 + weights[$1] }
      guard !kept.isEmpty, !hasFixedWeights, total > 0 else { return nil }
      return Mixture(
        weights: kept.map { weights[$0] / total }, components: kept.map { components[$0] })
    case .reseed:
      let densities = try logDensities(of: observations)
      let order = densities.indices.sorted { (densities[$0], $0) < (densities[$1], $1) }
      var pooled = components[lost].makeSums()
      for value in observations { components[lost].add(value, weight: 1, to: &pooled) }
      var sums = components[lost].makeSums()
      for n in order.prefix(max(2, observations.count / 10)) {
        components[lost].add(observations[n], weight: 1, to: &sums)
      }
      guard let component = try? components[lost].fitted(to: sums, pooled: pooled) else {
        return nil
      }
      var next = self
      next.components[lost] = component
      guard !hasFixedWeights else { return next }
      let share = 1 / Double(componentCount)
      let others = 1 - weights[lost]
      for k in weights.indices {
        next.weights[k] =
          k == lost ? share : (1 - share) * (others > 0 ? weights[k] / others : share)
      }
      return next
    }
  }
}
