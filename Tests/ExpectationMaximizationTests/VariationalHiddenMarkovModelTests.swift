import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Variational Bayes of a chain` {
  private let start = VariationalHiddenMarkovModel(
    prior: .init(
      initialConcentration: 0.5, transitionConcentration: 0.8, emissionConcentration: 0.6),
    initialConcentrations: [1.5, 0.9],
    transitionConcentrations: Matrix(rows: 2, columns: 2, elements: [2, 0.7, 0.9, 1.6]),
    emissionConcentrations: Matrix(
      rows: 2, columns: 3, elements: [1.2, 2, 0.7, 1.6, 0.8, 1.9]))

  /// `Reference/extensions.py`: sums over all paths.
  @Test func `bound and concentrations are those of the reference`() throws {
    let reference = try ReferenceCase("extensions").variational_chain
    let sequences = reference.sequences.table.map { $0.map { Int($0) } }
    let fit = try fitByEM(
      start, to: sequences, options: EMOptions(tolerance: .never, iterationLimit: 8))
    let bounds = fit.trace.expectations.map(\.objective)
    #expect(isClose(Array(bounds.prefix(8)), reference.bounds.numbers, relative: 1e-12))
    let model = fit.model
    #expect(isClose(model.initialConcentrations, reference.initial.numbers, relative: 1e-10))
    #expect(
      isClose(
        model.transitionConcentrations.elements, reference.transitions.flat, relative: 1e-10))
    #expect(
      isClose(model.emissionConcentrations.elements, reference.emissions.flat, relative: 1e-10))
  }

  private func sequences(_ seed: UInt64) throws -> [[Int]] {
    var random = SplitMix64(seed: seed)
    let truth = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
      emissions: [Categorical(weights: [8, 1, 1]), Categorical(weights: [1, 4, 5])])
    return [30, 1, 50].map { truth.sample(length: $0, using: &random).values }
  }

  @Test(arguments: seeds) func `every law`(seed: UInt64) throws {
    let sequences = try sequences(seed)
    let problem = Problem(start: start, observations: sequences)
    let simplices = { (model: VariationalHiddenMarkovModel) in
      [model.expectedModel.initialProbabilities] + model.expectedModel.transitions.nested
        + model.expectedModel.emissions.map(\.probabilities)
    }
    try problem.expectBounds("seed \(seed)", simplices: simplices) {
      try problem.fit($0, change: $1)
    }
    try problem.expectBounds("weighted, seed \(seed)", simplices: simplices) {
      try problem.fit($0, weights: [2, 0, 1.5], change: $1)
    }
    try problem.expectWeightsCountRows(
      repetitions(3).map(Double.init), repeated: sequences.repeatedUnevenly)
  }

  /// One state has nothing hidden: the bound is the evidence, the product of the predictive probabilities
  /// (α + count)/(Σα + n).
  @Test func `the bound of one state is the evidence`() throws {
    let values = [0, 2, 2, 1, 2, 0]
    let model = VariationalHiddenMarkovModel(
      prior: .init(emissionConcentration: 0.6), initialConcentrations: [1],
      transitionConcentrations: Matrix(rows: 1, columns: 1, repeating: 1),
      emissionConcentrations: Matrix(rows: 1, columns: 3, repeating: 1))
    let fit = try fitByEM(model, to: [values])
    var (counts, evidence) = ([0.6, 0.6, 0.6], 0.0)
    for value in values {
      evidence += Elementary.log(counts[value] / counts.reduce(0, +))
      counts[value] += 1
    }
    #expect(isClose(fit.objective, evidence, relative: 1e-12))
  }

  /// Small concentrations empty the states that are not needed.
  @Test func `a start from a chain finds the states`() throws {
    let sequences = try sequences(5)
    var random = SplitMix64(seed: 8)
    let chain = try HiddenMarkovModel.initialized(
      states: 2, prototype: Categorical(weights: [1, 1, 1]), from: sequences, using: &random)
    let fit = try fitByEM(
      try VariationalHiddenMarkovModel(prior: .init(), start: chain, of: sequences), to: sequences)
    #expect(fit.status.isToleranceMet)
    #expect(fit.model.expectedModel.emissions.map { $0.probabilities[0] }.max() ?? 0 > 0.6)
    let shares = try fit.model.responsibilities(of: sequences)
    #expect(shares.rows == 81 && shares.columns == 2)
  }

  @Test func `errors name what is wrong`() throws {
    var bad = start
    #expect(throws: InvalidData.outsideSupport(row: 1, column: 0, value: 3)) {
      try fitByEM(bad, to: [[0, 3]])
    }
    #expect(throws: InvalidData.empty) { try fitByEM(bad, to: [[0], []]) }
    bad = VariationalHiddenMarkovModel(
      prior: .init(transitionConcentration: 0), initialConcentrations: [1, 1],
      transitionConcentrations: start.transitionConcentrations,
      emissionConcentrations: start.emissionConcentrations)
    #expect(throws: InvalidStart.outOfRange(parameter: "prior", index: 1, value: 0)) {
      try fitByEM(bad, to: [[0, 1]])
    }
    let equal = VariationalHiddenMarkovModel(
      prior: .init(), initialConcentrations: [1, 1],
      transitionConcentrations: Matrix(rows: 2, columns: 2, repeating: 1),
      emissionConcentrations: Matrix(rows: 2, columns: 3, repeating: 1))
    #expect(throws: InvalidStart.identicalComponents) { try fitByEM(equal, to: [[0, 1]]) }
    let ragged = VariationalHiddenMarkovModel(
      prior: .init(), initialConcentrations: [1, 1],
      transitionConcentrations: Matrix(rows: 2, columns: 1, repeating: 1),
      emissionConcentrations: start.emissionConcentrations)
    #expect(
      throws: InvalidStart.shape(parameter: "transitionConcentrations", count: 1, expected: 2)
    ) { try ragged.responsibilities(of: [[0, 1]]) }
  }
}
