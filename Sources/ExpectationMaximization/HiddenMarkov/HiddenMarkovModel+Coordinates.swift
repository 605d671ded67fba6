import Statistics

extension HiddenMarkovModel {
  /// Log-ratios of ρ and of the rows of A, and the coordinates of the emissions, but for what is held.
  public var coordinates: [Double] {
    var all: [Double] = []
    if !held.contains(.startProbabilities) { all += Simplex.coordinates(startProbabilities) }
    if !held.contains(.transitions) {
      for i in 0..<stateCount { all += Simplex.coordinates(transitions.row(i)) }
    }
    guard !held.contains(.emissions) else { return all }
    let own = Emission.coordinates(of: emissions)
    return own.isEmpty ? [] : all + own
  }

  /// From the coordinates.
  public func moved(to coordinates: [Double]) -> HiddenMarkovModel? {
    guard coordinates.count == self.coordinates.count else { return nil }
    var rest = coordinates[...]
    var next = self
    let free = stateCount - 1
    if !held.contains(.startProbabilities) {
      next.startProbabilities = Simplex.probabilities(rest.prefix(free), like: startProbabilities)
      rest = rest.dropFirst(free)
    }
    for i in 0..<stateCount where !held.contains(.transitions) {
      let row = Simplex.probabilities(rest.prefix(free), like: transitions.row(i))
      for (j, p) in row.enumerated() {
        next.transitions[i, j] = p
      }
      rest = rest.dropFirst(free)
    }
    if !held.contains(.emissions) {
      guard let moved = Emission.moved(emissions, to: Array(rest)) else { return nil }
      next.emissions = moved
    }
    return next
  }

  /// ρ, A, and the parameters of the emissions.
  public var parameters: [Parameter] {
    var named = startProbabilities.enumerated().map { Parameter("start[\($0)]", $1) }
    for i in 0..<stateCount {
      for j in 0..<stateCount {
        named.append(Parameter("transition[\(i)][\(j)]", transitions[i, j]))
      }
    }
    return named + emissions.parameters("emission")
  }
}
