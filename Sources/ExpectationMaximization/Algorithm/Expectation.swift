public import Statistics

/// What an E-step returns: the posterior, summed up, and the log-likelihood.
public struct Expectation<Statistics> {
  /// The expected sufficient statistics under q.
  public var statistics: Statistics
  /// log p(x | θ) in nats, summed over the (weighted) observations; the same for each q.
  public var logLikelihood: Double
  /// H(q), the entropy of the posterior in nats.
  ///
  /// `nil` says that q is the exact posterior; then H(q) = log p(x | θ) − Q(θ).
  public var entropy: Double?

  /// The result of an E-step.
  public init(statistics: Statistics, logLikelihood: Double, entropy: Double? = nil) {
    self.statistics = statistics
    self.logLikelihood = logLikelihood
    self.entropy = entropy
  }
}

extension Expectation: Sendable where Statistics: Sendable {}

/// How an E-step is to be done.
public struct Inference: Hashable, Sendable {
  /// A non-negative weight per observation; `nil` counts every observation once.
  public var weights: [Double]?
  /// Which q(z) takes the place of the posterior.
  public var posterior: Posterior
  /// On how many threads; the result is the same, bit by bit, for any number.
  public var threads: Int

  /// The exact posterior of unweighted observations on one thread, unless said otherwise.
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
  /// The draw of an observation depends on the seed and the observation's index only.
  case sampled(seed: UInt64)
  /// Responsibilities from elsewhere, N × K: the way to start with an M-step.
  case given(Matrix)
}
