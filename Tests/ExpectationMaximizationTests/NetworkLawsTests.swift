import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// Bayesian networks over seeded random problems, with cells missing anywhere and a latent node.
@Suite struct `Laws of EM on Bayesian networks` {
  static let seeds = 0..<2 as Range<UInt64>

  static let nodes = [
    NetworkNode("class", states: 3), NetworkNode("a", states: 2, parents: ["class"]),
    NetworkNode("b", states: 3, parents: ["class", "a"]),
    NetworkNode("c", states: 2, parents: ["a"]), NetworkNode("d", states: 2, parents: ["b", "c"]),
  ]

  /// Rows of a random network of which three cells in ten are missing, and the first column where it
  /// is latent.
  static func rows(_ seed: UInt64, isLatent: Bool) throws -> [[Int?]] {
    var random = SplitMix64(seed: seed)
    let truth = try BayesianNetwork(nodes, seed: seed)
    return (0..<60).map { _ in
      truth.sample(using: &random).enumerated().map { column, state in
        (isLatent && column == 0) || random.uniform() < 0.3 ? nil : state
      }
    }
  }

  static func simplices(_ network: BayesianNetwork) -> [[Double]] {
    zip(network.nodes, network.tables).flatMap { node, table in
      stride(from: 0, to: table.count, by: node.states).map { Array(table[$0..<$0 + node.states]) }
    }
  }

  @Test(arguments: seeds, [false, true])
  func `every law, with missing cells or a latent node`(seed: UInt64, isLatent: Bool) throws {
    let rows = try Self.rows(seed, isLatent: isLatent)
    for pseudoCount in [0, 0.5] {
      try expectLaws(
        of: "network", from: BayesianNetwork(Self.nodes, seed: seed + 50, pseudoCount: pseudoCount),
        on: rows, simplices: Self.simplices)
    }
    // Integer weights are repeated rows.
    let start = try BayesianNetwork(Self.nodes, seed: seed + 50)
    let weights = rows.indices.map { Double(($0 * 7) % 4) }
    let weighted = try expectLaws(
      of: "weighted network", from: start, on: rows, weights: weights, simplices: Self.simplices)
    let repeated = zip(rows, weights).flatMap { Array(repeating: $0, count: Int($1)) }
    let options = EMOptions(tolerance: .never, iterationLimit: 12)
    let unweighted = try fitByEM(start, to: repeated, options: options)
    #expect(isClose(weighted.logLikelihoods, unweighted.logLikelihoods, relative: 1e-11))
    #expect(
      isClose(
        weighted.model.tables.flatMap(\.self), unweighted.model.tables.flatMap(\.self),
        relative: 1e-8, absolute: 1e-14))
  }

  /// The columns of the data in reverse, so that parents come after their children, and the states of
  /// the latent node in another order.
  @Test(arguments: seeds) func `permuting columns and states permutes the result`(seed: UInt64)
    throws
  {
    let rows = try Self.rows(seed, isLatent: true)
    let start = try BayesianNetwork(Self.nodes, seed: seed + 50)
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    let plain = try fitByEM(start, to: rows, options: options)
    let reversed = try BayesianNetwork(
      Self.nodes.reversed(), tables: start.tables.reversed())
    let backwards = try fitByEM(reversed, to: rows.map { $0.reversed() }, options: options)
    #expect(isClose(backwards.logLikelihoods, plain.logLikelihoods, relative: 1e-11))
    for node in Self.nodes {
      #expect(
        isClose(
          backwards.model.table(of: node.name), plain.model.table(of: node.name), relative: 1e-8,
          absolute: 1e-14))
    }
    let turned = try BayesianNetwork(Self.nodes, tables: Self.turned(start))
    let other = try fitByEM(turned, to: rows, options: options)
    #expect(isClose(other.logLikelihoods, plain.logLikelihoods, relative: 1e-11))
    for (a, b) in zip(other.model.tables, Self.turned(plain.model)) {
      #expect(isClose(a, b, relative: 1e-8, absolute: 1e-14))
    }
  }

  /// The states of the class in the order 1, 2, 0.
  static func turned(_ network: BayesianNetwork) -> [[Double]] {
    var tables = network.tables
    for node in 0..<3 {
      let width = tables[node].count / 3
      tables[node] = Array(tables[node][width...] + tables[node][..<width])
    }
    return tables
  }

  @Test(arguments: seeds) func `without missing cells it is counting`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let truth = try BayesianNetwork(Self.nodes, seed: seed)
    let rows = (0..<300).map { _ in truth.sample(using: &random) }
    let fit = try fitByEM(BayesianNetwork(Self.nodes, seed: 77), to: rows)
    #expect(fit.iterations <= 2)
    for a in 0..<2 {
      for c in 0..<3 {
        let family = rows.filter { $0[0] == c && $0[1] == a }
        guard !family.isEmpty else { continue }
        let shares = (0..<3).map { b in
          Double(family.count { $0[2] == b }) / Double(family.count)
        }
        let start = (c * 2 + a) * 3
        #expect(
          isClose(Array(fit.model.table(of: "b")[start..<start + 3]), shares, relative: 1e-13))
      }
    }
  }
}
