public import Statistics

/// A hidden Markov model: a Markov chain of K states, each with its own emission distribution.
///
/// p(x, z) = ρ(z₁) p(x₁|z₁) ∏ₜ A(zₜ₋₁, zₜ) p(xₜ|zₜ). Rabiner, "A tutorial on hidden Markov models",
/// Proc. IEEE 77:257 (1989), https://doi.org/10.1109/5.18626. Sequences are independent of each
/// other.
///
/// ```swift
/// let start = HiddenMarkovModel(
///   initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
///   emissions: [Poisson(rate: 1), Poisson(rate: 5)])
/// let fit = try fitByEM(start, to: [counts])
/// let path = try fit.model.mostProbablePath(of: counts).states
/// ```
///
/// Models are equal if their distributions are; fixed parameters and priors are not compared.
public struct HiddenMarkovModel<Emission: MixtureComponent>: Sendable {
  /// ρ, the initial state probabilities.
  public var initialProbabilities: [Double]
  /// A, K × K: row i contains the transition probabilities from state i.
  public var transitions: Matrix
  /// The emission distribution of each state.
  public var emissions: [Emission]
  /// The parameters that the M-step keeps fixed; none by default.
  public var fixed: FixedParts = []
  /// The transitions whose probabilities the M-step keeps fixed; none by default.
  ///
  /// The other transitions from the same state share the remaining probability in proportion to
  /// their expected counts.
  ///
  /// ```swift
  /// chain.fixedTransitions = [.init(from: 0, to: 2)]
  /// ```
  ///
  /// Fixed probabilities do not count as parameters. A probability of 0 does not need to be fixed:
  /// EM never changes it.
  public var fixedTransitions: Set<Transition> = []
  /// The states whose initial probabilities the M-step keeps fixed; none by default.
  public var fixedInitialStates: Set<Int> = []
  /// The Dirichlet concentration α ≥ 1 of the initial probabilities; 1 gives maximum likelihood.
  ///
  /// The M-step adds α − 1 to each expected initial count.
  public var initialConcentration = 1.0
  /// The Dirichlet concentration α ≥ 1 of each row of A; 1 gives maximum likelihood.
  ///
  /// The M-step adds α − 1 to each expected transition count.
  public var transitionConcentration = 1.0
  /// The prior of the emissions; `nil` gives maximum likelihood.
  public var emissionPrior: ConjugatePrior<Emission>?

  /// The parts of the parameters that the M-step can keep fixed.
  public struct FixedParts: OptionSet, Hashable, Sendable {
    /// The raw bits.
    public let rawValue: Int

    /// Creates a set from its raw bits.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// The initial probabilities ρ.
    public static var initialProbabilities: FixedParts { FixedParts(rawValue: 1) }
    /// The transition probabilities A.
    public static var transitions: FixedParts { FixedParts(rawValue: 2) }
    /// The emissions.
    public static var emissions: FixedParts { FixedParts(rawValue: 4) }
  }

  /// Creates a model with one state per initial probability.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(initialProbabilities: [Double], transitions: Matrix, emissions: [Emission]) {
    self.initialProbabilities = initialProbabilities
    self.transitions = transitions
    self.emissions = emissions
  }

  /// The number of states K.
  public var stateCount: Int { initialProbabilities.count }

  /// The model with its states sorted by a key of their emissions; all parameters are permuted
  /// together.
  public func ordered(by key: (Emission) -> Double) -> HiddenMarkovModel {
    selecting(emissions.indices.sorted { (key(emissions[$0]), $0) < (key(emissions[$1]), $1) })
  }

  /// The model of the given states in the given order, without renormalization of rows and initial
  /// probabilities.
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
  /// Draws a sequence of the given length, with its state path.
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
  /// Whether two models have the same distribution.
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
