extension Mixture: RecoverableModel {
  /// Drops the component, or refits it to the tenth of the values that the mixture explains worst,
  /// with the average weight.
  ///
  /// Returns `nil` if the weights are fixed and a component is to be dropped, if a spread shared by
  /// all components has vanished, or if even the worst values cannot be fitted.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: [Component.Value]
  ) throws -> Mixture? {
    let lost = collapse.component
    var next = self
    guard !collapse.isShared(by: Component.self) else { return nil }
    switch policy {
    case .keep: return nil
    case .drop:
      guard componentCount > 1, !hasFixedWeights else { return nil }
      next.weights.remove(at: lost)
      next.components.remove(at: lost)
      next.weights = next.weights.normalized
    case .reseed:
      let densities = try logDensities(of: observations)
      guard let component = components[lost].reseeded(among: observations, densities) else {
        return nil
      }
      next.components[lost] = component
      if !hasFixedWeights { next.weights = weights.setting(lost, to: 1 / Double(componentCount)) }
    }
    return next
  }
}

extension ComponentCollapse {
  /// Whether the vanished spread is shared by all components.
  func isShared<Component: MixtureComponent>(by type: Component.Type) -> Bool {
    switch reason {
    case .singular, .residual: type.areTied
    case .empty: false
    }
  }
}

extension MixtureComponent {
  /// The component fitted to the tenth of the values with the smallest densities; `nil` if they
  /// cannot be fitted.
  func reseeded(among values: [Value], _ logDensities: [Double]) -> Self? {
    let order = logDensities.indices.sorted { (logDensities[$0], $0) < (logDensities[$1], $1) }
    var pooled = makeSums()
    for value in values { add(value, weight: 1, to: &pooled) }
    var sums = makeSums()
    for n in order.prefix(max(2, values.count / 10)) { add(values[n], weight: 1, to: &sums) }
    return try? fitted(to: sums, pooled: pooled)
  }
}

extension Array where Element == Double {
  /// Normalizes shares to sum 1; uniform if the sum is 0.
  var normalized: [Double] {
    let total = reduce(0, +)
    return total > 0 ? map { $0 / total } : map { _ in 1 / Double(count) }
  }

  /// Sets one probability to the given value and rescales the others in proportion.
  func setting(_ index: Int, to share: Double) -> [Double] {
    var others = self
    others[index] = 0
    let total = others.reduce(0, +)
    return enumerated().map { k, p in
      if k == index { return share }
      return (1 - share) * (total > 0 ? p / total : 1 / Double(Swift.max(count - 1, 1)))
    }
  }
}
