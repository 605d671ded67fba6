public import Statistics

extension HiddenMarkovModel {
  /// Sequences of values, possibly of different lengths.
  public typealias Observations = [[Emission.Value]]

  /// The expected sufficient statistics of the E-step.
  public struct Statistics: Sendable {
    /// The expected number of sequences that start in each state.
    public internal(set) var initialCounts: [Double]
    /// The expected number of transitions from state i to state j, K × K.
    public internal(set) var transitionCounts: Matrix
    /// The expected number of times in each state.
    public internal(set) var occupancies: [Double]
    /// The sums of each state's values.
    public internal(set) var emissions: [Emission.Sums]
  }

  /// Performs the E-step, with one weight per sequence.
  ///
  /// Hard assignments use the Viterbi path, and sampled assignments use a path drawn from the
  /// posterior. Given responsibilities (one row per value, the sequences concatenated) treat the
  /// times as independent.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` with the index of a sequence of probability 0.
  public func eStep(
    validated observations: [[Emission.Value]], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    let firsts = observations.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    let parts = Segments.map(observations.count, block: 1, threads: inference.threads) { range in
      var part = Part(statistics: emptyStatistics)
      for n in range {
        let weight = inference.weights?[n] ?? 1
        guard weight > 0 else { continue }
        add(observations[n], n, weight, firsts[n], inference.posterior, to: &part)
      }
      return part
    }
    var result = parts[0]
    for later in parts.dropFirst() {
      result.logLikelihood += later.logLikelihood
      result.entropy += later.entropy
      result.logDensity += later.logDensity
      result.impossible = result.impossible ?? later.impossible
      merge(later.statistics, into: &result.statistics)
    }
    if let sequence = result.impossible { throw InvalidData.impossible(row: sequence) }
    if inference.posterior == .exact {
      return Expectation(statistics: result.statistics, logLikelihood: result.logLikelihood)
    }
    // An emission's own latent variables (as in Student's t) also have an entropy: the amount by
    // which their part of Q is below the log-densities.
    let own = zip(emissions, result.statistics.emissions).reduce(result.logDensity) {
      $0 - $1.0.expectedLogDensity($1.1)
    }
    return Expectation(
      statistics: result.statistics, logLikelihood: result.logLikelihood,
      entropy: result.entropy + own)
  }

  /// p(zₜ = k | x), with the rows of all sequences concatenated.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` with the index of a sequence of probability 0;
  ///   ``InvalidData`` or ``InvalidStart``.
  public func responsibilities(of observations: [[Emission.Value]]) throws -> Matrix {
    try validate(observations, Inference())
    return try responsibilities(validated: observations)
  }

  /// The responsibilities for validated sequences.
  func responsibilities(validated observations: [[Emission.Value]]) throws -> Matrix {
    let occupancies = try observations.enumerated().map { index, sequence in
      let forward = forwardPass(logDensities(of: sequence))
      guard forward.logLikelihood > -.infinity else { throw InvalidData.impossible(row: index) }
      return StatePosterior(forward, transitions: transitions).occupancies.matrix
    }
    return Matrix(
      rows: occupancies.reduce(0) { $0 + $1.rows }, columns: stateCount,
      elements: occupancies.flatMap(\.elements))
  }

  private func forwardPass(_ logDensities: LaneRows) -> ForwardPass {
    ForwardPass(
      initialProbabilities: initialProbabilities, transitions: transitions,
      logDensities: logDensities)
  }

  /// The sums over some of the sequences.
  private struct Part: Sendable {
    var statistics: Statistics
    var logLikelihood = 0.0
    /// The entropy H of the states under q.
    var entropy = 0.0
    /// Σ q log p(xₜ | zₜ).
    var logDensity = 0.0
    /// The index of the first sequence of probability 0.
    var impossible: Int?
  }

