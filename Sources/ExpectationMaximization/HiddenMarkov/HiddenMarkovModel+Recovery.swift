import Statistics

extension HiddenMarkovModel {
  /// Without the state, or with its emission fitted to the tenth of the values that the past predicts
  /// worst, and with the chance 1/K to start there, to go there, and to go on to anywhere.
  ///
  /// `nil` when the only state is to be dropped, or when even the worst values have no fit.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy,
    observations: [[Emission.Value]]
  ) throws -> HiddenMarkovModel? {
    let lost = collapse.component
    switch policy {
    case .keep: return nil
    case .drop:
      let kept = emissions.indices.filter { $0 != lost }
      guard !kept.isEmpty else { return nil }
      let rows = kept.map { i in shares(kept.map { transitions[i, $0] }) }
      return HiddenMarkovModel(
        startProbabilities: shares(kept.map { startProbabilities[$0] }),
        transitions: Matrix(
          rows: kept.count, columns: kept.count, elements: rows.flatMap { $0 }),
        emissions: kept.map { emissions[$0] })
    case .reseed:
      guard let emission = emissionOfWorst(observations, like: emissions[lost]) else { return nil }
      var next = self
      next.emissions[lost] = emission
      next.startProbabilities = reseeded(startProbabilities, lost)
      for i in 0..<stateCount {
        let row = i == lost ? shares(transitions.row(i).map { _ in 0 }) : transitions.row(i)
        for (j, p) in reseeded(row, lost).enumerated() { next.transitions[i, j] = p }
      }
      return next
    }
  }

  private func emissionOfWorst(
    _ observations: [[Emission.Value]], like prototype: Emission
  ) -> Emission? {
    let values = observations.flatMap { $0 }
    let predictions = observations.flatMap {
      ForwardBackward(
        startProbabilities: startProbabilities, transitions: transitions,
        logDensities: logDensities(of: $0)
      ).logPredictions
    }
    let order = values.indices.sorted { (predictions[$0], $0) < (predictions[$1], $1) }
    var (sums, pooled) = (prototype.makeSums(), prototype.makeSums())
    for value in values { prototype.add(value, weight: 1, to: &pooled) }
    for n in order.prefix(max(2, values.count / 10)) {
      prototype.add(values[n], weight: 1, to: &sums)
    }
    return try? prototype.fitted(to: sums, pooled: pooled)
  }

  /// Numbers as shares of their sum; equal shares of nothing.
  private func shares(_ numbers: [Double]) -> [Double] {
    let total = numbers.reduce(0, +)
    return numbers.map { total > 0 ? $0 / total : 1 / Double(numbers.count) }
  }

  /// Probabilities with 1/K for one of K, and the rest shared as before.
  private func reseeded(_ probabilities: [Double], _ lost: Int) -> [Double] {
    let count = Double(probabilities.count)
    var others = probabilities
    others[lost] = 0
    let total = others.reduce(0, +)
    return others.enumerated().map { k, p in
      if k == lost { return 1 / count }
      return total > 0 ? (1 - 1 / count) * p / total : 1 / count
    }
  }
}
