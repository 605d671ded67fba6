import Statistics

/// EM of hidden Markov models is Baum & Welch's algorithm (Baum et al. 1970,
/// https://doi.org/10.1214/aoms/1177697196).
extension HiddenMarkovModel: LatentVariableModel {
  /// ρ and the rows of A are shares of the expected starts and moves; every emission is fitted to its
  /// share of the values.
  ///
  /// With concentrations and a prior, the mode of the posterior.
  ///
  /// A state that is never left (only ever last) keeps its row of A, of which nothing is known.
  public func mStep(_ statistics: Statistics) throws -> HiddenMarkovModel {
    var next = self
    if !held.contains(.startProbabilities) {
      let starts = statistics.starts.map { $0 + (startConcentration - 1) }
      let total = starts.reduce(0, +)
      next.startProbabilities = starts.map { $0 / total }
    }
    if !held.contains(.transitions) {
      for i in 0..<stateCount {
        let moves = statistics.moves.row(i).map { $0 + (transitionConcentration - 1) }
        let total = moves.reduce(0, +)
        guard total > 0 else { continue }
        for j in 0..<stateCount { next.transitions[i, j] = moves[j] / total }
      }
    }
    if !held.contains(.emissions) {
      let visits = statistics.visits.reduce(0, +)
      next.emissions = try emissions.fitted(
        to: statistics.emissions, emissionPrior, counts: statistics.visits,
        isEmpty: { emissionPrior == nil && !($0 > 1e-10 * visits) })
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

  /// (α − 1) Σ log of the start and transition probabilities, and the prior of the emissions.
  ///
  /// What is held counts for nothing.
  public var logPrior: Double {
    var sum = held.contains(.emissions) ? 0 : emissions.logDensity(under: emissionPrior)
    for (part, concentration, probabilities) in [
      (Held.startProbabilities, startConcentration, startProbabilities),
      (.transitions, transitionConcentration, transitions.elements),
    ] where concentration != 1 && !held.contains(part) {
      for p in probabilities { sum += (concentration - 1) * Elementary.log(p) }
    }
    return sum
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
    try emissions.validateParameters("emissions")
    guard !observations.isEmpty, !observations.contains(where: \.isEmpty) else {
      throw InvalidData.empty
    }
    try emissions.validate(observations.flatMap { $0 })
    for (name, concentration) in [
      ("startConcentration", startConcentration),
      ("transitionConcentration", transitionConcentration),
    ] where !(concentration >= 1 && concentration.isFinite) {
      throw InvalidStart.outOfRange(parameter: name, index: 0, value: concentration)
    }
    try validateWeights(inference.weights, count: observations.count)
    try validateInference(
      Inference(posterior: inference.posterior),
      count: observations.reduce(0) { $0 + $1.count }, components: stateCount)
  }
}
