import Statistics

/// For hidden Markov models, EM is the Baum–Welch algorithm (Baum et al. 1970,
/// https://doi.org/10.1214/aoms/1177697196).
extension HiddenMarkovModel: WeightedModel, ComponentModel, PenalizedModel {
  /// ρ and the rows of A are proportional to the expected initial and transition counts; each
  /// emission is fitted to the weighted values of its state.
  ///
  /// With concentrations and a prior, the M-step finds the posterior mode.
  ///
  /// A state that is visited only at the end of sequences keeps its row of A, since the data do not
  /// determine it.
  public func mStep(_ statistics: Statistics) throws -> HiddenMarkovModel {
    var next = self
    if !fixed.contains(.initialProbabilities) {
      next.initialProbabilities = partlyFixedInitialProbabilities.fitted(
        to: statistics.initialCounts.map { $0 + (initialConcentration - 1) })
    }
    if !fixed.contains(.transitions) {
      for i in 0..<stateCount {
        let row = partlyFixedTransitions(i).fitted(
          to: statistics.transitionCounts.row(i).map { $0 + (transitionConcentration - 1) })
        for j in 0..<stateCount { next.transitions[i, j] = row[j] }
      }
    }
    if !fixed.contains(.emissions) {
      let total = statistics.occupancies.reduce(0, +)
      next.emissions = try emissions.fitted(
        to: statistics.emissions, emissionPrior, counts: statistics.occupancies,
        isEmpty: { emissionPrior == nil && !($0 > 1e-10 * total) })
    }
    return next
  }

  /// Q = Σ initial counts · log ρ + Σ transition counts · log A + Σ E[log p(x | z)].
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    var q = 0.0
    for k in 0..<stateCount {
      q += product(statistics.initialCounts[k], Elementary.log(initialProbabilities[k]))
      q += emissions[k].expectedLogDensity(statistics.emissions[k])
      for j in 0..<stateCount {
        q += product(statistics.transitionCounts[k, j], Elementary.log(transitions[k, j]))
      }
    }
    return q
  }

  /// (α − 1) Σ log of the initial and transition probabilities, plus the log prior of the
  /// emissions.
  ///
  /// Fixed parameters contribute nothing. NaN if A is not K × K.
  public var logPrior: Double {
    var sum = fixed.contains(.emissions) ? 0 : emissions.logDensity(under: emissionPrior)
    guard hasSquareTransitions else { return .nan }
    let rows = (0..<stateCount).flatMap { partlyFixedTransitions($0).freeProbabilities }
    for (part, concentration, probabilities) in [
      (
        FixedParts.initialProbabilities, initialConcentration,
        partlyFixedInitialProbabilities.freeProbabilities
      ),
      (.transitions, transitionConcentration, rows),
    ] where concentration != 1 && !fixed.contains(part) {
      for p in probabilities { sum += (concentration - 1) * Elementary.log(p) }
    }
    return sum
  }

  /// Checks parameters, sequences, values and weights.
  ///
  /// The row in an ``InvalidData`` error counts the values of all sequences, concatenated.
  public func validate(_ observations: [[Emission.Value]], _ inference: Inference) throws {
    try validateProbabilities(initialProbabilities, of: "initialProbabilities")
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
    try validateFixedProbabilities()
    try emissions.validateParameters("emissions")
    guard !observations.isEmpty, !observations.contains(where: \.isEmpty) else {
      throw InvalidData.empty
    }
    try emissions.validate(observations.flatMap { $0 })
    for (name, concentration) in [
      ("initialConcentration", initialConcentration),
      ("transitionConcentration", transitionConcentration),
    ] where !(concentration >= 1 && concentration.isFinite) {
      throw InvalidStart.outOfRange(parameter: name, index: 0, value: concentration)
    }
    try validateWeights(inference.weights, count: observations.count)
    try validateInference(
      Inference(posterior: inference.posterior),
      count: observations.reduce(0) { $0 + $1.count }, components: stateCount)
  }
  /// Checks that EM can distinguish the states: they have different emissions, or the state
  /// probabilities change along a sequence.
  public func validateStart(for observations: [[Emission.Value]], _ inference: Inference) throws {
    let stationary = (0..<stateCount).allSatisfy { j in
      let next = (0..<stateCount).reduce(0) { $0 + initialProbabilities[$1] * transitions[$1, j] }
      return abs(next - initialProbabilities[j]) < 1e-12
    }
    if stationary { try validateDifferent(emissions, inference) }
  }

  /// The total number of values, each with the weight of its sequence.
  public func observationCount(of observations: [[Emission.Value]], weights: [Double]?) -> Double {
    observations.enumerated().reduce(0) {
      $0 + (weights?[$1.offset] ?? 1) * Double($1.element.count)
    }
  }
}

extension HiddenMarkovModel: BlendableModel {
  /// The weighted averages of counts and sums, state by state.
  public func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics {
    var blend = old
    blend.transitionCounts = (1 - rate) * old.transitionCounts + rate * new.transitionCounts
    for k in 0..<stateCount {
      blend.initialCounts[k] = (1 - rate) * old.initialCounts[k] + rate * new.initialCounts[k]
      blend.occupancies[k] = (1 - rate) * old.occupancies[k] + rate * new.occupancies[k]
      blend.emissions[k] = emissions[k].blending(old.emissions[k], new.emissions[k], rate: rate)
    }
    return blend
  }
}
