/// Tracks the objective over the last iterations and decides whether the tolerance is met.
struct StoppingRule {
  /// The decrease of the objective that rounding in the sums can cause, relative to 1 + |ℓ|.
  static let rounding = 1e-9

  private let tolerance: EMOptions.Tolerance
  private(set) var objective = -Double.infinity
  private(set) var gain = Double.infinity
  private var previousGain = Double.infinity
  private var movement = Double.infinity

  init(_ options: EMOptions) {
    tolerance = options.tolerance
  }

  /// Restarts the rule at the given objective.
  mutating func begin(at objective: Double) {
    self.objective = objective
    gain = .infinity
    previousGain = .infinity
    movement = .infinity
  }

  /// The decrease of the objective from its last value, if rounding does not explain it.
  func loss(at reached: Double) -> Double? {
    let loss = objective - reached
    return loss > Self.rounding * (1 + abs(objective)) ? loss : nil
  }

  mutating func advance(to reached: Double, movement: Double) {
    previousGain = gain
    gain = reached - objective
    objective = reached
    self.movement = movement
  }

  var isMet: Bool {
    switch tolerance {
    case .relative(let epsilon): return abs(gain) < epsilon * (1 + abs(objective))
    case .absolute(let epsilon): return abs(gain) < epsilon
    case .parameters(let epsilon): return movement <= epsilon
    case .remaining(let epsilon):
      // Gains below the last digits of the objective are not significant.
      if abs(gain) <= 4 * objective.ulp { return true }
      // Gains shrink at rate c, so that about gain·c/(1−c) nats remain.
      guard previousGain.isFinite, abs(gain) < abs(previousGain) else { return gain == 0 }
      let rate = gain / previousGain
      return abs(gain * rate / (1 - rate)) < epsilon
    case .never: return false
    }
  }
}

extension EMOptions {
  var needsMovement: Bool {
    if case .parameters = tolerance { true } else { false }
  }

  var needsUnconstrainedParameters: Bool {
    acceleration == .squarem || needsMovement
  }

  /// Checks that tolerances are nonnegative numbers, and inverse temperatures are above 0 and at
  /// most 1.
  func validate() throws(InvalidStart) {
    switch tolerance {
    case .relative(let epsilon), .absolute(let epsilon), .parameters(let epsilon),
      .remaining(let epsilon):
      guard epsilon >= 0, epsilon.isFinite else {
        throw .outOfRange(parameter: "tolerance", index: 0, value: epsilon)
      }
    case .never: break
    }
    guard case .annealed(let schedule) = variant else { return }
    for (index, beta) in schedule.enumerated() where !(beta > 0 && beta <= 1) {
      throw .outOfRange(parameter: "inverseTemperature", index: index, value: beta)
    }
  }

  /// The kind of E-step after the given number of M-steps.
  func inference(iteration: Int, weights: [Double]?) -> Inference {
    let posterior: Posterior =
      switch variant {
      case .exact: .exact
      case .hard: .hard
      case .stochastic(let seed):
        .sampled(seed: seed &+ UInt64(iteration) &* 0x9e37_79b9_7f4a_7c15)
      case .annealed(let schedule):
        iteration < schedule.count ? .tempered(schedule[iteration]) : .exact
      }
    return Inference(weights: weights, posterior: posterior, threads: threads)
  }

  /// Whether theory guarantees that the objective does not decrease in an iteration.
  func isMonotone(iteration: Int) -> Bool {
    switch variant {
    case .exact, .hard: true
    case .stochastic: false
    case .annealed(let schedule): iteration > schedule.count
    }
  }

  /// Whether an iteration is allowed to stop by tolerance.
  func mayStop(iteration: Int) -> Bool {
    isMonotone(iteration: iteration)
  }
}
