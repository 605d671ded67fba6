public import Statistics

/// A hidden Markov model: a chain of K states, each of which emits from a distribution of its own.
///
/// p(x, z) = ρ(z₁) p(x₁|z₁) ∏ₜ A(zₜ₋₁, zₜ) p(xₜ|zₜ). Rabiner, "A tutorial on hidden Markov models",
/// Proc. IEEE 77:257 (1989), https://doi.org/10.1109/5.18626. Several sequences are independent.
///
/// ```swift
/// let start = HiddenMarkovModel(
///   initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
///   emissions: [Poisson(rate: 1), Poisson(rate: 5)])
/// let fit = try fitByEM(start, to: [counts])
/// let path = try fit.model.mostProbablePath(of: counts).states
/// ```
///
/// Equal models have the same distribution; what is fixed and the priors do not count.
public struct HiddenMarkovModel<Emission: MixtureComponent>: Sendable {
  /// ρ, the probabilities of the first state.
  public var initialProbabilities: [Double]
  /// A, K × K: row i has the probabilities of the state that follows state i.
  public var transitions: Matrix
  /// What every state emits.
  public var emissions: [Emission]
  /// What the M-step leaves as it is; nothing by default.
  public var fixed: FixedParts = []
  /// Steps whose probabilities the M-step leaves as they are; none by default.
  ///
  /// The other steps from the same state share what these leave over, by their expected counts.
  ///
  /// ```swift
  /// chain.fixedTransitions = [.init(from: 0, to: 2)]
  /// ```
  ///
  /// What is fixed does not count among the parameters. A probability of 0 needs not be fixed: EM keeps it.
  public var fixedTransitions: Set<Transition> = []
  /// States whose initial probabilities the M-step leaves as they are; none by default.
  public var fixedInitialStates: Set<Int> = []
  /// The Dirichlet concentration α ≥ 1 of the initial probabilities; 1 gives maximum likelihood.
  ///
  /// The M-step adds α − 1 to every expected initial count.
  public var initialConcentration = 1.0
  /// The Dirichlet concentration α ≥ 1 of each row of A; 1 gives maximum likelihood.
  ///
  /// The M-step adds α − 1 to every expected transition count.
  public var transitionConcentration = 1.0
  /// What every state has seen before the data; `nil` gives maximum likelihood.
  public var emissionPrior: ConjugatePrior<Emission>?

  /// Parts of the parameters that an M-step may leave as they are.
  public struct FixedParts: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: Int

    /// A set from its bits.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// ρ.
    public static var initialProbabilities: FixedParts { FixedParts(rawValue: 1) }
    /// A.
    public static var transitions: FixedParts { FixedParts(rawValue: 2) }
    /// The emissions.
    public static var emissions: FixedParts { FixedParts(rawValue: 4) }
  }

  /// A model of as many states as there are initial probabilities.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(initialProbabilities: [Double], transitions: Matrix, emissions: [Emission]) {
    self.initialProbabilities = initialProbabilities
    self.transitions = transitions
    self.emissions = emissions
  }

  /// K.
  public var stateCount: Int { initialProbabilities.count }

  /// The states in the order of a key of their emissions, all parameters together.
  public func ordered(by key: (Emission) -> Double) -> HiddenMarkovModel {
    selecting(emissions.indices.sorted { (key(emissions[$0]), $0) < (key(emissions[$1]), $1) })
  }

  /// Some states in an order, with rows and initial probabilities as they are.
  func selecting(_ order: [Int]) -> HiddenMarkovModel {
    var next = self
    next.initialProbabilities = order.map { initialProbabilities[$0] }
    next.transitions = transitions.selecting(rows: order, columns: order)
    next.emissions = order.map { emissions[$0] }
    next.reorderFixedProbabilities(order)
    return next
  }
}

extension HiddenMarkovModel where Emission: Distribution {
  /// A sequence of a length, with the states that it went through.
  public func sample(
    length: Int, using random: inout some RandomNumberGenerator
  ) -> (states: [Int], values: [Emission.Value]) {
    var states: [Int] = []
    var values: [Emission.Value] = []
    for t in 0..<max(0, length) {
      let weights = t == 0 ? initialProbabilities : transitions.row(states[t - 1])
      states.append(random.index(weights: weights))
      values.append(emissions[states[t]].sample(using: &random))
    }
    return (states, values)
  }
}

extension HiddenMarkovModel: Equatable where Emission: Equatable {
  /// Whether the distributions are the same.
  public static func == (a: HiddenMarkovModel, b: HiddenMarkovModel) -> Bool {
    a.initialProbabilities == b.initialProbabilities && a.transitions == b.transitions
      && a.emissions == b.emissions
  }
}

extension HiddenMarkovModel: Hashable where Emission: Hashable {
  /// Hashes the parameters.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(initialProbabilities)
    hasher.combine(transitions)
    hasher.combine(emissions)
  }
}
