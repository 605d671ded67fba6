import Statistics

/// The posterior of the states of one sequence, by the scaled forward and backward recursions.
///
/// The emissions of every time are first divided by their largest, so that nothing underflows however
/// unlikely a value is in every state; the forward probabilities are normalized at every time. The
/// logarithms of both factors add up to the log-likelihood.
///
/// The probabilities need not sum to one: powers of them give the path posterior at a temperature, and
/// the logarithm of its normalization in place of the log-likelihood.
struct ForwardBackward {
  /// α, T × K: p(zₜ = k | x₁ … xₜ).
  let filtered: Matrix
  /// γ, T × K: p(zₜ = k | x).
  let posteriors: Matrix
  /// ξ summed over time, K × K: the expected number of moves from i to j.
  let moves: Matrix
  /// log p(xₜ | x₁ … xₜ₋₁) of every time.
  let logPredictions: [Double]
  /// log p(x), the sum of the predictions.
  let logLikelihood: Double

  init(startProbabilities: [Double], transitions: Matrix, logDensities: Matrix) {
    let (length, states) = (logDensities.rows, logDensities.columns)
    var emissions = logDensities
    var forward = Matrix(rows: length, columns: states)
    var scales = Array(repeating: 0.0, count: length)
    var logPredictions: [Double] = []
    for t in 0..<length {
      var largest = -Double.infinity
      for k in 0..<states { largest = max(largest, logDensities[t, k]) }
      var sum = 0.0
      for k in 0..<states {
        let emission = Elementary.exp(logDensities[t, k] - largest)
        emissions[t, k] = emission
        var reach = t == 0 ? startProbabilities[k] : 0
        if t > 0 {
          for i in 0..<states { reach += forward[t - 1, i] * transitions[i, k] }
        }
        forward[t, k] = reach * emission
        sum += forward[t, k]
      }
      scales[t] = sum
      for k in 0..<states { forward[t, k] /= sum }
      logPredictions.append(largest + Elementary.log(sum))
    }
    var posteriors = forward
    var moves = Matrix(rows: states, columns: states)
    var backward = Array(repeating: 1.0, count: states)
    for t in stride(from: length - 2, through: 0, by: -1) {
      let ahead = (0..<states).map { emissions[t + 1, $0] * backward[$0] / scales[t + 1] }
      for i in 0..<states {
        var sum = 0.0
        for j in 0..<states {
          let step = transitions[i, j] * ahead[j]
          moves[i, j] += forward[t, i] * step
          sum += step
        }
        backward[i] = sum
      }
      for i in 0..<states { posteriors[t, i] = forward[t, i] * backward[i] }
    }
    filtered = forward
    self.posteriors = posteriors
    self.moves = moves
    self.logPredictions = logPredictions
    logLikelihood = logPredictions.reduce(0, +)
  }
}
