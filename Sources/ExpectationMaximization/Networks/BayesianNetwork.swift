import Statistics

/// A discrete Bayesian network: p(x) = ∏ p(xᵥ | parents of v), with a table for each node.
///
/// Any cell of the data may be missing. A node without observed cells is latent. The E-step is
/// exact (junction tree). Lauritzen, "The EM algorithm for graphical association models with
/// missing data", Comput. Statist. Data Anal. 19:191 (1995),
/// https://doi.org/10.1016/0167-9473(93)E0056-A.
///
/// ```swift
/// let network = try BayesianNetwork([
///   NetworkNode("rain", states: 2), NetworkNode("wet", states: 2, parents: ["rain"]),
/// ])
/// let fit = try fitByEM(network, to: [[1, 1], [0, nil], [nil, 0]])
/// ```
public struct BayesianNetwork: Hashable, Sendable {
  /// The tables p(node | parents), one per node: the probabilities of the node's states for each
  /// combination of the parents' states (the last parent varies fastest).
  public var tables: [[Double]]
  /// The pseudo-count of each cell of each table, which corresponds to a Dirichlet prior; 0 gives
  /// maximum likelihood.
  public var pseudoCount: Double

  let structure: NetworkStructure
  let tree: JunctionTree

  /// Creates a network from starting tables.
  ///
  /// - Throws: ``InvalidNetwork`` if the nodes do not form a network. Fitting tables of the wrong
  ///   shape throws an error later.
  public init(
    _ nodes: [NetworkNode], tables: [[Double]], pseudoCount: Double = 0
  ) throws(InvalidNetwork) {
    structure = try NetworkStructure(nodes)
    tree = try JunctionTree(structure)
    self.tables = tables
    self.pseudoCount = pseudoCount
  }

  /// Creates a network with random tables.
  ///
  /// Uniform tables are a saddle point at which the states of a latent node never separate. Each
  /// row of each table is therefore drawn from a Dirichlet distribution around uniform.
  ///
  /// - Throws: ``InvalidNetwork`` if the nodes do not form a network.
  public init(
    _ nodes: [NetworkNode], seed: UInt64 = 0, pseudoCount: Double = 0
  ) throws(InvalidNetwork) {
    try self.init(nodes, tables: [], pseudoCount: pseudoCount)
    var random = SplitMix64(seed: seed)
    tables = nodes.indices.map { node in
      let states = nodes[node].states
      let rows = structure.parents[node].reduce(1) { $0 * nodes[$1].states }
      let around = Dirichlet(concentrations: Array(repeating: 5, count: states))
      return (0..<rows).flatMap { _ in around.sample(using: &random) }
    }
  }

  /// The nodes, in the order of the columns of the data.
  public var nodes: [NetworkNode] { structure.nodes }

  /// The table of a node; empty if there is no node of that name.
  public func table(of name: String) -> [Double] {
    guard let index = nodes.firstIndex(where: { $0.name == name }), index < tables.count else {
      return []
    }
    return tables[index]
  }

  /// p(node | evidence) for each node; the evidence contains a state per node, or `nil` if unknown.
  ///
  /// - Throws: ``InvalidData`` if the evidence is outside the states or impossible.
  public func marginals(given evidence: [Int?]) throws -> [[Double]] {
    try validate([evidence], Inference())
    var propagation = Propagation(tree, tables: tables)
    guard propagation.propagate(evidence) > -.infinity else {
      throw InvalidData.impossible(row: 0)
    }
    return nodes.indices.map { propagation.marginal(of: $0, states: nodes[$0].states) }
  }

  /// log p(evidence); −∞ if it is impossible.
  ///
  /// - Throws: ``InvalidData`` if the evidence is outside the states.
  public func logProbability(of evidence: [Int?]) throws -> Double {
    try validate([evidence], Inference())
    var propagation = Propagation(tree, tables: tables)
    return propagation.propagate(evidence)
  }

  /// The jointly most probable states of all nodes given evidence, and their log probability; ties
  /// are resolved deterministically.
  ///
  /// These need not be the most probable states of the individual nodes. Dawid, "Applications of a
  /// general propagation algorithm for probabilistic expert systems", Statistics and Computing 2:25
  /// (1992), https://doi.org/10.1007/BF01890546.
  ///
  /// - Throws: ``InvalidData`` if the evidence is outside the states or impossible.
  public func mostProbableStates(
    given evidence: [Int?]
  ) throws -> (states: [Int], logProbability: Double) {
    try validate([evidence], Inference())
    var propagation = Propagation(tree, tables: tables)
    guard let best = propagation.mostProbable(given: evidence) else {
      throw InvalidData.impossible(row: 0)
    }
    return best
  }

  /// The row index in a node's table for a complete row of states.
  func tableRow(_ node: Int, _ states: [Int]) -> Int {
    structure.parents[node].reduce(0) { $0 * nodes[$1].states + states[$1] }
  }
}

extension BayesianNetwork {
  /// Draws one complete row, each node after its parents.
  public func sample(using random: inout some RandomNumberGenerator) -> [Int] {
    var row = Array(repeating: 0, count: nodes.count)
    for node in structure.topologicalOrder {
      let states = nodes[node].states
      let start = tableRow(node, row) * states
      row[node] = random.index(weights: tables[node][start..<start + states])
    }
    return row
  }
}
