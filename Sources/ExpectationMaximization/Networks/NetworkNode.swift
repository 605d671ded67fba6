/// A discrete variable of a Bayesian network.
public struct NetworkNode: Hashable, Sendable {
  /// The name of the variable.
  public var name: String
  /// The number of its states, which are 0 ..< states.
  public var states: Int
  /// The names of its parents.
  public var parents: [String]

  /// Creates a variable with its parents.
  public init(_ name: String, states: Int, parents: [String] = []) {
    self.name = name
    self.states = states
    self.parents = parents
  }
}

/// An error: nodes that do not form a Bayesian network.
public enum InvalidNetwork: Error, Hashable, Sendable {
  /// There are no nodes.
  case empty
  /// Two nodes have the same name.
  case duplicate(String)
  /// A node has no states.
  case noStates(String)
  /// A parent is not one of the nodes.
  case unknownParent(String, of: String)
  /// Nodes form a cycle: each is a parent of the next, and the last is a parent of the first.
  case cycle([String])
  /// The table of a clique of the junction tree would be too large; the value is its number of
  /// cells.
  case tooWide(clique: [String], size: Int)
}
