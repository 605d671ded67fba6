indirect enum Tree {
  case leaf
  case node(Tree, Int, Tree)
  var sum: Int {
    switch self {
    case .leaf: 0
    case .node(let left, let value, let right): left.sum + value + right.sum
    }
  }
}
let tree = Tree.node(.node(.leaf, 1, .leaf), 2, .leaf)
tree.sum
// %%
tree
