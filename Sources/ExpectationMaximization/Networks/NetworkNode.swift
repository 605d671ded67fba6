/// A discrete variable of a Bayesian network.
public struct NetworkNode: Hashable, Sendable {
  /// What the variable is called.
  public var name: String
  /// The number of its states, which are 0 ..< states.
  public var states: Int
  /// The names of the variables that it depends on.
  public var parents: [String]

  /// A variable with its parents.
  public init(_ name: String, states: Int, parents: [String] = []) {
    self.name = name
    self.states = states
    self.parents = parents
  }
}

/// Nodes that do not form a Bayesian network.
public enum InvalidNetwork: Error, Hashable, Sendable {
  /// There are no nodes.
  case empty
  /// Two nodes have the same name.
  case duplicate(String)
  /// A node has no states.
  case noStates(String)
  /// A parent that is not one of the nodes.
  case unknownParent(String, of: String)
  /// Nodes that depend on themselves; in order, each is a parent of the next, and the last of the first.
  case cycle([String])
  /// The table of a clique of the junction tree would have this number of cells.
  case tooWide(clique: [String], size: Int)
}
