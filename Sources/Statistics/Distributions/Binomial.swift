/// The binomial distribution: the number of successes in n independent trials with probability p.
///
/// P(X = k) = C(n, k) pᵏ (1−p)^(n−k).
///
/// ```swift
/// let p = Binomial(trials: 10, probability: 0.5).density(5)  // 252/1024 = 0.2461
/// ```
public struct Binomial: Distribution, Hashable {
  /// The number of trials n ≥ 0.
  public let trials: Int
  /// The probability of success p, between 0 and 1.
  public let probability: Double

  /// Creates a binomial distribution; the density is NaN if p is outside 0 … 1.
  public init(trials: Int, probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  /// n p.
  public var mean: Double { Double(trials) * probability }

  /// n p (1 − p).
  public var variance: Double { mean * (1 - probability) }

  /// log C(n, k) + k log p + (n−k) log(1−p); −∞ below 0 and above n.
  ///
  /// Large counts use their deviances from np and n(1−p), since the terms would cancel.
  public func logDensity(_ x: Int) -> Double {
    guard x >= 0, x <= trials else { return -.infinity }
    let (n, k) = (Double(trials), Double(x))
    let (p, q) = (probability, 1 - probability)
    guard x >= 15, trials - x >= 15, p > 1e-300, q > 0 else {
      let coefficient = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
      let successes = x == 0 ? 0 : k * Elementary.log(p)
      let failures = x == trials ? 0 : (n - k) * Elementary.log1p(-p)
      return coefficient + successes + failures
    }
    return SaddlePoint.rest(n) - SaddlePoint.rest(k) - SaddlePoint.rest(n - k)
      - SaddlePoint.deviance(k, from: n * p) - SaddlePoint.deviance(n - k, from: n * q)
      - 0.5 * (logTwoPi + Elementary.log(k) + Elementary.log1p(-k / n))
  }

  /// P(X ≤ k).
  public func cumulative(_ x: Int) -> Double {
    if x < 0 { return 0 }
    if x >= trials { return 1 }
    return regularizedBeta(1 - probability, Double(trials - x), Double(x) + 1)
  }

  /// Draws one count.
  ///
  /// While n is large, it is halved using the beta-distributed median of n uniform
  /// numbers (Devroye, "Non-Uniform Random Variate Generation", 1986, §X.4).
  public func sample(using random: inout some RandomNumberGenerator) -> Int {
    var (n, p, count) = (trials, probability, 0)
    while n > 30, p > 0, p < 1 {
      let i = n / 2 + 1
      let x = random.standardGamma(shape: Double(i))
      let y = random.standardGamma(shape: Double(n - i + 1))
      let median = x / (x + y)
      if median <= p {
        (count, n, p) = (count + i, n - i, (p - median) / (1 - median))
      } else {
        (n, p) = (i - 1, p / median)
      }
    }
    for _ in 0..<max(n, 0) where random.uniform() < p { count += 1 }
    return count
  }
}
