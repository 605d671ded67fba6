public import Statistics

/// The result of an E-step: the expected statistics under the posterior, and the log-likelihood.
public struct Expectation<Statistics> {
  /// The expected sufficient statistics under q.
  public var statistics: Statistics
  /// log p(x | θ) in nats, summed over the (weighted) observations; it does not depend on q.
  public var logLikelihood: Double
  /// H(q), the entropy of the posterior in nats.
  ///
  /// `nil` if q is the exact posterior; then H(q) = log p(x | θ) − Q(θ).
  public var entropy: Double?

  /// Creates the result of an E-step.
  public init(statistics: Statistics, logLikelihood: Double, entropy: Double? = nil) {
    self.statistics = statistics
    self.logLikelihood = logLikelihood
    self.entropy = entropy
  }
}

extension Expectation: Sendable where Statistics: Sendable {}

/// The settings of an E-step.
public struct Inference: Hashable, Sendable {
  /// One nonnegative weight per observation; `nil` means that all weights are 1.
  public var weights: [Double]?
  /// The distribution q(z) to use.
  public var posterior: Posterior
  /// The number of threads; the result is the same, bit for bit, for any number.
  public var threads: Int

  /// Creates settings; the default is the exact posterior of unweighted observations on one thread.
  public init(weights: [Double]? = nil, posterior: Posterior = .exact, threads: Int = 1) {
    self.weights = weights
    self.posterior = posterior
    self.threads = threads
  }
}

/// The distribution over the latent variables that an E-step uses.
public enum Posterior: Hashable, Sendable {
  /// q(z) = p(z | x, θ): EM.
  case exact
  /// q(z) ∝ p(x, z | θ)^β with an inverse temperature 0 < β ≤ 1: deterministic annealing
  /// (Ueda & Nakano 1998, https://doi.org/10.1016/S0893-6080(97)00133-0).
  case tempered(Double)
  /// All probability on the most probable z: classification EM
  /// (Celeux & Govaert 1992, https://doi.org/10.1016/0167-9473(92)90042-E).
  case hard
  /// All probability on a z drawn from p(z | x, θ): stochastic EM (Celeux & Diebolt 1985).
  ///
  /// The draw for an observation depends only on the seed and the index of the observation.
  case sampled(seed: UInt64)
  /// Given responsibilities, N × K, for a run that begins with an M-step.
  case given(Matrix)
}
