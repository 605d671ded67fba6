import Statistics

/// The forward recursion over one sequence, normalized at each time.
///
/// The emission probabilities at each time are first divided by their maximum, so that nothing
/// underflows even if a value is very unlikely in every state. The log-likelihood is the sum of the
/// logarithms of both factors.
/// Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77:257 (1989), §V.A.
///
/// Each time step costs K² multiplications and additions, with the states in adjacent SIMD lanes,
/// and K exponentials.
struct ForwardPass {
  /// p(zₜ = k | x₁ … xₜ), T × K; subnormal values are set to 0.
  let filtered: LaneRows
  /// p(xₜ | zₜ = k) divided by the maximum over k, T × K.
  let emissions: LaneRows
  /// The sum of the probabilities at each time before normalization.
  private(set) var scales: [Double]
  /// log p(x); −∞ if the sequence is impossible.
  private(set) var logLikelihood = 0.0

  /// The number of times T.
  var length: Int { scales.count }

  /// - Parameter logDensities: log p(xₜ | zₜ = k), T × K. Overwritten with the emission
  ///   probabilities.
  init(initialProbabilities: [Double], transitions: Matrix, logDensities: LaneRows) {
    let (length, states) = (logDensities.rows, logDensities.columns)
    filtered = LaneRows(rows: length, columns: states)
    emissions = logDensities
    scales = Array(repeating: 0, count: length)
    recur(
      transitions: LaneRows(transitions),
      reach: LaneRows(Matrix(rows: 1, columns: states, elements: initialProbabilities)))
  }

  /// - Parameter reach: p(zₜ = k | x₁ … xₜ₋₁); at the first time, the initial probabilities.
  private mutating func recur(transitions: LaneRows, reach: LaneRows) {
    let (states, reached) = (reach.columns, reach.numbers)
    for t in 0..<length {
      let emission = emissions.numbers + t * emissions.stride
      let share = filtered.numbers + t * filtered.stride
      guard let largest = Self.largest(emission, states) else {
        logLikelihood = -.infinity
        return
      }
      var scale = 0.0
      for k in 0..<states {
        emission[k] = Elementary.exp(emission[k] - largest)
        share[k] = reached[k] * emission[k]
        scale += share[k]
      }
      guard scale > 0 else {
        logLikelihood = -.infinity
        return
      }
      scales[t] = scale
      logLikelihood += largest + Elementary.log(scale)
      for k in 0..<states {
        share[k] = Self.normal(share[k] / scale)
        reached[k] = 0
      }
      LaneRows.addProduct(
        of: share, stride: 1, count: states, transitions.lanes, groups: reach.groups,
        to: reach.lanes)
      for k in 0..<states { reached[k] = Self.normal(reached[k]) }
    }
  }

  /// The maximum of a row; `nil` if all elements are −∞, or if one is +∞ or NaN.
  private static func largest(_ row: UnsafePointer<Double>, _ count: Int) -> Double? {
    var largest = -Double.infinity
    for k in 0..<count {
      guard row[k] < .infinity else { return nil }
      largest = max(largest, row[k])
    }
    return largest > -.infinity ? largest : nil
  }

  /// Sets subnormal numbers to 0, so that the reciprocals of the others are finite.
  @inline(__always)
  private static func normal(_ x: Double) -> Double { x < .leastNormalMagnitude ? 0 : x }
}

extension ForwardPass {
  /// Draws a path from p(z | x): the last state from its filtered probabilities, and each earlier
  /// one given its successor.
  func path(transitions: Matrix, using random: inout some RandomNumberGenerator) -> [Int] {
    var path: [Int] = []
    for t in stride(from: length - 1, through: 0, by: -1) {
      var chances = filtered.row(t)
      if let next = path.last {
        for i in chances.indices { chances[i] *= transitions[i, next] }
      }
      path.append(random.index(weights: chances))
    }
    return path.reversed()
  }
}
