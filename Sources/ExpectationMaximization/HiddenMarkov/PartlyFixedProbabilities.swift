import Statistics

/// Probabilities of which some stay as they are: the others share what these leave.
struct PartlyFixedProbabilities {
  private let probabilities: [Double]
  /// The indices of those that are free.
  private let free: [Int]

  init(_ probabilities: [Double], isFixed: (Int) -> Bool) {
    self.probabilities = probabilities
    free = probabilities.indices.filter { !isFixed($0) }
  }

  /// Those that are free.
  var freeProbabilities: [Double] { free.map { probabilities[$0] } }

  /// What the free ones sum to: 1 minus the fixed ones.
  private var freeMass: Double {
    guard free.count < probabilities.count else { return 1 }
    let kept = Set(free)
    let rest = probabilities.indices.reduce(1) { kept.contains($1) ? $0 : $0 - probabilities[$1] }
    return max(0, rest)
  }

  /// The free ones as shares of counts; all as they are where the free ones have no count.
  func fitted(to counts: [Double]) -> [Double] {
    let total = free.reduce(0) { $0 + counts[$1] }
    guard total > 0 else { return probabilities }
    return setting(free.map { counts[$0] / total })
  }

  /// The log-ratios of the free ones; none where the fixed ones leave nothing.
  var ratios: [Double] { freeMass > 0 ? LogRatios.ratios(freeProbabilities) : [] }

  /// All, with the free ones at other log-ratios.
  func setting(ratios: some Sequence<Double>) -> [Double] {
    guard freeMass > 0 else { return probabilities }
    return setting(LogRatios.probabilities(ratios, prototype: freeProbabilities))
  }

  private func setting(_ shares: [Double]) -> [Double] {
    let mass = freeMass
    var next = probabilities
    for (index, share) in zip(free, shares) { next[index] = mass * share }
    return next
  }
}

extension HiddenMarkovModel {
  /// A step of a chain, from one state to the next.
  public struct Transition: Hashable, Sendable {
    /// The state before the step, counted from 0.
    public var from: Int
    /// The state after it.
    public var to: Int

    /// A step between two states.
    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// Whether an M-step leaves any parameter as it is.
  var hasFixedParameters: Bool {
    !(fixed.isEmpty && fixedTransitions.isEmpty && fixedInitialStates.isEmpty)
  }

  /// ρ, with what is fixed of it.
  var partlyFixedInitialProbabilities: PartlyFixedProbabilities {
    PartlyFixedProbabilities(initialProbabilities, isFixed: fixedInitialStates.contains)
  }

  /// Row i of A, with what is fixed of it.
  func partlyFixedTransitions(_ i: Int) -> PartlyFixedProbabilities {
    PartlyFixedProbabilities(transitions.row(i)) {
      fixedTransitions.contains(Transition(from: i, to: $0))
    }
  }

  /// Checks that the states exist whose probabilities are fixed.
  func validateFixedProbabilities() throws(InvalidStart) {
    let states =
      fixedInitialStates.sorted() + fixedTransitions.flatMap { [$0.from, $0.to] }.sorted()
    for (index, state) in states.enumerated() where !(0..<stateCount).contains(state) {
      throw .outOfRange(
        parameter: index < fixedInitialStates.count ? "fixedInitialStates" : "fixedTransitions",
        index: 0, value: Double(state))
    }
  }

  /// What is fixed, for the states in another order.
  mutating func reorderFixedProbabilities(_ order: [Int]) {
    var places: [Int: Int] = [:]
    for (place, state) in order.enumerated() { places[state] = place }
    fixedInitialStates = Set(fixedInitialStates.compactMap { places[$0] })
    fixedTransitions = Set(
      fixedTransitions.compactMap { transition in
        guard let from = places[transition.from], let to = places[transition.to] else { return nil }
        return Transition(from: from, to: to)
      })
  }
}
