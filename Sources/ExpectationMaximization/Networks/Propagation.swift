import Statistics

/// Inference on a junction tree: the clique tables given evidence.
struct Propagation {
  let tree: JunctionTree
  /// The product of the nodes' tables in each clique, without evidence.
  private let priors: [[Double]]
  /// The clique tables; after ``propagate(_:)``, p(clique | evidence).
  private(set) var beliefs: [[Double]] = []
  /// The messages toward the root, edge by edge.
  private var upward: [[Double]] = []

  /// Creates the inference from one table per node.
  ///
  /// The tables need not be probabilities: powers of them give the posterior at a temperature, and
  /// log p(evidence) is then the logarithm of the normalizing constant.
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

  /// Enters evidence (the state of each node, or `nil`) and passes the messages in both directions.
  ///
  /// - Returns: log p(evidence); −∞ if it is impossible.
  mutating func propagate(_ evidence: [Int?]) -> Double {
    let logProbability = collect(evidence, by: .sum)
    if logProbability > -.infinity { distribute() }
    return logProbability
  }

  /// Draws a completion of the evidence from p(z | evidence); `nil` if the evidence is impossible.
  mutating func draw(
    given evidence: [Int?], using random: inout some RandomNumberGenerator
  ) -> [Int]? {
    guard collect(evidence, by: .sum) > -.infinity else { return nil }
    return completion { random.index(weights: $0) }
  }

  /// The most probable completion of the evidence, and its log probability; `nil` if the evidence
  /// is impossible.
  ///
  /// Within each clique, ties go to the first cell.
  mutating func mostProbable(given evidence: [Int?]) -> (states: [Int], logProbability: Double)? {
    let logProbability = collect(evidence, by: .largest)
    guard logProbability > -.infinity else { return nil }
    let states = completion { weights in
      weights.indices.reduce(0) { weights[$1] > weights[$0] ? $1 : $0 }
    }
    return (states, logProbability)
  }

  /// How a message combines the cells of a clique that share a cell of the separator.
  private enum Summary {
    case sum
    case largest

    func callAsFunction(_ a: Double, _ b: Double) -> Double {
      switch self {
      case .sum: a + b
      case .largest: max(a, b)
      }
    }
  }

  /// Enters evidence and passes the messages toward the root.
  private mutating func collect(_ evidence: [Int?], by summary: Summary) -> Double {
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
    upward = []
    for edge in tree.edges {
      var message = Array(repeating: 0.0, count: edge.separatorSize)
      for (cell, separator) in edge.childCells.enumerated() {
        message[Int(separator)] = summary(message[Int(separator)], beliefs[edge.child][cell])
      }
      let total = message.reduce(0, summary.callAsFunction)
      guard total > 0 else { return -.infinity }
      logProbability += Elementary.log(total)
      for i in message.indices { message[i] /= total }
      for (cell, separator) in edge.parentCells.enumerated() {
        beliefs[edge.parent][cell] *= message[Int(separator)]
      }
      upward.append(message)
    }
    let total = beliefs[0].reduce(0, summary.callAsFunction)
    guard total > 0 else { return -.infinity }
    for cell in beliefs[0].indices { beliefs[0][cell] /= total }
    return logProbability + Elementary.log(total)
  }

  /// Passes the messages from the root, after ``collect(_:by:)``.
  private mutating func distribute() {
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
  }

  /// A state for each node, after ``collect(_:by:)``.
  ///
  /// First a cell of the root is chosen, and then for each clique a cell that agrees with its
  /// neighbor toward the root.
  private func completion(_ choose: ([Double]) -> Int) -> [Int] {
    var chosen = Array(repeating: 0, count: tree.cliques.count)
    chosen[0] = choose(beliefs[0])
    for edge in tree.edges.reversed() {
      let separator = edge.parentCells[chosen[edge.parent]]
      chosen[edge.child] = choose(
        zip(beliefs[edge.child], edge.childCells).map { $1 == separator ? $0 : 0 })
    }
    var states = Array(repeating: 0, count: tree.homes.count)
    for (clique, variables) in tree.cliques.enumerated() {
      for (axis, variable) in variables.enumerated() {
        states[variable] = Int(tree.stateOfCell[clique][axis][chosen[clique]])
      }
    }
    return states
  }

  /// Adds p(family | evidence) of a node, multiplied by a weight, to a table of its shape.
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
