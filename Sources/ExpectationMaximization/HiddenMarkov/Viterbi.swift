public import Statistics

extension HiddenMarkovModel {
  /// The most probable state path of a sequence, and log p(x, path).
  ///
  /// Viterbi 1967, https://doi.org/10.1109/TIT.1967.1054010. Ties are resolved in favor of the
  /// first state.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``, also for a sequence of probability 0.
  public func mostProbablePath(
    of sequence: [Emission.Value]
  ) throws -> (states: [Int], logProbability: Double) {
    try validate([sequence], Inference())
    let path = viterbi(logDensities(of: sequence))
    guard path.logProbability > -.infinity else { throw InvalidData.impossible(row: 0) }
    return path
  }

  /// p(zₜ = k | x) for each time of a sequence, T × K.
  ///
  /// Posterior decoding takes the row maximum.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``, also for a sequence of probability 0.
  public func statePosteriors(of sequence: [Emission.Value]) throws -> Matrix {
    try responsibilities(of: [sequence])
  }

  /// log p(x) of one sequence, in nats.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``, also for a sequence of probability 0.
  public func logLikelihood(of sequence: [Emission.Value]) throws -> Double {
    try logLikelihood(of: [sequence])
  }

  func viterbi(_ logDensities: LaneRows) -> (states: [Int], logProbability: Double) {
    let (length, count) = (logDensities.rows, stateCount)
    let logTransitions = transitions.elements.map { Elementary.log($0) }
    var best = (0..<count).map { Elementary.log(initialProbabilities[$0]) + logDensities[0, $0] }
    var next = best
    // The best predecessor of state j at time t, at index t · K + j.
    var origins = Array(repeating: 0, count: length * count)
    for t in 1..<max(length, 1) {
      let row = t * count
      for j in 0..<count { next[j] = -.infinity }
      for i in 0..<count {
        for j in 0..<count {
          let value = best[i] + logTransitions[i * count + j]
          guard value > next[j] else { continue }
          next[j] = value
          origins[row + j] = i
        }
      }
      for j in 0..<count { best[j] = next[j] + logDensities[t, j] }
    }
    var state = indexOfLargest(best)
    let logProbability = best[state]
    var path = [state]
    for t in stride(from: length - 1, to: 0, by: -1) {
      state = origins[t * count + state]
      path.append(state)
    }
    return (path.reversed(), logProbability)
  }

  /// log p(xₜ | zₜ = k), T × K.
  func logDensities(of sequence: [Emission.Value]) -> LaneRows {
    let densities = LaneRows(rows: sequence.count, columns: stateCount)
    for first in stride(from: 0, to: sequence.count, by: RowBlock.size) {
      let values = sequence[first..<min(first + RowBlock.size, sequence.count)]
      for k in 0..<stateCount {
        densities.setColumn(k, from: first, to: emissions[k].blockLogDensities(values))
      }
    }
    return densities
  }
}
