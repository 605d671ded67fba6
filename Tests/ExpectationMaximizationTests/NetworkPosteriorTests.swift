import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// The posteriors that stand in for the exact one in networks, against enumeration of all completions.
@Suite struct `Posteriors of the missing cells of a network` {
  /// Six nodes, node 1 latent and a third of the other cells missing.
  private let network: BayesianNetwork
  private let rows: [[Int?]]

  init() throws {
    let problem = try `Laws of EM on Bayesian networks`.problem(seed: 2)
    network = problem.start
    rows = Array(problem.observations.prefix(25))
  }

  /// Every completion of a row with its log-probability.
  private func completions(of row: [Int?]) throws -> [(states: [Int], logProbability: Double)] {
    var rows: [[Int]] = [[]]
    for (cell, node) in zip(row, network.nodes) {
      let states = cell.map { [$0] } ?? Array(0..<node.states)
      rows = rows.flatMap { head in states.map { head + [$0] } }
    }
    return try rows.map { ($0, try network.logProbability(of: $0)) }
  }

  /// The counts of the tables when completions have these shares.
  private func counts(
    _ share: ([(states: [Int], logProbability: Double)]) -> [Double]
  ) throws -> (counts: [[Double]], entropy: Double) {
    var counts = network.tables.map { $0.map { _ in 0.0 } }
    var entropy = 0.0
    for row in rows {
      let all = try completions(of: row)
      for (completion, q) in zip(all, share(all)) where q > 0 {
        entropy -= q * Elementary.log(q)
        for (node, value) in network.nodes.enumerated() {
          let parents = value.parents.map { name in network.nodes.firstIndex { $0.name == name }! }
          let place = parents.reduce(0) { $0 * network.nodes[$1].states + completion.states[$1] }
          counts[node][place * value.states + completion.states[node]] += q
        }
      }
    }
    return (counts, entropy)
  }

  private func expect(
    _ posterior: Posterior, _ share: ([(states: [Int], logProbability: Double)]) -> [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expectation = try network.eStep(rows, Inference(posterior: posterior))
    let expected = try counts(share)
    for (a, b) in zip(expectation.statistics.counts, expected.counts) {
      #expect(isClose(a, b, relative: 1e-10, absolute: 1e-12), sourceLocation: sourceLocation)
    }
    let likelihood = try rows.reduce(0) { try $0 + network.logProbability(of: $1) }
    #expect(
      isClose(expectation.logLikelihood, likelihood, relative: 1e-12),
      sourceLocation: sourceLocation)
    #expect(
      isClose(expectation.entropy ?? .nan, expected.entropy, relative: 1e-9, absolute: 1e-10),
      sourceLocation: sourceLocation)
  }

  @Test(arguments: [0.2, 0.7, 1]) func `tempered`(beta: Double) throws {
    try expect(.tempered(beta)) { all in
      let powers = all.map { Elementary.exp(beta * $0.logProbability) }
      return powers.map { $0 / powers.reduce(0, +) }
    }
  }

  @Test func `hard`() throws {
    try expect(.hard) { all in
      let best = all.map(\.logProbability).max() ?? .nan
      return all.map { $0.logProbability == best ? 1 : 0 }
    }
    for row in rows {
      let best = try completions(of: row).max { $0.logProbability < $1.logProbability }
      let found = try network.mostProbableStates(given: row)
      #expect(found.states == best?.states)
      #expect(isClose(found.logProbability, best?.logProbability ?? .nan, relative: 1e-12))
    }
  }

  /// 4 000 copies of one row: every expected count to four standard errors.
  @Test func `sampled`() throws {
    let row = try #require(rows.max { $0.count { $0 == nil } < $1.count { $0 == nil } })
    let copies = Array(repeating: row, count: 4_000)
    let exact = try network.eStep(copies)
    let one = try network.eStep(copies, Inference(posterior: .sampled(seed: 1)))
    for (drawn, expected) in zip(
      one.statistics.counts.joined(), exact.statistics.counts.joined())
    {
      let p = min(1, expected / 4_000)
      #expect(abs(drawn - expected) <= 4 * (4_000 * p * (1 - p)).squareRoot() + 1e-6)
    }
    let again = try network.eStep(copies, Inference(posterior: .sampled(seed: 1), threads: 8))
    #expect(again.statistics == one.statistics)
    let other = try network.eStep(copies, Inference(posterior: .sampled(seed: 2)))
    #expect(other.statistics != one.statistics)
  }

  @Test func `responsibilities from elsewhere are refused`() throws {
    #expect(throws: UnsupportedOption.posterior) {
      try network.eStep(rows, Inference(posterior: .given(Matrix(rows: 25, columns: 2))))
    }
  }

  @Test func `hard, stochastic, and annealed EM`() throws {
    var options = EMOptions(iterationLimit: 40)
    options.variant = .hard
    let hard = try fitByEM(network, to: rows, options: options)
    #expect(hard.status.isToleranceMet)
    let bounds = hard.trace.map(\.lowerBound)
    for (before, after) in zip(bounds, bounds.dropFirst()) { #expect(after >= before - 1e-9) }
    options.variant = .stochastic(seed: 3)
    #expect(try fitByEM(network, to: rows, options: options).iterations == 40)
    options.variant = .annealed(inverseTemperatures: Array(repeating: 0.6, count: 10))
    let hot = try fitByEM(network, to: rows, options: options).trace.filter { $0.iteration < 10 }
    let energies = hot.map { $0.expectedLogLikelihood + $0.entropy / 0.6 }
    for (before, after) in zip(energies, energies.dropFirst()) { #expect(after >= before - 1e-9) }
    for step in hot {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
  }
}
