public import Statistics

/// EM of hidden Markov models is Baum & Welch's algorithm (Baum et al. 1970,
/// https://doi.org/10.1214/aoms/1177697196).
extension HiddenMarkovModel: LatentVariableModel {
  /// Sequences of values, which may differ in length.
  public typealias Observations = [[Emission.Value]]

  /// What an E-step sums up.
  public struct Statistics: Sendable {
    /// The expected number of sequences that start in every state.
    public internal(set) var starts: [Double]
    /// The expected number of moves from state i to state j, K × K.
    public internal(set) var moves: Matrix
    /// The expected number of times in every state.
    public internal(set) var visits: [Double]
    /// The sums of every state's values.
    public internal(set) var emissions: [Emission.Sums]
  }

  /// The E-step on sequences that the emissions accept.
  public func eStep(_ observations: [[Emission.Value]]) throws -> Expectation<Statistics> {
    try validate(observations, Inference())
    return try eStep(observations, Inference())
  }

  /// The E-step, with a weight per sequence.
  ///
  /// A hard assignment is Viterbi's path (Viterbi training; Juang & Rabiner 1990,
  /// https://doi.org/10.1109/29.60082), a sampled one is drawn by filtering forwards and sampling
  /// backwards, and annealing tempers whole paths. Responsibilities from elsewhere have a row per value,
  /// the sequences one below the other.
  public func eStep(
    _ observations: [[Emission.Value]], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    var ends: [Int] = []
    for sequence in observations { ends.append((ends.last ?? 0) + sequence.count) }
    let parts = Segments.map(
      observations.count, block: 1, threads: inference.threads
    ) { [ends] range in
      var part = Part(statistics: emptyStatistics)
      for n in range {
        let weight = inference.weights?[n] ?? 1
        guard weight > 0 else { continue }
        let densities = logDensities(of: observations[n])
        let (path, logLikelihood) = pathPosterior(
          densities, inference.posterior, index: n,
          times: ends[n] - observations[n].count..<ends[n])
        part.logLikelihood += weight * logLikelihood
        part.entropy += weight * (path.entropy ?? 0)
        add(observations[n], weight, densities, path, to: &part)
      }
      return part
    }
    var result = parts[0]
    for later in parts.dropFirst() {
      result.logLikelihood += later.logLikelihood
      result.entropy += later.entropy
      result.logDensities += later.logDensities
      merge(later.statistics, into: &result.statistics)
    }
    guard inference.posterior != .exact else {
      return Expectation(statistics: result.statistics, logLikelihood: result.logLikelihood)
    }
    // An emission's own latent variables have an entropy too, as in a mixture.
    let expected = emissions.indices.reduce(0) {
      $0 + emissions[$1].expectedLogDensity(result.statistics.emissions[$1])
    }
    return Expectation(
      statistics: result.statistics, logLikelihood: result.logLikelihood,
      entropy: result.entropy + (result.logDensities - expected))
  }

  /// ρ and the rows of A are shares of the expected starts and moves; every emission is fitted to its
  /// share of the values.
  ///
  /// A state that is never left (only ever last) keeps its row of A, of which nothing is known.
  public func mStep(_ statistics: Statistics) throws -> HiddenMarkovModel {
    var next = self
    let total = statistics.starts.reduce(0, +)
    next.startProbabilities = statistics.starts.map { $0 / total }
    for i in 0..<stateCount {
      let moves = statistics.moves.row(i).reduce(0, +)
      guard moves > 0 else { continue }
      for j in 0..<stateCount { next.transitions[i, j] = statistics.moves[i, j] / moves }
    }
    var pooled = emissions[0].makeSums()
    for sums in statistics.emissions { emissions[0].merge(sums, into: &pooled) }
    let visits = statistics.visits.reduce(0, +)
    for k in 0..<stateCount {
      do throws(ComponentCollapse.Reason) {
        guard statistics.visits[k] > 1e-10 * visits else {
          throw .empty(effectiveCount: statistics.visits[k])
        }
        next.emissions[k] = try emissions[k].fitted(to: statistics.emissions[k], pooled: pooled)
      } catch {
        throw ComponentCollapse(component: k, reason: error)
      }
    }
    return next
  }

