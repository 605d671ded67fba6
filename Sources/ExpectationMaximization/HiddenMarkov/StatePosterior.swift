import Statistics

/// What is expected of the states of one sequence.
struct StatePosterior {
  /// γ, T × K: q(zₜ = k).
  var occupancies: Matrix
  /// ξ summed over time, K × K: the expected number of transitions from i to j.
  var transitionCounts: Matrix
}

extension StatePosterior {
  /// p(z | x), by the backward recursion after the forward one (Baum, Petrie, Soules & Weiss 1970).
  init(_ forward: ForwardPass, transitions: Matrix) {
    let states = transitions.rows
    var occupancies = forward.filtered
    var transitionCounts = Array(repeating: 0.0, count: states * states)
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
          transitionCounts[i * states + j] += forward.filtered[row + i] * step
          sum += step
        }
        backward[i] = sum
        occupancies[row + i] *= sum
      }
    }
    self.occupancies = Matrix(rows: forward.length, columns: states, elements: occupancies)
    self.transitionCounts = Matrix(rows: states, columns: states, elements: transitionCounts)
  }

  /// All probability on one path.
  init(path: [Int], states: Int) {
    occupancies = Matrix(rows: path.count, columns: states)
    transitionCounts = Matrix(rows: states, columns: states)
    for (t, state) in path.enumerated() { occupancies[t, state] = 1 }
    for (from, to) in zip(path, path.dropFirst()) { transitionCounts[from, to] += 1 }
  }

  /// Times that are independent of each other: responsibilities from elsewhere.
  init(independent occupancies: Matrix) {
    self.occupancies = occupancies
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
