/// The directed graph of a Bayesian network, with parents as indices.
struct NetworkStructure: Hashable, Sendable {
  let nodes: [NetworkNode]
  /// The parents of each node, in the order of its table.
  let parents: [[Int]]
  /// The nodes in topological order: each node after its parents.
  let topologicalOrder: [Int]

  init(_ nodes: [NetworkNode]) throws(InvalidNetwork) {
    guard !nodes.isEmpty else { throw .empty }
    var indices: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard indices.updateValue(index, forKey: node.name) == nil else {
        throw .duplicate(node.name)
      }
      guard node.states > 0 else { throw .noStates(node.name) }
    }
    var parents: [[Int]] = []
    for node in nodes {
      var list: [Int] = []
      for parent in node.parents {
        guard let index = indices[parent] else { throw .unknownParent(parent, of: node.name) }
        guard !list.contains(index) else { throw .duplicate(parent) }
        list.append(index)
      }
      parents.append(list)
    }
    self.nodes = nodes
    self.parents = parents
    topologicalOrder = try Self.sorted(parents, nodes)
  }

  var states: [Int] { nodes.map(\.states) }

  /// The parents of a node followed by the node itself: the axes of its table.
  func family(_ node: Int) -> [Int] { parents[node] + [node] }

  private static func sorted(
    _ parents: [[Int]], _ nodes: [NetworkNode]
  ) throws(InvalidNetwork) -> [Int] {
    var order: [Int] = []
    var placed = Set<Int>()
    while order.count < nodes.count {
      let ready = nodes.indices.filter { node in
        !placed.contains(node) && parents[node].allSatisfy(placed.contains)
      }
      guard !ready.isEmpty else { throw .cycle(cycle(parents, placed).map { nodes[$0].name }) }
      order += ready
      placed.formUnion(ready)
    }
    return order
  }

  /// Follows unplaced parents until a node repeats, which reveals a cycle.
  private static func cycle(_ parents: [[Int]], _ placed: Set<Int>) -> [Int] {
    var path: [Int] = []
    var node = parents.indices.first { !placed.contains($0) }
    while let current = node, !path.contains(current) {
      path.append(current)
      node = parents[current].first { !placed.contains($0) }
    }
    let start = node.flatMap { path.firstIndex(of: $0) } ?? 0
    return path[start...].reversed()
  }
}
