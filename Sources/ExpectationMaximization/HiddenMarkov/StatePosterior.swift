import Statistics

/// The posterior expectations of the states of one sequence.
struct StatePosterior {
  /// γ, T × K: q(zₜ = k).
  var occupancies: LaneRows
  /// ξ summed over time, K × K: the expected number of transitions from i to j.
  var transitionCounts: Matrix
}

extension StatePosterior {
  /// Computes p(z | x) by the backward recursion, from the forward pass (Baum, Petrie, Soules &
  /// Weiss 1970).
  init(_ forward: ForwardPass, transitions: Matrix) {
    let backward = BackwardPass(forward, transitions: transitions)
    occupancies = backward.occupancies
    transitionCounts = Matrix(rows: transitions.rows, columns: transitions.columns)
    for i in 0..<transitions.rows {
      for j in 0..<transitions.columns {
        // The factor after an impossible transition is arbitrary.
        let a = transitions[i, j]
        transitionCounts[i, j] = a > 0 ? a * backward.products[i, j] : 0
      }
    }
  }

  /// Puts all probability on one path.
  init(path: [Int], states: Int) {
    occupancies = LaneRows(rows: path.count, columns: states)
    transitionCounts = Matrix(rows: states, columns: states)
    for (t, state) in path.enumerated() { occupancies[t, state] = 1 }
    for (from, to) in zip(path, path.dropFirst()) { transitionCounts[from, to] += 1 }
  }

  /// Treats the times as independent, with given responsibilities.
  init(independent occupancies: Matrix) {
    self.occupancies = LaneRows(occupancies)
    transitionCounts = Matrix(rows: occupancies.columns, columns: occupancies.columns)
    for t in 1..<max(occupancies.rows, 1) {
      for i in 0..<occupancies.columns {
        for j in 0..<occupancies.columns {
          transitionCounts[i, j] += occupancies[t - 1, i] * occupancies[t, j]
        }
      }
    }
  }
}
