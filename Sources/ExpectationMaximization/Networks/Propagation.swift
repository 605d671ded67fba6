import Statistics

/// One inference on a junction tree: the tables of the cliques given evidence.
struct Propagation {
  let tree: JunctionTree
  /// The product of the nodes' tables in every clique, without evidence.
  private let priors: [[Double]]
  /// The clique tables; after ``propagate(_:)``, p(clique | evidence).
  private(set) var beliefs: [[Double]] = []

  init(_ tree: JunctionTree, tables: [[Double]]) {
    self.tree = tree
    var priors = tree.sizes.map { Array(repeating: 1.0, count: $0) }
    for (node, home) in tree.homes.enumerated() {
      for (cell, tableCell) in home.tableCells.enumerated() {
        priors[home.clique][cell] *= tables[node][Int(tableCell)]
      }
    }
    self.priors = priors
  }

  /// Takes evidence (the state of every node, or `nil`) in, and sends the messages both ways.
  ///
  /// - Returns: log p(evidence); −∞ when it is impossible.
  mutating func propagate(_ evidence: [Int?]) -> Double {
    beliefs = priors
    for (clique, variables) in tree.cliques.enumerated() {
      for (axis, variable) in variables.enumerated() {
        guard let state = evidence[variable] else { continue }
        for (cell, own) in tree.stateOfCell[clique][axis].enumerated() where own != state {
          beliefs[clique][cell] = 0
        }
      }
    }
    var logProbability = 0.0
    var upward: [[Double]] = []
    for edge in tree.edges {
      var message = Array(repeating: 0.0, count: edge.separatorSize)
      for (cell, separator) in edge.childCells.enumerated() {
        message[Int(separator)] += beliefs[edge.child][cell]
      }
      let total = message.reduce(0, +)
      guard total > 0 else { return -.infinity }
      logProbability += Elementary.log(total)
      for i in message.indices { message[i] /= total }
      for (cell, separator) in edge.parentCells.enumerated() {
        beliefs[edge.parent][cell] *= message[Int(separator)]
      }
      upward.append(message)
    }
    let total = beliefs[0].reduce(0, +)
    guard total > 0 else { return -.infinity }
    for cell in beliefs[0].indices { beliefs[0][cell] /= total }
    for (edge, sent) in zip(tree.edges, upward).reversed() {
      var message = Array(repeating: 0.0, count: edge.separatorSize)
      for (cell, separator) in edge.parentCells.enumerated() {
        message[Int(separator)] += beliefs[edge.parent][cell]
      }
      for i in message.indices { message[i] = sent[i] > 0 ? message[i] / sent[i] : 0 }
      var sum = 0.0
      for (cell, separator) in edge.childCells.enumerated() {
        beliefs[edge.child][cell] *= message[Int(separator)]
        sum += beliefs[edge.child][cell]
      }
      for cell in beliefs[edge.child].indices { beliefs[edge.child][cell] /= sum }
    }
    return logProbability + Elementary.log(total)
  }

  /// Adds p(family | evidence) of a node, times a weight, to a table of its shape.
  func addFamily(_ node: Int, weight: Double, to table: inout [Double]) {
    let home = tree.homes[node]
    for (cell, tableCell) in home.tableCells.enumerated() {
      table[Int(tableCell)] += weight * beliefs[home.clique][cell]
    }
  }

  /// p(node | evidence).
  func marginal(of node: Int, states: Int) -> [Double] {
    let clique = tree.homes[node].clique
    var marginal = Array(repeating: 0.0, count: states)
    guard let axis = tree.cliques[clique].firstIndex(of: node) else { return marginal }
    for (cell, state) in tree.stateOfCell[clique][axis].enumerated() {
      marginal[Int(state)] += beliefs[clique][cell]
    }
    return marginal
  }
}
