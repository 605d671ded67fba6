import Statistics

/// Probabilities of which some are fixed; the others share the remainder.
struct PartlyFixedProbabilities {
  private let probabilities: [Double]
  /// The indices of the free probabilities.
  private let free: [Int]

  init(_ probabilities: [Double], isFixed: (Int) -> Bool) {
    self.probabilities = probabilities
    free = probabilities.indices.filter { !isFixed($0) }
  }

  /// The free probabilities.
  var freeProbabilities: [Double] { free.map { probabilities[$0] } }

  /// The sum of the free probabilities: 1 minus the fixed ones.
  private var freeMass: Double {
    guard free.count < probabilities.count else { return 1 }
    let kept = Set(free)
    let rest = probabilities.indices.reduce(1) { kept.contains($1) ? $0 : $0 - probabilities[$1] }
    return max(0, rest)
  }

  /// The probabilities with the free ones proportional to counts; unchanged if all free counts are
  /// 0.
  func fitted(to counts: [Double]) -> [Double] {
    let total = free.reduce(0) { $0 + counts[$1] }
    guard total > 0 else { return probabilities }
    return setting(free.map { counts[$0] / total })
  }

  /// The log-ratios of the free probabilities; empty if the fixed ones sum to 1.
  var ratios: [Double] { freeMass > 0 ? LogRatios.ratios(freeProbabilities) : [] }

  /// All probabilities, with the free ones at the given log-ratios.
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
  /// A transition of the chain from one state to the next.
  public struct Transition: Hashable, Sendable {
    /// The state before the transition, counted from 0.
    public var from: Int
    /// The state after the transition.
    public var to: Int

    /// Creates a transition between two states.
    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// Whether the M-step keeps any parameter fixed.
  var hasFixedParameters: Bool {
    !(fixed.isEmpty && fixedTransitions.isEmpty && fixedInitialStates.isEmpty)
  }

  /// ρ, with its fixed elements.
  var partlyFixedInitialProbabilities: PartlyFixedProbabilities {
    PartlyFixedProbabilities(initialProbabilities, isFixed: fixedInitialStates.contains)
  }

  /// Row i of A, with its fixed elements.
  func partlyFixedTransitions(_ i: Int) -> PartlyFixedProbabilities {
    PartlyFixedProbabilities(transitions.row(i)) {
      fixedTransitions.contains(Transition(from: i, to: $0))
    }
  }

  /// Checks that the states of the fixed probabilities exist.
  func validateFixedProbabilities() throws(InvalidStart) {
    let states =
      fixedInitialStates.sorted() + fixedTransitions.flatMap { [$0.from, $0.to] }.sorted()
    for (index, state) in states.enumerated() where !(0..<stateCount).contains(state) {
      throw .outOfRange(
        parameter: index < fixedInitialStates.count ? "fixedInitialStates" : "fixedTransitions",
        index: 0, value: Double(state))
    }
  }

  /// Renumbers the fixed probabilities for a new order of the states.
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
