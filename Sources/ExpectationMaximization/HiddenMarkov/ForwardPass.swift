import Statistics

/// The forward recursion over one sequence, normalized at every time.
///
/// The emissions of each time are first divided by their largest, so that nothing underflows however
/// unlikely a value is in every state. The logarithms of both factors add up to the log-likelihood.
/// Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77:257 (1989), §V.A.
///
/// A time costs K² multiplications and additions, with the states side by side in SIMD lanes, and K
/// exponentials.
struct ForwardPass {
  /// p(zₜ = k | x₁ … xₜ), T × K; 0 if it is below the normal numbers.
  let filtered: LaneRows
  /// p(xₜ | zₜ = k) over the largest of its time, T × K.
  let emissions: LaneRows
  /// What the probabilities of each time summed to before they were normalized.
  private(set) var scales: [Double]
  /// log p(x); −∞ when the sequence is impossible.
  private(set) var logLikelihood = 0.0

  /// T.
  var length: Int { scales.count }

  /// - Parameter logDensities: log p(xₜ | zₜ = k), T × K. The emissions take their place.
  init(initialProbabilities: [Double], transitions: Matrix, logDensities: LaneRows) {
    let (length, states) = (logDensities.rows, logDensities.columns)
    filtered = LaneRows(rows: length, columns: states)
    emissions = logDensities
    scales = Array(repeating: 0, count: length)
    recur(
      transitions: LaneRows(transitions),
      reach: LaneRows(Matrix(rows: 1, columns: states, elements: initialProbabilities)))
  }

  /// - Parameter reach: p(zₜ = k | x₁ … xₜ₋₁), to begin with the initial probabilities.
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

  /// The largest of a row; `nil` if all are −∞, and where one is ∞ or not a number.
  private static func largest(_ row: UnsafePointer<Double>, _ count: Int) -> Double? {
    var largest = -Double.infinity
    for k in 0..<count {
      guard row[k] < .infinity else { return nil }
      largest = max(largest, row[k])
    }
    return largest > -.infinity ? largest : nil
  }

  /// Numbers below the normal ones as 0: the inverse of what is left is finite.
  @inline(__always)
  private static func normal(_ x: Double) -> Double { x < .leastNormalMagnitude ? 0 : x }
}

extension ForwardPass {
  /// A path drawn from p(z | x): the last state from its filtered probabilities, and every earlier one
  /// given the one after it.
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
