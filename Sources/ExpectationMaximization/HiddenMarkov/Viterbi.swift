public import Statistics

extension HiddenMarkovModel {
  /// The most probable path of states through a sequence, and log p(x, path).
  ///
  /// Viterbi 1967, https://doi.org/10.1109/TIT.1967.1054010. Of equally probable states the first is
  /// taken.
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

  /// p(zₜ = k | x) for every time of a sequence, T × K: posterior decoding takes the largest of a row.
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

  func viterbi(_ logDensities: Matrix) -> (states: [Int], logProbability: Double) {
    let (length, count) = (logDensities.rows, stateCount)
    let logTransitions = Matrix(
      rows: count, columns: count, elements: transitions.elements.map { Elementary.log($0) })
    var best = (0..<count).map {
      Elementary.log(initialProbabilities[$0]) + logDensities[0, $0]
    }
    var previous: [[Int]] = []
    for t in 1..<max(length, 1) {
      var next: [Double] = []
      var origins: [Int] = []
      for j in 0..<count {
        var (origin, value) = (0, -Double.infinity)
        for i in 0..<count where best[i] + logTransitions[i, j] > value {
          (origin, value) = (i, best[i] + logTransitions[i, j])
        }
        origins.append(origin)
        next.append(value + logDensities[t, j])
      }
      best = next
      previous.append(origins)
    }
    var state = best.indices.reduce(0) { best[$1] > best[$0] ? $1 : $0 }
    let logProbability = best[state]
    var path = [state]
    for origins in previous.reversed() {
      state = origins[state]
      path.append(state)
    }
    return (path.reversed(), logProbability)
  }

  func logDensities(of sequence: [Emission.Value]) -> Matrix {
    var densities = Matrix(rows: sequence.count, columns: stateCount)
    for (t, value) in sequence.enumerated() {
      for k in 0..<stateCount { densities[t, k] = emissions[k].logDensity(value) }
    }
    return densities
  }
}
