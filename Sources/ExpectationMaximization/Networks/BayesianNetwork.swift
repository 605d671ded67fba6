import Statistics

/// A discrete Bayesian network: p(x) = ∏ p(xᵥ | parents of v), with a table for each node.
///
/// Any cell of the data may be missing, and a node whose cells all are is latent. The E-step is exact
/// (junction tree). Lauritzen, "The EM algorithm for graphical association models with missing data",
/// Comput. Statist. Data Anal. 19:191 (1995), https://doi.org/10.1016/0167-9473(93)E0056-A.
///
/// ```swift
/// let network = try BayesianNetwork([
///   NetworkNode("rain", states: 2), NetworkNode("wet", states: 2, parents: ["rain"]),
/// ])
/// let fit = try fitByEM(network, to: [[1, 1], [0, nil], [nil, 0]])
/// ```
public struct BayesianNetwork: Hashable, Sendable {
  /// p(node | parents), one table per node: for each combination of the parents' states (the last
  /// parent fastest) the probabilities of the node's states.
  public var tables: [[Double]]
  /// A Dirichlet prior: how many observations every cell of each table is given beforehand; 0 is
  /// maximum likelihood.
  public var pseudoCount: Double

  let structure: NetworkStructure
  let tree: JunctionTree

  /// A network with tables to start from.
  ///
  /// - Throws: ``InvalidNetwork`` for nodes that make no network. Tables of the wrong shape are an
  ///   error of the fit.
  public init(
    _ nodes: [NetworkNode], tables: [[Double]], pseudoCount: Double = 0
  ) throws(InvalidNetwork) {
    structure = try NetworkStructure(nodes)
    tree = try JunctionTree(structure)
    self.tables = tables
    self.pseudoCount = pseudoCount
  }

  /// A network with tables drawn at random, from a seed.
  ///
  /// Uniform tables are a saddle point: the states of a latent node would never differ. So every row of
  /// every table is drawn from a Dirichlet distribution around uniform.
  ///
  /// - Throws: ``InvalidNetwork`` for nodes that make no network.
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

  /// The table of a node; empty where there is no node of that name.
  public func table(of name: String) -> [Double] {
    guard let index = nodes.firstIndex(where: { $0.name == name }), index < tables.count else {
      return []
    }
    return tables[index]
  }

  /// p(node | evidence) for each node; the evidence is a state per node, or `nil` if unknown.
  ///
  /// - Throws: ``InvalidData`` for evidence outside the states, or that is impossible.
  public func marginals(given evidence: [Int?]) throws -> [[Double]] {
    try validate([evidence], Inference())
    var propagation = Propagation(tree, tables: tables)
    guard propagation.propagate(evidence) > -.infinity else {
      throw InvalidData.impossible(row: 0)
    }
    return nodes.indices.map { propagation.marginal(of: $0, states: nodes[$0].states) }
  }

  /// log p(evidence); −∞ when it is impossible.
  ///
  /// - Throws: ``InvalidData`` for evidence outside the states.
  public func logProbability(of evidence: [Int?]) throws -> Double {
    try validate([evidence], Inference())
    var propagation = Propagation(tree, tables: tables)
    return propagation.propagate(evidence)
  }

  /// The most probable states of all nodes together, given evidence, and log p of all of them; of equals
  /// one is taken, always the same.
  ///
  /// It need not consist of the most probable state of each single node. Dawid, "Applications of a
  /// general propagation algorithm for probabilistic expert systems", Statistics and Computing 2:25
  /// (1992), https://doi.org/10.1007/BF01890546.
  ///
  /// - Throws: ``InvalidData`` for evidence outside the states, or that is impossible.
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

  /// The index of the row of a node's table for a complete row of states.
  func tableRow(_ node: Int, _ states: [Int]) -> Int {
    structure.parents[node].reduce(0) { $0 * nodes[$1].states + states[$1] }
  }
}

extension BayesianNetwork {
  /// One complete row, every node after its parents.
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
