import Statistics

/// What is expected of the states of one sequence.
struct StatePosterior {
  /// γ, T × K: q(zₜ = k).
  var visits: Matrix
  /// ξ summed over time, K × K: the expected number of moves from i to j.
  var moves: Matrix
}

extension StatePosterior {
  /// p(z | x), by the backward recursion after the forward one (Baum, Petrie, Soules & Weiss 1970).
  init(_ forward: ForwardPass, transitions: Matrix) {
    let states = transitions.rows
    var visits = forward.filtered
    var moves = Array(repeating: 0.0, count: states * states)
    var backward = Array(repeating: 1.0, count: states)
    var ahead = backward
    for t in stride(from: forward.length - 2, through: 0, by: -1) {
      let (row, next) = (t * states, (t + 1) * states)
      for j in 0..<states {
        ahead[j] = forward.emissions[next + j] * backward[j] / forward.scales[t + 1]
      }
      for i in 0..<states {
        var sum = 0.0
        for j in 0..<states {
          let step = transitions[i, j] * ahead[j]
          moves[i * states + j] += forward.filtered[row + i] * step
          sum += step
        }
        backward[i] = sum
        visits[row + i] *= sum
      }
    }
    self.visits = Matrix(rows: forward.length, columns: states, elements: visits)
    self.moves = Matrix(rows: states, columns: states, elements: moves)
  }

  /// All probability on one path.
  init(path: [Int], states: Int) {
    visits = Matrix(rows: path.count, columns: states)
    moves = Matrix(rows: states, columns: states)
    for (t, state) in path.enumerated() { visits[t, state] = 1 }
    for (from, to) in zip(path, path.dropFirst()) { moves[from, to] += 1 }
  }

  /// Times that are independent of each other: responsibilities from elsewhere.
  init(independent visits: Matrix) {
    self.visits = visits
    moves = Matrix(rows: visits.columns, columns: visits.columns)
    for t in 1..<max(visits.rows, 1) {
      for i in 0..<visits.columns {
        for j in 0..<visits.columns { moves[i, j] += visits[t - 1, i] * visits[t, j] }
      }
    }
  }
}

extension ForwardPass {
  /// A path drawn from p(z | x): the last state from its filtered probabilities, and every earlier one
  /// given the one after it.
  func path(transitions: Matrix, using random: inout some RandomNumberGenerator) -> [Int] {
    let states = transitions.rows
    var path: [Int] = []
    for t in stride(from: length - 1, through: 0, by: -1) {
      var chances = Array(filtered[t * states..<(t + 1) * states])
      if let next = path.last {
        for i in 0..<states { chances[i] *= transitions[i, next] }
      }
      path.append(random.index(weights: chances))
    }
    return path.reversed()
  }
}