  /// Q = Σ starts·log ρ + Σ moves·log A + Σ E[log p(x | z)].
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    var q = 0.0
    for k in 0..<stateCount {
      q += product(statistics.starts[k], Elementary.log(startProbabilities[k]))
      q += emissions[k].expectedLogDensity(statistics.emissions[k])
      for j in 0..<stateCount {
        q += product(statistics.moves[k, j], Elementary.log(transitions[k, j]))
      }
    }
    return q
  }

  /// Starts, moves, visits, and sums, blended state by state.
  public func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics? {
    var blend = old
    blend.moves = (1 - rate) * old.moves + rate * new.moves
    for k in 0..<stateCount {
      blend.starts[k] = (1 - rate) * old.starts[k] + rate * new.starts[k]
      blend.visits[k] = (1 - rate) * old.visits[k] + rate * new.visits[k]
      blend.emissions[k] = emissions[k].blending(old.emissions[k], new.emissions[k], rate: rate)
    }
    return blend
  }

  /// p(zₜ = k | x), the sequences one below the other.
  public func responsibilities(of observations: [[Emission.Value]]) throws -> Matrix {
    try validate(observations, Inference())
    let posteriors = observations.map {
      ForwardBackward(
        startProbabilities: startProbabilities, transitions: transitions,
        logDensities: logDensities(of: $0)
      ).posteriors
    }
    return Matrix(
      rows: posteriors.reduce(0) { $0 + $1.rows }, columns: stateCount,
      elements: posteriors.flatMap(\.elements))
  }

  /// Looks for empty sequences, values that an emission objects to, and bad parameters.
  ///
  /// The row of an ``InvalidData`` counts the values of all sequences, one after the other.
  public func validate(_ observations: [[Emission.Value]], _ inference: Inference) throws {
    try validateProbabilities(startProbabilities, of: "startProbabilities")
    guard transitions.rows == stateCount, transitions.columns == stateCount else {
      throw InvalidStart.shape(
        parameter: "transitions", count: transitions.elements.count,
        expected: stateCount * stateCount)
    }
    for i in 0..<stateCount {
      try validateProbabilities(transitions.row(i), of: "transitions[\(i)]")
    }
    guard emissions.count == stateCount else {
      throw InvalidStart.shape(
        parameter: "emissions", count: emissions.count, expected: stateCount)
    }
    for (k, emission) in emissions.enumerated() {
      guard let fault = emission.fault else { continue }
      throw InvalidStart.outOfRange(parameter: fault.name, index: k, value: fault.value)
    }
    guard !observations.isEmpty, !observations.contains(where: \.isEmpty) else {
      throw InvalidData.empty
    }
    try emissions.validate(observations.flatMap { $0 })
    try validateWeights(inference.weights, count: observations.count)
    try validatePosterior(
      inference.posterior, count: observations.reduce(0) { $0 + $1.count }, components: stateCount)
  }

  /// Log-ratios of ρ and of the rows of A, and the coordinates of the emissions.
  public var coordinates: [Double] {
    let parts = emissions.map(\.coordinates)
    guard !parts.contains(where: \.isEmpty) else { return [] }
    return Simplex.coordinates(startProbabilities)
      + (0..<stateCount).flatMap { Simplex.coordinates(transitions.row($0)) }
      + parts.flatMap { $0 }
  }

  /// From the coordinates.
  public func moved(to coordinates: [Double]) -> HiddenMarkovModel? {
    var rest = coordinates[...]
    var next = self
    let free = stateCount - 1
    next.startProbabilities = Simplex.probabilities(rest.prefix(free))
    rest = rest.dropFirst(free)
    for i in 0..<stateCount {
      for (j, p) in Simplex.probabilities(rest.prefix(free)).enumerated() {
        next.transitions[i, j] = p
      }
      rest = rest.dropFirst(free)
    }
    for k in emissions.indices {
      let width = emissions[k].coordinates.count
      guard let emission = emissions[k].moved(to: Array(rest.prefix(width))) else { return nil }
      next.emissions[k] = emission
      rest = rest.dropFirst(width)
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
    for (k, emission) in emissions.enumerated() {
      named += emission.parameters.map { Parameter("emission[\(k)].\($0.name)", $0.value) }
    }
    return named
  }

  private var emptyStatistics: Statistics {
    Statistics(
      starts: Array(repeating: 0, count: stateCount),
      moves: Matrix(rows: stateCount, columns: stateCount),
      visits: Array(repeating: 0, count: stateCount), emissions: emissions.map { $0.makeSums() })
  }

  /// What a thread sums up over its sequences.
  private struct Part: Sendable {
    var statistics: Statistics
    var logLikelihood = 0.0
    /// Σ H(q) over paths.
    var entropy = 0.0
    /// Σ E_q[log p(x | z)].
    var logDensities = 0.0
  }

  private func add(
    _ sequence: [Emission.Value], _ weight: Double, _ densities: Matrix, _ path: PathPosterior,
    to part: inout Part
  ) {
    part.statistics.moves = part.statistics.moves + weight * path.moves
    for k in 0..<stateCount {
      part.statistics.starts[k] += weight * path.posteriors[0, k]
      for (t, value) in sequence.enumerated() {
        let share = weight * path.posteriors[t, k]
        guard share > 0 else { continue }
        part.statistics.visits[k] += share
        part.logDensities += share * densities[t, k]
        emissions[k].add(value, weight: share, to: &part.statistics.emissions[k])
      }
    }
  }

  private func merge(_ later: Statistics, into statistics: inout Statistics) {
    statistics.moves = statistics.moves + later.moves
    for k in 0..<stateCount {
      statistics.starts[k] += later.starts[k]
      statistics.visits[k] += later.visits[k]
      emissions[k].merge(later.emissions[k], into: &statistics.emissions[k])
    }
  }
}
