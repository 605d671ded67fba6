public import Statistics

/// A hidden Markov model: a chain of K states, each of which emits from a distribution of its own.
///
/// p(x, z) = ρ(z₁) p(x₁|z₁) ∏ₜ A(zₜ₋₁, zₜ) p(xₜ|zₜ). Rabiner, "A tutorial on hidden Markov models",
/// Proc. IEEE 77:257 (1989), https://doi.org/10.1109/5.18626. Several sequences are independent.
///
/// ```swift
/// let start = HiddenMarkovModel(
///   startProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
///   emissions: [Poisson(rate: 1), Poisson(rate: 5)])
/// let fit = try fitByEM(start, to: [counts])
/// let path = try fit.model.mostProbablePath(of: counts).states
/// ```
public struct HiddenMarkovModel<Emission: MixtureComponent>: Sendable {
  /// ρ, the probabilities of the first state.
  public var startProbabilities: [Double]
  /// A, K × K: row i holds the probabilities of the state that follows state i.
  public var transitions: Matrix
  /// What every state emits.
  public var emissions: [Emission]

  /// A model of as many states as there are start probabilities.
  ///
  /// A start of the wrong shape is an error of the fit (``InvalidStart``), not of this initializer.
  public init(startProbabilities: [Double], transitions: Matrix, emissions: [Emission]) {
    self.startProbabilities = startProbabilities
    self.transitions = transitions
    self.emissions = emissions
  }

  /// K.
  public var stateCount: Int { startProbabilities.count }

  /// The states in the order of a key of their emissions, all parameters together.
  public func ordered(by key: (Emission) -> Double) -> HiddenMarkovModel {
    let order = emissions.indices.sorted { (key(emissions[$0]), $0) < (key(emissions[$1]), $1) }
    return HiddenMarkovModel(
      startProbabilities: order.map { startProbabilities[$0] },
      transitions: transitions.selecting(rows: order, columns: order),
      emissions: order.map { emissions[$0] })
  }
}

extension HiddenMarkovModel where Emission: Distribution {
  /// A sequence of a length, with the states that it went through.
  public func sample(
    length: Int, using random: inout some RandomNumberGenerator
  ) -> (states: [Int], values: [Emission.Value]) {
    var states: [Int] = []
    var values: [Emission.Value] = []
    for t in 0..<length {
      let weights = t == 0 ? startProbabilities : transitions.row(states[t - 1])
      states.append(random.index(weights: weights))
      values.append(emissions[states[t]].sample(using: &random))
    }
    return (states, values)
  }
}

extension HiddenMarkovModel: Equatable where Emission: Equatable {}
extension HiddenMarkovModel: Hashable where Emission: Hashable {}
