import Statistics

extension HiddenMarkovModel: RecoverableModel {
  /// Drops the state, or refits its emission to the tenth of the values that the states explain
  /// worst and makes the transitions to and from it as likely as any other.
  ///
  /// Returns `nil` if that part of the model is fixed, if a spread shared by all states has
  /// vanished, or if even the worst values cannot be fitted.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy,
    observations: [[Emission.Value]]
  ) throws -> HiddenMarkovModel? {
    let lost = collapse.component
    guard !collapse.isShared(by: Emission.self) else { return nil }
    switch policy {
    case .keep: return nil
    case .drop:
      guard stateCount > 1, !hasFixedParameters else { return nil }
      return selecting(emissions.indices.filter { $0 != lost }).normalized
    case .reseed:
      guard !hasFixedParameters else { return nil }
      let values = observations.flatMap { $0 }
      let densities = values.map { value in
        emissions.indices.reduce(-Double.infinity) { best, k in
          k == lost ? best : max(best, emissions[k].logDensity(value))
        }
      }
      guard let emission = emissions[lost].reseeded(among: values, densities) else { return nil }
      var next = self
      next.emissions[lost] = emission
      let share = 1 / Double(stateCount)
      next.initialProbabilities = initialProbabilities.setting(lost, to: share)
      for i in 0..<stateCount {
        let row =
          i == lost
          ? Array(repeating: share, count: stateCount) : transitions.row(i).setting(lost, to: share)
        for (j, p) in row.enumerated() { next.transitions[i, j] = p }
      }
      return next
    }
  }

  /// Renormalizes the initial probabilities and the rows; uniform if nothing is left.
  private var normalized: HiddenMarkovModel {
    var next = self
    next.initialProbabilities = initialProbabilities.normalized
    for i in 0..<stateCount {
      for (j, p) in transitions.row(i).normalized.enumerated() { next.transitions[i, j] = p }
    }
    return next
  }
}
