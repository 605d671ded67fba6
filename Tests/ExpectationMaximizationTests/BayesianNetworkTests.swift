import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Discrete Bayesian networks` {
  static func network(_ reference: ReferenceCase) throws -> BayesianNetwork {
    let names = reference.nodes.strings
    return try BayesianNetwork(
      names.map {
        NetworkNode(
          $0, states: reference.cardinalities[$0].int, parents: reference.parents[$0].strings)
      }, tables: names.map { reference.`init`[$0].flat })
  }

  static func states(_ row: [Double]) -> [Int?] {
    row.map { $0 < 0 ? nil : Int($0) }
  }

  /// Reference 06, by hand: one step gives 2/3, 1/3 and .55, .25.
  @Test func `two nodes, one step by hand`() throws {
    let reference = try ReferenceCase("06_bn_two_node")
    let start = try Self.network(reference)
    let rows = reference.data.rows.table.map(Self.states)
    let fit = try fitByEM(
      start, to: rows, options: EMOptions(tolerance: .never, iterationLimit: 50, record: .models))
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    let first = try #require(fit.maximizations[0].model)
    #expect(isClose(first.table(of: "A"), [2.0 / 3, 1.0 / 3], relative: 1e-14))
    #expect(isClose(first.table(of: "B"), [0.55, 0.45, 0.25, 0.75], relative: 1e-14))
    let parts = reference.expected.elbo_after_mstep
    let step = fit.maximizations[0]
    #expect(isClose(step.expectedLogLikelihood, parts.Q.number, relative: 1e-12))
    #expect(isClose(step.entropy, parts.entropy.number, relative: 1e-12))
    #expect(isClose(step.lowerBound, parts.elbo.number, relative: 1e-12))
    #expect(isClose(step.divergence, parts.kl.number, relative: 1e-12))
    let before = reference.expected.row_loglik_before.numbers
    #expect(try isClose(rows.map { try start.logProbability(of: $0) }, before, relative: 1e-13))
    let counts = try start.eStep(rows).statistics.counts
    #expect(isClose(counts[0], reference.expected.expected_counts_iter0.A.numbers, relative: 1e-13))
    #expect(isClose(counts[1], reference.expected.expected_counts_iter0.AB.flat, relative: 1e-13))
  }

  /// Reference 07: enumeration of the joint, and pgmpy's variable elimination.
  @Test func `five nodes with cells missing anywhere`() throws {
    let reference = try ReferenceCase("07_bn_five_node_missing")
    let start = try Self.network(reference)
    let rows = try ReferenceCase.table("bn5.csv").map(Self.states)
    var options = EMOptions(tolerance: .never, iterationLimit: 15, record: .models)
    let fit = try fitByEM(start, to: rows, options: options)
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    for key in reference.expected.params_after.keys {
      let model = try #require(fit.maximizations[Int(key)! - 1].model)
      for name in reference.nodes.strings {
        let expected = reference.expected.params_after[key][name].flat
        #expect(isClose(model.table(of: name), expected, relative: 1e-8))
      }
    }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    options.threads = 8
    #expect(try fitByEM(start, to: rows, options: options).model == fit.model)
  }

  /// A naive Bayes network with a latent root is a mixture of Bernoulli vectors.
  @Test func `a latent root is a mixture`() throws {
    var random = SplitMix64(seed: 8)
    let truth = Mixture(
      weights: [0.4, 0.6],
      components: [
        BernoulliVector(probabilities: [0.9, 0.8, 0.2]),
        BernoulliVector(probabilities: [0.2, 0.3, 0.7]),
      ])
    let samples = truth.sample(300, using: &random)
    let start = Mixture(
      weights: [0.5, 0.5],
      components: [
        BernoulliVector(probabilities: [0.6, 0.7, 0.4]),
        BernoulliVector(probabilities: [0.3, 0.4, 0.6]),
      ])
    let table = { (column: Int) in
      start.components.flatMap { [1 - $0.probabilities[column], $0.probabilities[column]] }
    }
    let network = try BayesianNetwork(
      [NetworkNode("class", states: 2)]
        + ["a", "b", "c"].map { NetworkNode($0, states: 2, parents: ["class"]) },
      tables: [[0.5, 0.5], table(0), table(1), table(2)])
    let rows: [[Int?]] = samples.map { [nil] + $0.map { $0 ? 1 : 0 } }
    let options = EMOptions(tolerance: .never, iterationLimit: 20)
    let mixture = try fitByEM(start, to: samples, options: options)
    let fit = try fitByEM(network, to: rows, options: options)
    #expect(isClose(fit.logLikelihoods, mixture.logLikelihoods, relative: 1e-11))
    #expect(isClose(fit.model.table(of: "class"), mixture.model.weights, relative: 1e-9))
  }

  /// A chain of 30 nodes with 3 states each: the joint has 3³⁰ cells, the cliques 9.
  @Test func `thirty nodes of small treewidth are routine`() throws {
    let nodes = (0..<30).map {
      NetworkNode("x\($0)", states: 3, parents: $0 == 0 ? [] : ["x\($0 - 1)"])
    }
    let truth = try BayesianNetwork(nodes, seed: 5)
    var random = SplitMix64(seed: 1)
    let rows = (0..<40).map { _ in
      truth.sample(using: &random).map { random.uniform() < 0.3 ? nil : $0 }
    }
    let fit = try fitByEM(
      BayesianNetwork(nodes, seed: 9), to: rows,
      options: EMOptions(tolerance: .never, iterationLimit: 5))
    for (before, after) in zip(fit.logLikelihoods, fit.logLikelihoods.dropFirst()) {
      #expect(after >= before - 1e-9 * (1 + abs(before)))
    }
    // A chain of marginals, multiplied out by hand.
    var marginal = truth.table(of: "x0")
    for node in 1..<30 {
      let table = truth.table(of: "x\(node)")
      marginal = (0..<3).map { to in
        (0..<3).reduce(0) { $0 + marginal[$1] * table[$1 * 3 + to] }
      }
    }
    let inferred = try truth.marginals(given: Array(repeating: nil, count: 30))[29]
    #expect(isClose(inferred, marginal, relative: 1e-12))
  }

  /// A loop A → B, A → C, {B, C} → D, with E on its own, against the enumeration of all 2·2·2·3·2 states.
  @Test func `loops and separate parts agree with enumeration`() throws {
    let network = try BayesianNetwork(
      [
        NetworkNode("D", states: 3, parents: ["C", "B"]), NetworkNode("A", states: 2),
        NetworkNode("B", states: 2, parents: ["A"]), NetworkNode("C", states: 2, parents: ["A"]),
        NetworkNode("E", states: 2),
      ], seed: 4)
    let evidence: [Int?] = [2, nil, nil, 1, nil]
    var total = 0.0
    var ofA = [0.0, 0.0]
    for code in 0..<16 {
      let (a, b, c, e) = (code & 1, (code >> 1) & 1, (code >> 2) & 1, code >> 3)
      guard c == 1 else { continue }
      let p =
        network.table(of: "A")[a] * network.table(of: "B")[a * 2 + b]
        * network.table(of: "C")[a * 2 + c] * network.table(of: "D")[(c * 2 + b) * 3 + 2]
        * network.table(of: "E")[e]
      total += p
      ofA[a] += p
    }
    #expect(
      try isClose(network.logProbability(of: evidence), Elementary.log(total), relative: 1e-13))
    let marginals = try network.marginals(given: evidence)
    #expect(isClose(marginals[1], ofA.map { $0 / total }, relative: 1e-13))
    #expect(marginals[0] == [0, 0, 1])
    #expect(isClose(marginals[4], network.table(of: "E"), relative: 1e-13))
  }

  @Test func `an invalid network is an error`() {
    #expect(throws: InvalidNetwork.cycle(["b", "c", "a"])) {
      try BayesianNetwork([
        NetworkNode("a", states: 2, parents: ["c"]), NetworkNode("b", states: 2, parents: ["a"]),
        NetworkNode("c", states: 2, parents: ["b"]),
      ])
    }
    #expect(throws: InvalidNetwork.unknownParent("z", of: "a")) {
      try BayesianNetwork([NetworkNode("a", states: 2, parents: ["z"])])
    }
    #expect(throws: InvalidNetwork.duplicate("a")) {
      try BayesianNetwork([NetworkNode("a", states: 2), NetworkNode("a", states: 3)])
    }
    #expect(throws: InvalidData.outsideSupport(row: 1, column: 0, value: 2)) {
      try fitByEM(BayesianNetwork([NetworkNode("a", states: 2)]), to: [[1], [2]])
    }
    #expect(throws: InvalidData.impossible(row: 1)) {
      try fitByEM(
        BayesianNetwork([NetworkNode("a", states: 2)], tables: [[1, 0]]), to: [[0], [1]])
    }
  }

  @Test func `pseudo-counts are a prior that the objective includes`() throws {
    let start = try BayesianNetwork([NetworkNode("a", states: 2)], pseudoCount: 1)
    let fit = try fitByEM(start, to: [[0], [0], [nil]])
    // Maximum a posteriori of two zeros: 3/4.
    #expect(isClose(fit.model.tables[0][0], 0.75, relative: 1e-3))
    let objectives = fit.trace.filter { $0.kind == .expectation }.map(\.objective)
    for (before, after) in zip(objectives, objectives.dropFirst()) {
      #expect(after >= before - 1e-9)
    }
  }
}
