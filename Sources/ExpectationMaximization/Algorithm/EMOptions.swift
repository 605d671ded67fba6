/// The options of an EM run.
///
/// ```swift
/// var options = EMOptions()
/// options.tolerance = .absolute(1e-6)
/// options.record = .models
/// ```
public struct EMOptions: Hashable, Sendable {
  /// The stopping criterion.
  public var tolerance: Tolerance = .relative(1e-8)
  /// The maximum number of M-steps.
  public var iterationLimit: Int = 1000
  /// The number of threads; results do not depend on it.
  public var threads: Int = 1
  /// The variant of the E-step.
  public var variant: Variant = .exact
  /// Whether steps are extrapolated.
  public var acceleration: Acceleration = .none
  /// The policy for components that collapse.
  public var onCollapse: CollapsePolicy = .keep
  /// What the trace records at each half-step in addition to its numbers; by default, the models.
  ///
  /// A recorded model contains all its parameters; if there are millions of them, `[]` saves
  /// memory.
  public var record: Record = .models

  /// Creates the default options.
  public init() {}

  /// Creates options with the most common settings.
  public init(
    tolerance: Tolerance = .relative(1e-8), iterationLimit: Int = 1000,
    record: Record = .models
  ) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.record = record
  }

  /// The stopping criterion, in terms of the objective ℓ, log-likelihood plus log prior.
  ///
  /// A small gain does not imply that the maximum is near: on a flat ridge of the likelihood, EM
  /// gains little for thousands of iterations. ``remaining(_:)`` estimates the remaining gain.
  public enum Tolerance: Hashable, Sendable {
    /// ℓ increased by less than ε·(1 + |ℓ|) in one iteration.
    case relative(Double)
    /// ℓ increased by less than ε nats in one iteration.
    case absolute(Double)
    /// No unconstrained parameter θ changed by more than ε·(1 + |θ|).
    case parameters(Double)
    /// The estimated remaining gain is less than ε nats, by Aitken's estimate of the limit (Böhning
    /// et al. 1994, https://doi.org/10.1007/BF01720593).
    case remaining(Double)
    /// None: run to the iteration limit.
    case never
  }

  /// The variant of the E-step.
  public enum Variant: Hashable, Sendable {
    /// Standard EM.
    case exact
    /// Classification EM: each observation is assigned to its most probable component, each
    /// sequence to its most probable path (Viterbi training), and the missing cells of a network's
    /// row to their most probable states.
    ///
    /// Factor analysis rejects it (``UnsupportedOption/posterior``): with fixed factor values, the
    /// likelihood has no maximum.
    case hard
    /// Stochastic EM: the component of each observation, the path of each sequence and the states
    /// of each network row are drawn from their posterior.
    ///
    /// Runs to the iteration limit. Factor analysis rejects it, because its moments contain no rows
    /// to draw for.
    case stochastic(seed: UInt64)
    /// Deterministic annealing: one iteration at each inverse temperature 0 < β ≤ 1, and then EM
    /// (Ueda & Nakano 1998, https://doi.org/10.1016/S0893-6080(97)00133-0).
    ///
    /// Too high an initial temperature merges components permanently. If all components are the
    /// same Gaussian, an iteration with full or tied covariances multiplies the differences of
    /// their means by β, so that they vanish before β reaches 1; a perturbation at each increase of
    /// β would not help. Start at a β at which the components still differ; about ½ is usual.
    case annealed(inverseTemperatures: [Double])
  }

  /// The acceleration method.
  public enum Acceleration: Hashable, Sendable {
    /// Standard EM, without acceleration.
    case none
    /// SQUAREM with scheme S3 (Varadhan & Roland 2008,
    /// https://doi.org/10.1111/j.1467-9469.2007.00585.x).
    ///
    /// Falls back to the EM step if the extrapolation decreases the objective. An iteration costs
    /// one M-step and one E-step, as without acceleration, plus a second E-step after a fallback.
    case squarem
  }

  /// What the trace records at each half-step in addition to its numbers.
  public struct Record: OptionSet, Hashable, Sendable {
    /// The raw bits.
    public let rawValue: Int

    /// Creates a set from its raw bits.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// The model with its parameters.
    public static let models = Record(rawValue: 1)
    /// The responsibilities, N × K.
    public static let responsibilities = Record(rawValue: 2)
  }
}
