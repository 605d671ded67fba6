/// The objective over the last iterations, and whether the tolerance is met.
struct StoppingRule {
  /// By how much rounding in the sums may lower the objective, relative to 1 + |ℓ|.
  static let rounding = 1e-9

  private let tolerance: EMOptions.Tolerance
  private(set) var objective = -Double.infinity
  private(set) var gain = Double.infinity
  private var previousGain = Double.infinity
  private var movement = Double.infinity

  init(_ options: EMOptions) {
    tolerance = options.tolerance
  }

  /// Starts again at an objective.
  mutating func begin(at objective: Double) {
    self.objective = objective
    gain = .infinity
    previousGain = .infinity
    movement = .infinity
  }

  /// By how much an objective is below the last one, where rounding does not explain it.
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
      // Beyond the last digits of the objective nothing can be gained.
      if abs(gain) <= 4 * objective.ulp { return true }
      // Gains shrink by the rate c, so that gain·c/(1−c) nats remain.
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

  /// Tolerances are numbers that are not negative, inverse temperatures above 0 and at most 1.
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

  /// How the E-step after a number of M-steps is done.
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

  /// Whether theory forbids the objective to fall in an iteration.
  func isMonotone(iteration: Int) -> Bool {
    switch variant {
    case .exact, .hard: true
    case .stochastic: false
    case .annealed(let schedule): iteration > schedule.count
    }
  }

  /// Whether an iteration may be the last by tolerance.
  func mayStop(iteration: Int) -> Bool {
    isMonotone(iteration: iteration)
  }
}
