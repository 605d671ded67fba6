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
    let states = initialProbabilities.count
    length = logDensities.rows
    filtered = Array(repeating: 0, count: length * states)
    emissions = logDensities.elements
    scales = Array(repeating: 0, count: length)
    var reach = initialProbabilities
    for t in 0..<length {
      let row = t * states
      var largest = -Double.infinity
      for k in row..<row + states { largest = max(largest, emissions[k]) }
      guard largest > -.infinity else {
        logLikelihood = -.infinity
        return
      }
      var sum = 0.0
      for k in 0..<states {
        let emission = Elementary.exp(emissions[row + k] - largest)
        emissions[row + k] = emission
        filtered[row + k] = reach[k] * emission
        sum += filtered[row + k]
      }
      guard sum > 0 else {
        logLikelihood = -.infinity
        return
      }
      scales[t] = sum
      logLikelihood += largest + Elementary.log(sum)
      for k in row..<row + states { filtered[k] /= sum }
      for j in 0..<states {
        var total = 0.0
        for i in 0..<states { total += filtered[row + i] * transitions[i, j] }
        reach[j] = total
      }
    }
  }
}
