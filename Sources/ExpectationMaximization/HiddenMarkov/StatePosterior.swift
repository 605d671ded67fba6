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
    occupancies = Matrix(rows: forward.length, columns: states, elements: forward.filtered)
    transitionCounts = Matrix(rows: states, columns: states)
    occupancies.elements.withUnsafeMutableBufferPointer { occupancies in
      transitionCounts.elements.withUnsafeMutableBufferPointer { counts in
        transitions.elements.withUnsafeBufferPointer { transitions in
          forward.filtered.withUnsafeBufferPointer { filtered in
            forward.emissions.withUnsafeBufferPointer { emissions in
              Self.recur(
                occupancies, counts, transitions: transitions, filtered: filtered,
                emissions: emissions, scales: forward.scales)
            }
          }
        }
      }
    }
  }

  private static func recur(
    _ occupancies: UnsafeMutableBufferPointer<Double>,
    _ counts: UnsafeMutableBufferPointer<Double>, transitions: UnsafeBufferPointer<Double>,
    filtered: UnsafeBufferPointer<Double>, emissions: UnsafeBufferPointer<Double>,
    scales: [Double]
  ) {
    let states = scales.isEmpty ? 0 : filtered.count / scales.count
    // By columns of A: the sums below then run along them, in the order of the columns.
    var columns = Array(repeating: 0.0, count: states * states)
    for i in 0..<states {
      for j in 0..<states { columns[j * states + i] = transitions[i * states + j] }
    }
    var backward = Array(repeating: 1.0, count: states)
    var ahead = backward
    columns.withUnsafeBufferPointer { columns in
      backward.withUnsafeMutableBufferPointer { backward in
        ahead.withUnsafeMutableBufferPointer { ahead in
          for t in stride(from: scales.count - 2, through: 0, by: -1) {
            let (row, next) = (t * states, (t + 1) * states)
            for j in 0..<states {
              ahead[j] = emissions[next + j] * backward[j] / scales[t + 1]
            }
            for i in 0..<states {
              let share = filtered[row + i]
              backward[i] = 0
              let first = i * states
              for j in 0..<states {
                counts[first + j] += share * (transitions[first + j] * ahead[j])
              }
            }
            for j in 0..<states {
              let weight = ahead[j]
              let first = j * states
              for i in 0..<states { backward[i] += columns[first + i] * weight }
            }
            for i in 0..<states { occupancies[row + i] *= backward[i] }
          }
        }
      }
    }
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
