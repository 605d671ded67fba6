/// How EM is run.
///
/// ```swift
/// var options = EMOptions()
/// options.tolerance = .absolute(1e-6)
/// options.record = .models
/// ```
public struct EMOptions: Hashable, Sendable {
  /// When EM stops.
  public var tolerance: Tolerance = .relative(1e-8)
  /// The largest number of M-steps.
  public var iterationLimit: Int = 1000
  /// On how many threads; results do not depend on it.
  public var threads: Int = 1
  /// How the latent variables are inferred.
  public var variant: Variant = .exact
  /// Whether steps are extrapolated.
  public var acceleration: Acceleration = .none
  /// What to do about a component that collapses.
  public var onCollapse: CollapsePolicy = .keep
  /// What every half-step of the trace keeps besides its numbers: the models, unless that is changed.
  ///
  /// A model is its parameters; where there are millions of them, `[]` saves the memory.
  public var record: Record = .models

  /// The defaults.
  public init() {}

  /// The defaults with the most common changes.
  public init(
    tolerance: Tolerance = .relative(1e-8), iterationLimit: Int = 1000,
    record: Record = .models
  ) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.record = record
  }

  /// When EM stops; ℓ is the objective, log-likelihood plus log prior.
  ///
  /// A small gain need not mean that the maximum is near: on a flat ridge of the likelihood EM gains
  /// little for thousands of iterations. ``remaining(_:)`` estimates how much is left.
  public enum Tolerance: Hashable, Sendable {
    /// ℓ gained less than ε·(1 + |ℓ|) in one iteration.
    case relative(Double)
    /// ℓ gained less than ε nats in one iteration.
    case absolute(Double)
    /// No unconstrained parameter θ moved by more than ε·(1 + |θ|).
    case parameters(Double)
    /// Less than ε nats remain, by Aitken's estimate of the limit (Böhning et al. 1994,
    /// https://doi.org/10.1007/BF01720593).
    case remaining(Double)
    /// Never: run to the iteration limit.
    case never
  }

  /// How the latent variables are inferred.
  public enum Variant: Hashable, Sendable {
    /// EM.
    case exact
    /// Classification EM: every observation goes wholly to its most probable component, every sequence
    /// to its most probable path (Viterbi training), and the missing cells of a network's row to their
    /// most probable states. Factor analysis refuses it (``UnsupportedOption/posterior``): with factors
    /// held at points the likelihood has no maximum.
    case hard
    /// Stochastic EM: every observation goes wholly to a component, every sequence to a path, and every
    /// row of a network to states, drawn from its posterior. Runs to the iteration limit. Factor analysis
    /// refuses it, since its moments have no rows to draw for.
    case stochastic(seed: UInt64)
    /// Deterministic annealing: one iteration at each inverse temperature 0 < β ≤ 1, and then EM
    /// (Ueda & Nakano 1998, https://doi.org/10.1016/S0893-6080(97)00133-0).
    ///
    /// Too hot a beginning merges components for good. Where all of them are the same Gaussian, an
    /// iteration with full or tied covariances multiplies the differences of their means by β, so that they
    /// die out until β is 1; a perturbation at every rise of β would not help. Begin where components
    /// still differ; about ½ is usual.
    case annealed(inverseTemperatures: [Double])
  }

  /// Whether steps are extrapolated.
  public enum Acceleration: Hashable, Sendable {
    /// Plain EM.
    case none
    /// SQUAREM with scheme S3, which falls back to the EM step where the extrapolation loses
    /// (Varadhan & Roland 2008, https://doi.org/10.1111/j.1467-9469.2007.00585.x). One iteration is
    /// one M-step and one E-step, as without it; where the extrapolation loses, a second E-step.
    case squarem
  }

  /// What every half-step of the trace keeps besides its numbers.
  public struct Record: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: Int

    /// A set from its bits.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// The model with its parameters.
    public static let models = Record(rawValue: 1)
    /// The responsibilities, N × K.
    public static let responsibilities = Record(rawValue: 2)
  }
}
