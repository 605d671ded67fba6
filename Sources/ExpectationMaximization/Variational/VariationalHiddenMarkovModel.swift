public import Statistics

/// A variational Bayesian hidden Markov model of categories, with Dirichlet distributions over its
/// probabilities.
///
/// The initial probabilities, each row of A, and the emissions of each state are Dirichlet(α). The
/// posterior is approximated by q(z) q(θ): the E-step is that of a chain with the probabilities
/// exp E[log p], and the M-step adds the expected counts to α. EM maximizes the bound
/// log p(x) ≥ log Z − KL(q(θ) ‖ p(θ)). In the fit, `logLikelihood` is log Z, where Z is the
/// sum over all paths of exp E[log p(x, z | θ)], `logPrior` is −KL, and `objective` is the
/// bound. MacKay, "Ensemble learning for hidden Markov models" (1997); Beal, "Variational
/// algorithms for approximate Bayesian inference" (2003), chapter 3.
///
/// ```swift
/// let start = try HiddenMarkovModel.initialized(
///   states: 3, prototype: Categorical(weights: [1, 1, 1]), from: sequences, using: &random)
/// let fit = try fitByEM(
///   try VariationalHiddenMarkovModel(prior: .init(), start: start, of: sequences), to: sequences)
/// let chain = fit.model.expectedModel
/// ```
public struct VariationalHiddenMarkovModel: Hashable, Sendable {
  /// The prior.
  public let prior: Prior
  /// The concentrations of the initial probabilities, one per state.
  public internal(set) var initialConcentrations: [Double]
  /// The concentrations of the rows of A, K × K.
  public internal(set) var transitionConcentrations: Matrix
  /// The concentrations of the emissions, K states × M categories.
  public internal(set) var emissionConcentrations: Matrix

  /// The prior of each state: Dirichlet concentrations α > 0, equal for all its probabilities.
  ///
  /// Values below 1 favor few large probabilities, so that superfluous states become empty.
  public struct Prior: Hashable, Sendable {
    /// The concentration of the initial probabilities.
    public var initialConcentration: Double
    /// The concentration of each row of A.
    public var transitionConcentration: Double
    /// The concentration of each state's emissions.
    public var emissionConcentration: Double

    /// Creates a prior from its concentrations; 1 for all of them is flat.
    public init(
      initialConcentration: Double = 1, transitionConcentration: Double = 1,
      emissionConcentration: Double = 1
    ) {
      self.initialConcentration = initialConcentration
      self.transitionConcentration = transitionConcentration
      self.emissionConcentration = emissionConcentration
    }
  }

  /// Creates a starting posterior from its concentrations.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(
    prior: Prior, initialConcentrations: [Double], transitionConcentrations: Matrix,
    emissionConcentrations: Matrix
  ) {
    self.prior = prior
    self.initialConcentrations = initialConcentrations
    self.transitionConcentrations = transitionConcentrations
    self.emissionConcentrations = emissionConcentrations
  }

  /// Creates the posterior given the expected states of a chain.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``.
  public init(
    prior: Prior, start: HiddenMarkovModel<Categorical>, of sequences: [[Int]]
  ) throws {
    let statistics = try start.eStep(sequences).statistics
    self.init(prior: prior, counts: statistics)
  }

  /// The prior plus counts.
  init(prior: Prior, counts: HiddenMarkovModel<Categorical>.Statistics) {
    let emissions = counts.emissions.map { $0.totals.map { $0 + prior.emissionConcentration } }
    self.init(
      prior: prior,
      initialConcentrations: counts.initialCounts.map { $0 + prior.initialConcentration },
      transitionConcentrations: Matrix(
        rows: counts.transitionCounts.rows, columns: counts.transitionCounts.columns,
        elements: counts.transitionCounts.elements.map { $0 + prior.transitionConcentration }),
      emissionConcentrations: Matrix(
        rows: emissions.count, columns: emissions.first?.count ?? 0,
        elements: emissions.flatMap { $0 }))
  }

  /// The number of states K.
  public var stateCount: Int { initialConcentrations.count }

  /// The chain at the expected probabilities.
  public var expectedModel: HiddenMarkovModel<Categorical> {
    HiddenMarkovModel(
      initialProbabilities: initialConcentrations.normalized,
      transitions: Matrix(
        rows: transitionConcentrations.rows, columns: transitionConcentrations.columns,
        elements: transitionConcentrations.nested.flatMap(\.normalized)),
      emissions: emissionConcentrations.nested.map { Categorical(weights: $0) })
  }
}