  private func add(
    _ sequence: [Emission.Value], _ index: Int, _ weight: Double, _ firstRow: Int,
    _ posterior: Posterior, to part: inout Part
  ) {
    let densities = logDensities(of: sequence)
    let forward = forwardPass(posterior == .exact ? densities : densities.scaled(by: 1))
    guard forward.logLikelihood > -.infinity else {
      part.impossible = part.impossible ?? index
      return
    }
    part.logLikelihood += weight * forward.logLikelihood
    let (states, entropy) = statePosterior(forward, densities, index, firstRow, posterior)
    part.entropy += weight * entropy
    for i in states.transitionCounts.elements.indices {
      part.statistics.transitionCounts.elements[i] += weight * states.transitionCounts.elements[i]
    }
    for k in 0..<stateCount {
      part.statistics.initialCounts[k] += weight * states.occupancies[0, k]
    }
    for first in stride(from: 0, to: sequence.count, by: RowBlock.size) {
      let rows = first..<min(first + RowBlock.size, sequence.count)
      let values = sequence[rows]
      for k in 0..<stateCount {
        let shares = states.occupancies.column(k, rows: rows, times: weight)
        part.statistics.occupancies[k] += shares.reduce(0, +)
        if posterior != .exact {
          for (share, t) in zip(shares, rows) { part.logDensity += product(share, densities[t, k]) }
        }
        emissions[k].addBlock(values, weights: shares, to: &part.statistics.emissions[k])
      }
    }
  }

  /// q(z) of one sequence, and its entropy if q is not the exact posterior.
  private func statePosterior(
    _ forward: ForwardPass, _ densities: LaneRows, _ index: Int, _ firstRow: Int,
    _ posterior: Posterior
  ) -> (StatePosterior, entropy: Double) {
    switch posterior {
    case .exact: return (StatePosterior(forward, transitions: transitions), 0)
    case .hard: return (StatePosterior(path: viterbi(densities).states, states: stateCount), 0)
    case .sampled(let seed):
      var random = SplitMix64(seed: seed ^ (UInt64(index) &* 0xd134_2543_de82_ef95))
      let path = forward.path(transitions: transitions, using: &random)
      return (StatePosterior(path: path, states: stateCount), 0)
    case .given(let responsibilities):
      let rows = Array(firstRow..<firstRow + forward.length)
      let occupancies = responsibilities.selecting(rows: rows)
      let entropy = occupancies.elements.reduce(0) { $0 - product($1, Elementary.log($1)) }
      return (StatePosterior(independent: occupancies), entropy)
    case .tempered(let beta):
      // q ∝ p(x, z)^β is again a Markov chain, with all factors raised to the power β.
      let power = { (p: Double) in p > 0 ? Elementary.exp(beta * Elementary.log(p)) : 0 }
      let hot = Matrix(
        rows: stateCount, columns: stateCount, elements: transitions.elements.map(power))
      let logDensities = densities.scaled(by: beta)
      let tempered = ForwardPass(
        initialProbabilities: initialProbabilities.map(power), transitions: hot,
        logDensities: logDensities)
      let states = StatePosterior(tempered, transitions: hot)
      // H(q) = log Z − E[log p(x, z)^β].
      var joint = 0.0
      for k in 0..<stateCount {
        joint += product(states.occupancies[0, k], Elementary.log(initialProbabilities[k]))
        for t in 0..<forward.length { joint += product(states.occupancies[t, k], densities[t, k]) }
        for j in 0..<stateCount {
          joint += product(states.transitionCounts[k, j], Elementary.log(transitions[k, j]))
        }
      }
      return (states, tempered.logLikelihood - beta * joint)
    }
  }

  private var emptyStatistics: Statistics {
    Statistics(
      initialCounts: Array(repeating: 0, count: stateCount),
      transitionCounts: Matrix(rows: stateCount, columns: stateCount),
      occupancies: Array(repeating: 0, count: stateCount),
      emissions: emissions.map { $0.makeSums() })
  }

  private func merge(_ later: Statistics, into statistics: inout Statistics) {
    statistics.transitionCounts = statistics.transitionCounts + later.transitionCounts
    for k in 0..<stateCount {
      statistics.initialCounts[k] += later.initialCounts[k]
      statistics.occupancies[k] += later.occupancies[k]
      emissions[k].merge(later.emissions[k], into: &statistics.emissions[k])
    }
  }
}
