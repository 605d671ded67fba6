/// A junction tree of a Bayesian network, for exact inference by two passes of messages.
///
/// Lauritzen & Spiegelhalter, J. R. Statist. Soc. B 50:157 (1988),
/// https://doi.org/10.1111/j.2517-6161.1988.tb01721.x. The moral graph is triangulated by
/// eliminating the node that adds the fewest edges (ties go to the first). The cliques are joined
/// by a spanning tree with the largest separators. The cost depends on the largest clique, not on
/// the joint distribution.
struct JunctionTree: Hashable, Sendable {
  /// The variables of each clique, in increasing order: the axes of its table, of which the last
  /// varies fastest.
  let cliques: [[Int]]
  /// The number of cells of each clique's table.
  let sizes: [Int]
  /// Each clique except the root with its neighbor toward the root, leaves first.
  let edges: [Edge]
  /// The clique that contains the family of each node, and the mapping of its cells to the node's
  /// table.
  let homes: [Home]
  /// The state of each variable of a clique in each cell, variable by variable.
  let stateOfCell: [[[Int32]]]

  /// A message path.
  struct Edge: Hashable, Sendable {
    let child: Int
    let parent: Int
    let separatorSize: Int
    /// The separator cell of each cell of the child, and of the parent.
    let childCells: [Int32]
    let parentCells: [Int32]
  }

  /// The clique into which a node's table is multiplied.
  struct Home: Hashable, Sendable {
    let clique: Int
    /// The table cell of each cell of the clique.
    let tableCells: [Int32]
  }

  /// The maximum number of cells of a clique: 2²⁴, which take 128 MiB.
  static let largestClique = 1 << 24

  init(_ structure: NetworkStructure) throws(InvalidNetwork) {
    let states = structure.states
    let cliques = Self.triangulated(structure)
    var sizes: [Int] = []
    for clique in cliques {
      var size = 1
      for variable in clique {
        let (product, overflow) = size.multipliedReportingOverflow(by: states[variable])
        size = overflow ? .max : product
      }
      guard size <= Self.largestClique else {
        throw .tooWide(clique: clique.map { structure.nodes[$0].name }, size: size)
      }
      sizes.append(size)
    }
    self.cliques = cliques
    self.sizes = sizes
    let indexing = { (clique: Int, axes: [Int]) in
      Self.cells(of: axes, in: cliques[clique], states: states)
    }
    edges = Self.spanningTree(cliques).map { child, parent in
      let separator = cliques[child].filter(cliques[parent].contains)
      return Edge(
        child: child, parent: parent,
        separatorSize: separator.reduce(1) { $0 * states[$1] },
        childCells: indexing(child, separator), parentCells: indexing(parent, separator))
    }
    homes = structure.nodes.indices.map { node in
      let family = structure.family(node)
      let candidates = cliques.indices.filter { clique in
        family.allSatisfy(cliques[clique].contains)
      }
      // After triangulation each family is within a clique; the smallest one is the cheapest.
      let clique = candidates.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
      return Home(clique: clique, tableCells: indexing(clique, family))
    }
    stateOfCell = cliques.indices.map { clique in
      cliques[clique].map { indexing(clique, [$0]) }
    }
  }

  /// For each cell of a clique, the corresponding cell of a table over a subset of its variables.
  private static func cells(of axes: [Int], in clique: [Int], states: [Int]) -> [Int32] {
    var strides: [Int: Int] = [:]
    var stride = 1
    for axis in axes.reversed() {
      strides[axis] = stride
      stride *= states[axis]
    }
    var cells: [Int32] = [0]
    for variable in clique {
      let step = Int32(strides[variable] ?? 0)
      cells = cells.flatMap { cell in (0..<Int32(states[variable])).map { cell + $0 * step } }
    }
    return cells
  }

  private static func triangulated(_ structure: NetworkStructure) -> [[Int]] {
    var neighbors = structure.nodes.map { _ in Set<Int>() }
    for node in structure.nodes.indices {
      let family = structure.family(node)
      for a in family { neighbors[a].formUnion(family.filter { $0 != a }) }
    }
    var remaining = Array(structure.nodes.indices)
    var cliques: [Set<Int>] = []
    while !remaining.isEmpty {
      let fills = remaining.map { missingEdges(among: neighbors[$0].sorted(), neighbors) }
      let best = fills.indices.min { (fills[$0], $0) < (fills[$1], $1) } ?? 0
      let node = remaining.remove(at: best)
      let around = neighbors[node]
      let clique = around.union([node])
      if !cliques.contains(where: clique.isSubset) { cliques.append(clique) }
      for a in around {
        neighbors[a].formUnion(around.filter { $0 != a })
        neighbors[a].remove(node)
      }
    }
    return cliques.map { $0.sorted() }
  }

  private static func missingEdges(among nodes: [Int], _ neighbors: [Set<Int>]) -> Int {
    var count = 0
    for (i, a) in nodes.enumerated() {
      for b in nodes[(i + 1)...] where !neighbors[a].contains(b) { count += 1 }
    }
    return count
  }

  /// The edges of a spanning tree from the leaves to clique 0, by Prim's algorithm.
  private static func spanningTree(_ cliques: [[Int]]) -> [(child: Int, parent: Int)] {
    var inside = [0]
    var outside = Array(cliques.indices.dropFirst())
    var edges: [(child: Int, parent: Int)] = []
    while !outside.isEmpty {
      var best = (shared: -1, child: 0, parent: 0)
      for child in outside {
        for parent in inside {
          let shared = cliques[child].count(where: cliques[parent].contains)
          if shared > best.shared { best = (shared, child, parent) }
        }
      }
      edges.append((best.child, best.parent))
      inside.append(best.child)
      outside.removeAll { $0 == best.child }
    }
    return edges.reversed()
  }
}
