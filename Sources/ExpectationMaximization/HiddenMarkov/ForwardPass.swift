import Statistics

/// The forward recursion over one sequence, normalized at every time.
///
/// The emissions of every time are first divided by their largest, so that nothing underflows however
/// unlikely a value is in every state. The logarithms of both factors add up to the log-likelihood.
/// Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77:257 (1989), §V.A.
struct ForwardPass {
  /// T.
  let length: Int
  /// p(zₜ = k | x₁ … xₜ), T × K, row by row.
  private(set) var filtered: [Double]
  /// p(xₜ | zₜ = k) over the largest of its time, T × K, row by row.
  private(set) var emissions: [Double]
  /// What the probabilities of every time summed to before they were normalized.
  private(set) var scales: [Double]
  /// log p(x); −∞ when the sequence is impossible.
  private(set) var logLikelihood = 0.0

  init(initialProbabilities: [Double], transitions: Matrix, logDensities: Matrix) {
    length = logDensities.rows
    filtered = Array(repeating: 0, count: length * initialProbabilities.count)
    emissions = logDensities.elements
    scales = Array(repeating: 0, count: length)
    var reach = initialProbabilities
    logLikelihood = reach.withUnsafeMutableBufferPointer { reach in
      filtered.withUnsafeMutableBufferPointer { filtered in
        emissions.withUnsafeMutableBufferPointer { emissions in
          scales.withUnsafeMutableBufferPointer { scales in
            transitions.elements.withUnsafeBufferPointer {
              Self.recur(reach, filtered, emissions, scales, transitions: $0)
            }
          }
        }
      }
    }
  }

  private static func recur(
    _ reach: UnsafeMutableBufferPointer<Double>, _ filtered: UnsafeMutableBufferPointer<Double>,
    _ emissions: UnsafeMutableBufferPointer<Double>, _ scales: UnsafeMutableBufferPointer<Double>,
    transitions: UnsafeBufferPointer<Double>
  ) -> Double {
    let states = reach.count
    var logLikelihood = 0.0
    for t in scales.indices {
      let row = t * states
      var largest = -Double.infinity
      for k in row..<row + states { largest = max(largest, emissions[k]) }
      guard largest > -.infinity else { return -.infinity }
      var sum = 0.0
      for k in 0..<states {
        let emission = Elementary.exp(emissions[row + k] - largest)
        emissions[row + k] = emission
        filtered[row + k] = reach[k] * emission
        sum += filtered[row + k]
      }
      guard sum > 0 else { return -.infinity }
      scales[t] = sum
      logLikelihood += largest + Elementary.log(sum)
      for k in 0..<states {
        filtered[row + k] /= sum
        reach[k] = 0
      }
      // State by state, so that the loop runs along the rows of A.
      for i in 0..<states {
        let share = filtered[row + i]
        let first = i * states
        for j in 0..<states { reach[j] += share * transitions[first + j] }
      }
    }
    return logLikelihood
  }
}
