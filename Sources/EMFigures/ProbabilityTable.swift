public import ExpectationMaximization
public import Plotting

/// The table P(node | parents) of a Bayesian network as a heat map with its numbers.
///
/// It has one row per combination of the parents' states, in which the last parent varies fastest,
/// and one column per state of the node.
///
/// - Parameters:
///   - network: The network.
///   - name: The name of a node.
///   - states: The names of the states of each node; states without a name are numbered from 0.
/// - Returns: A chart with both axes labeled.
/// - Throws: ``EMFigureError/unknownNode(_:)`` if the network has no such node.
public func probabilityTableChart(
  of network: BayesianNetwork, node name: String, states: [String: [String]] = [:]
) throws(EMFigureError) -> Chart {
  guard let node = network.nodes.first(where: { $0.name == name }) else {
    throw .unknownNode(name)
  }
  let table = network.table(of: name)
  func names(_ node: NetworkNode) -> [String] {
    let given = states[node.name] ?? []
    return (0..<node.states).map { $0 < given.count ? given[$0] : "\($0)" }
  }
  let parents = node.parents.compactMap { parent in
    network.nodes.first { $0.name == parent }
  }
  let rows = parents.reduce([""]) { prefixes, parent in
    prefixes.flatMap { prefix in
      names(parent).map { prefix.isEmpty ? $0 : prefix + ", " + $0 }
    }
  }
  precondition(table.count == rows.count * node.states, "the table has another shape")
  let values = rows.indices.map { Array(table[($0 * node.states)..<(($0 + 1) * node.states)]) }
  let given = node.parents.joined(separator: ", ")
  return Chart {
    HeatMapMark(columns: names(node), rows: rows, values: values)
      .colormap(.blues, domain: 0...1).annotated(decimals: 2)
      .colorBar(given.isEmpty ? "P(\(name))" : "P(\(name) | \(given))")
  }
  .xAxis(name).yAxis(given.isEmpty ? nil : given)
}
