import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Laws of EM on Bayesian networks` {
  /// A random network, whose nodes have parents among the two before them, with a third of the cells
  /// missing and node 1 latent.
  static func problem(seed: UInt64, pseudoCount: Double = 0) throws -> Problem<BayesianNetwork> {
    var random = SplitMix64(seed: seed)
    let nodes = (0..<6).map { index in
      NetworkNode(
        "x\(index)", states: 2 + random.integer(below: 2),
        parents: (max(0, index - 2)..<index).filter { _ in random.uniform() < 0.7 }
          .map { "x\($0)" })
    }
    let truth = try BayesianNetwork(nodes, seed: seed)
    let rows = (0..<120).map { _ -> [Int?] in
      let complete = truth.sample(using: &random)
      return complete.enumerated().map { $0 == 1 || random.uniform() < 0.3 ? nil : $1 }
    }
    return Problem(
      start: try BayesianNetwork(nodes, seed: seed + 50, pseudoCount: pseudoCount),
      observations: rows)
  }

  @Test(arguments: [0, 0.5]) func `climbs, adds up, and counts weights`(pseudoCount: Double) throws
  {
    for seed in seeds {
      let problem = try Self.problem(seed: seed, pseudoCount: pseudoCount)
      let fit = try problem.expectLaws("seed \(seed)", iterations: 20)
      for (node, table) in zip(fit.model.nodes, fit.model.tables) {
        for start in stride(from: 0, to: table.count, by: node.states) {
          let row = table[start..<start + node.states]
          #expect(abs(row.reduce(0, +) - 1) < 1e-12 && row.allSatisfy { $0 >= 0 })
        }
      }
      let rows = problem.observations
      try problem.expectWeightsCountRows(
        repetitions(rows.count).map(Double.init), repeated: rows.repeatedUnevenly)
    }
  }

  /// Marginals of every node sum to one, given any evidence.
  @Test func `posteriors sum to one`() throws {
    for seed in seeds {
      let problem = try Self.problem(seed: seed)
      for row in problem.observations.prefix(20) {
        for marginal in try problem.start.marginals(given: row) {
          #expect(abs(marginal.reduce(0, +) - 1) < 1e-12 && marginal.allSatisfy { $0 >= 0 })
        }
      }
    }
  }

  /// The states of every node in reverse, and the nodes in reverse.
  @Test func `permuting states or nodes permutes the tables`() throws {
    for seed in seeds {
      let problem = try Self.problem(seed: seed)
      let plain = try problem.fit(8)
      let (nodes, start) = (problem.start.nodes, problem.start)
      // Reversing the states of all axes reverses a table.
      let flipped = try Problem(
        start: BayesianNetwork(nodes, tables: start.tables.map { $0.reversed() }),
        observations: problem.observations.map { row in
          zip(row, nodes).map { state, node in state.map { node.states - 1 - $0 } }
        }
      ).fit(8)
      #expect(isClose(flipped.logLikelihoods, plain.logLikelihoods, relative: 1e-11))
      for (a, b) in zip(flipped.model.tables, plain.model.tables) {
        #expect(isClose(a, b.reversed(), relative: 1e-7, absolute: 1e-10))
      }
      let backwards = try Problem(
        start: BayesianNetwork(nodes.reversed(), tables: start.tables.reversed()),
        observations: problem.observations.map { $0.reversed() }
      ).fit(8)
      #expect(isClose(backwards.logLikelihoods, plain.logLikelihoods, relative: 1e-11))
      for node in nodes {
        #expect(
          isClose(
            backwards.model.table(of: node.name), plain.model.table(of: node.name),
            relative: 1e-7, absolute: 1e-10))
      }
    }
  }

  /// Complete rows: relative frequencies after one step.
  @Test func `complete rows are the closed form`() throws {
    let start = try BayesianNetwork([
      NetworkNode("a", states: 2), NetworkNode("b", states: 2, parents: ["a"]),
    ])
    let fit = try fitByEM(start, to: [[0, 1], [0, 1], [0, 0], [1, 1]])
    #expect(isClose(fit.model.table(of: "a"), [0.75, 0.25], relative: 1e-15))
    #expect(isClose(fit.model.table(of: "b"), [1.0 / 3, 2.0 / 3, 0, 1], relative: 1e-15))
  }

  /// H(q) and KL of the missing cells by enumeration of their states.
  @Test func `entropy and divergence are those of the missing cells`() throws {
    for seed in seeds {
      var problem = try Self.problem(seed: seed)
      problem.observations = Array(problem.observations.prefix(6))
      let fit = try problem.fit(3) { $0.record = .models }
      let models = try fit.trace.map { try #require($0.model) }
      for (before, (step, model)) in zip(models, zip(fit.trace, models).dropFirst())
      where step.kind == .maximization {
        var (entropy, divergence) = (0.0, 0.0)
        for row in problem.observations {
          let (old, new) = (try before.completions(of: row), try model.completions(of: row))
          for (q, p) in zip(old, new) where q > 0 {
            entropy -= q * Elementary.log(q)
            divergence += q * (Elementary.log(q) - Elementary.log(p))
          }
        }
        #expect(isClose(step.entropy, entropy, relative: 1e-9, absolute: 1e-12))
        #expect(isClose(step.divergence, divergence, relative: 1e-7, absolute: 1e-12))
      }
    }
  }
}

extension BayesianNetwork {
  /// p(missing cells | observed cells) of every completion of a row.
  fileprivate func completions(of row: [Int?]) throws -> [Double] {
    var rows: [[Int?]] = [[]]
    for (cell, node) in zip(row, nodes) {
      let states = cell.map { [$0] } ?? Array(0..<node.states)
      rows = rows.flatMap { head in states.map { head + [$0] } }
    }
    let joint = try rows.map { try Elementary.exp(logProbability(of: $0)) }
    let total = joint.reduce(0, +)
    return joint.map { $0 / total }
  }
}
