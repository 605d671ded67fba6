/// A seeded generator of 64-bit random numbers; the same seed always gives the same numbers.
///
/// Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// https://doi.org/10.1145/2660193.2660195. The period is 2⁶⁴, and all seeds are equally good. Not
/// suitable for cryptography.
///
/// ```swift
/// var random = SplitMix64(seed: 7)
/// let u = random.uniform()  // in [0, 1)
/// ```
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// Creates a generator from a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Splits off a generator that is independent of the remaining numbers of this one, for example
  /// one for each restart or row.
  public mutating func split() -> SplitMix64 {
    SplitMix64(seed: next())
  }
}

// The standard library does not specify how `Double.random(in:)` and `shuffled()` use the bits, so
// everything that must be reproducible uses the methods below.
extension RandomNumberGenerator {
  /// A uniform number in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A uniform number in (0, 1): never 0, so that its logarithm is finite.
  package mutating func positiveUniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A uniform integer in 0 ..< bound (Lemire's multiplication with rejection).
  ///
  /// - Precondition: bound > 0.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "an empty range has no integer to draw")
    let range = UInt64(bound)
    while true {
      let (high, low) = next().multipliedFullWidth(by: range)
      if low >= (0 &- range) % range { return Int(high) }
    }
  }

  /// An index drawn with probability proportional to its weight.
  ///
  /// Weights must be nonnegative with a positive sum. An index of weight 0 is never drawn.
  public mutating func index(weights: some Collection<Double>) -> Int {
    var total = 0.0
    for weight in weights { total += weight }
    let target = uniform() * total
    var cumulative = 0.0
    var last = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      cumulative += weight
      last = index
      if target < cumulative { return index }
    }
    return last
  }

  /// A standard normal number, by Marsaglia's polar method (SIAM Review 6:260, 1964).
  public mutating func standardNormal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0, s < 1 { return u * (-2 * Elementary.log(s) / s).squareRoot() }
    }
  }

  /// A gamma variate with the given shape and rate 1 (Marsaglia & Tsang, ACM TOMS 26:363, 2000,
  /// https://doi.org/10.1145/358407.358414).
  ///
  /// Returns NaN if the shape is not positive and finite.
  public mutating func standardGamma(shape: Double) -> Double {
    guard shape > 0, shape < .infinity else { return .nan }
    if shape < 1 {
      let boost = Elementary.exp(Elementary.log(positiveUniform()) / shape)
      return standardGamma(shape: shape + 1) * boost
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = standardNormal()
      let t = 1 + c * x
      guard t > 0 else { continue }
      let v = t * t * t
      let bound = 0.5 * x * x + d - d * v + d * Elementary.log(v)
      if Elementary.log(positiveUniform()) < bound { return d * v }
    }
  }

  /// A random permutation of 0 ..< count (Fisher–Yates).
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, integer(below: i + 1)) }
    return order
  }
}
