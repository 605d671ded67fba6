public import Statistics

/// A hidden Markov model of categories in variational Bayes: Dirichlet distributions over its
/// probabilities instead of estimates.
///
/// The initial probabilities, every row of A, and the emissions of each state are Dirichlet(α). The
/// posterior is approximated by q(z) q(θ): the E-step is that of a chain with the probabilities
/// exp E[log p], and the M-step adds the expected counts to α. EM climbs the bound
/// log p(x) ≥ log Z − KL(q(θ) ‖ p(θ)): in the fit, `logLikelihood` is log Z, the sum over all paths of
/// exp E[log p(x, z | θ)], `logPrior` is −KL, and `objective` is the bound. MacKay, "Ensemble learning for
/// hidden Markov models" (1997); Beal, "Variational algorithms for approximate Bayesian inference" (2003),
/// chapter 3.
///
/// ```swift
/// let start = try HiddenMarkovModel.initialized(
///   states: 3, prototype: Categorical(weights: [1, 1, 1]), from: sequences, using: &random)
/// let fit = try fitByEM(
///   try VariationalHiddenMarkovModel(prior: .init(), start: start, of: sequences), to: sequences)
/// let chain = fit.model.expectedModel
/// ```
public struct VariationalHiddenMarkovModel: Hashable, Sendable {
  /// What is believed before the data.
  public let prior: Prior
  /// The concentrations of the initial probabilities, K of them.
  public internal(set) var initialConcentrations: [Double]
  /// The concentrations of the rows of A, K × K.
  public internal(set) var transitionConcentrations: Matrix
  /// The concentrations of the emissions, K states × M categories.
  public internal(set) var emissionConcentrations: Matrix

  /// What is believed of each state before the data: concentrations α > 0, the same for all its
  /// probabilities.
  ///
  /// Below 1 they prefer few large probabilities, so that states that are not needed empty.
  public struct Prior: Hashable, Sendable {
    /// Of the initial probabilities.
    public var initialConcentration: Double
    /// Of every row of A.
    public var transitionConcentration: Double
    /// Of the emissions of each state.
    public var emissionConcentration: Double

    /// A prior from its concentrations; all of them 1 is flat.
    public init(
      initialConcentration: Double = 1, transitionConcentration: Double = 1,
      emissionConcentration: Double = 1
    ) {
      self.initialConcentration = initialConcentration
      self.transitionConcentration = transitionConcentration
      self.emissionConcentration = emissionConcentration
    }
  }

  /// A posterior to start from, given by its concentrations.
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

  /// The posterior given the states that a chain expects.
  ///
  /// - Throws: ``InvalidData`` or ``InvalidStart``.
  public init(
    prior: Prior, start: HiddenMarkovModel<Categorical>, of sequences: [[Int]]
  ) throws {
    let statistics = try start.eStep(sequences).statistics
    self.init(prior: prior, counts: statistics)
  }

  /// The prior with counts added to it.
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

  /// K.
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
