import Statistics

extension BayesianNetwork: WeightedModel, UnconstrainedModel, PenalizedModel, BlendableModel {
  /// Normalizes the expected counts plus pseudo-counts.
  ///
  /// A combination of parents that never occurs keeps its probabilities, since the data do not
  /// determine them.
  public func mStep(_ statistics: Statistics) throws -> BayesianNetwork {
    var next = self
    for (node, counts) in statistics.counts.enumerated() {
      let states = nodes[node].states
      for start in stride(from: 0, to: counts.count, by: states) {
        let cells = start..<start + states
        let total = counts[cells].reduce(0) { $0 + $1 + pseudoCount }
        guard total > 0 else { continue }
        for cell in cells { next.tables[node][cell] = (counts[cell] + pseudoCount) / total }
      }
    }
    return next
  }

  /// The weighted averages of counts, cell by cell.
  public func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics {
    Statistics(
      counts: zip(old.counts, new.counts).map { zip($0, $1).map { (1 - rate) * $0 + rate * $1 } })
  }

  /// Q = Σ counts · log tables.
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    var q = 0.0
    for (counts, table) in zip(statistics.counts, tables) {
      for (count, p) in zip(counts, table) { q += product(count, Elementary.log(p)) }
    }
    return q
  }

  /// pseudoCount · Σ log tables.
  public var logPrior: Double {
    guard pseudoCount != 0 else { return 0 }
    return pseudoCount * tables.reduce(0) { $0 + $1.reduce(0) { $0 + Elementary.log($1) } }
  }

  /// Checks tables, rows and weights.
  public func validate(_ observations: [[Int?]], _ inference: Inference) throws {
    guard tables.count == nodes.count else {
      throw InvalidStart.shape(
        parameter: "tables", count: tables.count, expected: nodes.count)
    }
    for (node, table) in tables.enumerated() {
      let states = nodes[node].states
      let cells = structure.parents[node].reduce(states) { $0 * nodes[$1].states }
      guard table.count == cells else {
        throw InvalidStart.shape(
          parameter: nodes[node].name, count: table.count, expected: cells)
      }
      for start in stride(from: 0, to: cells, by: states) {
        try validateProbabilities(
          Array(table[start..<start + states]), of: nodes[node].name)
      }
    }
    guard pseudoCount >= 0, pseudoCount.isFinite else {
      throw InvalidStart.outOfRange(parameter: "pseudoCount", index: 0, value: pseudoCount)
    }
    guard !observations.isEmpty else { throw InvalidData.empty }
    for (n, row) in observations.enumerated() {
      guard row.count == nodes.count else {
        throw InvalidData.raggedRow(row: n, count: row.count, expected: nodes.count)
      }
      for (node, state) in row.enumerated() {
        guard let state, !(0..<nodes[node].states).contains(state) else { continue }
        throw InvalidData.outsideSupport(row: n, column: node, value: Double(state))
      }
    }
    try validateWeights(inference.weights, count: observations.count)
    if case .tempered = inference.posterior {
      try validatePosterior(inference.posterior, count: observations.count, components: 0)
    }
  }

  /// Checks that no latent node is at a saddle point: a node without observed cells, whose states
  /// are not distinguished by its parents or by any of its children.
  public func validateStart(for observations: [[Int?]], _ inference: Inference) throws {
    for node in nodes.indices
    where nodes[node].states > 1 && observations.allSatisfy({ $0[node] == nil }) {
      let children = nodes.indices.filter { structure.parents[$0].contains(node) }
      let own = stride(from: 0, to: tables[node].count, by: nodes[node].states).map {
        Array(tables[node][$0..<$0 + nodes[node].states])
      }
      guard !children.isEmpty, own.allSatisfy({ $0 == own[0] }),
        children.allSatisfy({ !distinguishes($0, statesOf: node) })
      else { continue }
      throw InvalidStart.identicalComponents
    }
  }

  /// Whether a node's table depends on the state of one of its parents.
  private func distinguishes(_ child: Int, statesOf parent: Int) -> Bool {
    let parents = structure.parents[child]
    guard let place = parents.firstIndex(of: parent) else { return false }
    // Cells that differ only in the parent's state are this far apart.
    let stride = parents[(place + 1)...].reduce(nodes[child].states) { $0 * nodes[$1].states }
    let states = nodes[parent].states
    return tables[child].indices.contains { cell in
      let state = cell / stride % states
      return tables[child][cell] != tables[child][cell - state * stride]
    }
  }

  /// The number of rows, or the sum of their weights.
  public func observationCount(of observations: [[Int?]], weights: [Double]?) -> Double {
    weights?.reduce(0, +) ?? Double(observations.count)
  }

  /// Whether there is a table for each node, with complete rows.
  private var hasWholeTables: Bool {
    tables.count == nodes.count
      && zip(nodes, tables).allSatisfy { $1.count.isMultiple(of: $0.states) }
  }

  /// The log-ratios of each row of each table; empty if the tables have the wrong shape.
  public var unconstrainedParameters: [Double] {
    guard hasWholeTables else { return [] }
    return tables.enumerated().flatMap { node, table in
      stride(from: 0, to: table.count, by: nodes[node].states).flatMap {
        LogRatios.ratios(Array(table[$0..<$0 + nodes[node].states]))
      }
    }
  }

  /// Creates the model from the log-ratios.
  public init?(unconstrained parameters: [Double], prototype: BayesianNetwork) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self = prototype
    guard hasWholeTables else { return nil }
    var rest = parameters[...]
    for node in nodes.indices {
      let states = nodes[node].states
      for start in stride(from: 0, to: tables[node].count, by: states) {
        let row = LogRatios.probabilities(
          rest.prefix(states - 1), prototype: Array(tables[node][start..<start + states]))
        rest = rest.dropFirst(states - 1)
        tables[node].replaceSubrange(start..<start + states, with: row)
      }
    }
  }

  /// The named cells of all tables.
  public var parameters: [ModelParameter] {
    zip(nodes, tables).flatMap { node, table in
      table.enumerated().map { cell, p in
        ModelParameter("\(node.name)[\(cell / node.states)][\(cell % node.states)]", p)
      }
    }
  }
}
