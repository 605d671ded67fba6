public import Statistics

extension VariationalHiddenMarkovModel: WeightedModel, ComponentModel, ParameterizedModel,
  PenalizedModel
{
  /// Sequences of categories, possibly of different lengths.
  public typealias Observations = [[Int]]
  /// The expected counts.
  public typealias Statistics = HiddenMarkovModel<Categorical>.Statistics

  /// Computes q(z), the posterior of the chain with the probabilities exp E[log p].
  public func eStep(
    validated observations: [[Int]], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    let expectation = try chain.eStep(validated: observations, inference)
    let counts = expectation.statistics
    return Expectation(
      statistics: Statistics(
        initialCounts: counts.initialCounts, transitionCounts: counts.transitionCounts,
        occupancies: counts.occupancies, emissions: counts.emissions),
      logLikelihood: expectation.logLikelihood, entropy: expectation.entropy)
  }

  /// Computes q(θ): the prior's concentrations plus the expected counts.
  public func mStep(_ statistics: Statistics) throws -> VariationalHiddenMarkovModel {
    VariationalHiddenMarkovModel(prior: prior, counts: statistics)
  }

  /// E[log p(x, z | θ)] under q(z) and q(θ).
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    chain.expectedLogLikelihood(
      HiddenMarkovModel<ExpectedLogarithms>.Statistics(
        initialCounts: statistics.initialCounts, transitionCounts: statistics.transitionCounts,
        occupancies: statistics.occupancies, emissions: statistics.emissions))
  }

  /// −KL(q(θ) ‖ p(θ)), summed over the initial probabilities, the rows of A, and the emissions.
  public var logPrior: Double {
    let parts =
      [(initialConcentrations, prior.initialConcentration)]
      + transitionConcentrations.nested.map { ($0, prior.transitionConcentration) }
      + emissionConcentrations.nested.map { ($0, prior.emissionConcentration) }
    return parts.reduce(0) { sum, part in
      let (concentrations, before) = part
      let old = Array(repeating: before, count: concentrations.count)
      return sum - WeightPosterior.dirichlet(concentrations).divergence(from: .dirichlet(old))
    }
  }

  /// The parameters of the chain at the expectations, ``expectedModel``.
  public var parameters: [ModelParameter] { expectedModel.parameters }

  /// q(zₜ = k), with the rows of all sequences concatenated.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``.
  public func responsibilities(of observations: [[Int]]) throws -> Matrix {
    try validate(observations, Inference())
    return try chain.responsibilities(validated: observations)
  }

  /// The total number of values, each with the weight of its sequence.
  public func observationCount(of observations: [[Int]], weights: [Double]?) -> Double {
    chain.observationCount(of: observations, weights: weights)
  }

  /// Checks prior, concentrations, categories and weights.
  public func validate(_ observations: [[Int]], _ inference: Inference) throws {
    let (k, categories) = (stateCount, emissionConcentrations.columns)
    for (name, count, expected) in [
      ("initialConcentrations", min(k, 1), 1),
      ("transitionConcentrations", transitionConcentrations.rows, k),
      ("transitionConcentrations", transitionConcentrations.columns, k),
      ("emissionConcentrations", emissionConcentrations.rows, k),
    ] where count != expected {
      throw InvalidStart.shape(parameter: name, count: count, expected: expected)
    }
    for (name, values) in [
      (
        "prior",
        [
          prior.initialConcentration, prior.transitionConcentration, prior.emissionConcentration,
        ]
      ),
      ("initialConcentrations", initialConcentrations),
      ("transitionConcentrations", transitionConcentrations.elements),
      ("emissionConcentrations", emissionConcentrations.elements),
    ] {
      for (index, value) in values.enumerated() where !(value > 0 && value.isFinite) {
        throw InvalidStart.outOfRange(parameter: name, index: index, value: value)
      }
    }
    guard !observations.isEmpty, !observations.contains(where: \.isEmpty) else {
      throw InvalidData.empty
    }
    for (row, value) in observations.flatMap({ $0 }).enumerated()
    where !(0..<categories).contains(value) {
      throw InvalidData.outsideSupport(row: row, column: 0, value: Double(value))
    }
    try validateWeights(inference.weights, count: observations.count)
    try validatePosterior(
      inference.posterior, count: observations.reduce(0) { $0 + $1.count }, components: k)
  }

  /// Checks that the states differ: EM never separates equal states.
  public func validateStart(for observations: [[Int]], _ inference: Inference) throws {
    try validateDifferent(
      (0..<stateCount).map {
        emissionConcentrations.row($0) + transitionConcentrations.row($0)
          + [initialConcentrations[$0]]
      }, inference)
  }

  /// The chain with the probabilities exp E[log p], whose sums are less than 1.
  private var chain: HiddenMarkovModel<ExpectedLogarithms> {
    let logarithms = { (concentrations: [Double]) in
      WeightPosterior.dirichlet(concentrations).expectedLogarithms
    }
    return HiddenMarkovModel(
      initialProbabilities: logarithms(initialConcentrations).map { Elementary.exp($0) },
      transitions: Matrix(
        rows: stateCount, columns: stateCount,
        elements: transitionConcentrations.nested.flatMap {
          logarithms($0).map { Elementary.exp($0) }
        }),
      emissions: emissionConcentrations.nested.map { ExpectedLogarithms(values: logarithms($0)) })
  }
}

/// An emission given by the expected logarithms of the category probabilities.
private struct ExpectedLogarithms: MixtureComponent {
  let values: [Double]

  func logDensity(_ x: Int) -> Double { values[x] }
  func makeSums() -> CategorySums { CategorySums(categories: values.count) }
  func add(_ value: Int, weight: Double, to sums: inout CategorySums) {
    sums.count += weight
    sums.totals[value] += weight
  }

  func fitted(
    to sums: CategorySums, pooled: CategorySums
  ) throws(ComponentCollapse.Reason) -> ExpectedLogarithms { self }

  func expectedLogDensity(_ sums: CategorySums) -> Double {
    zip(sums.totals, values).reduce(0) { $0 + product($1.0, $1.1) }
  }
}
