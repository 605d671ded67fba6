import Statistics

/// Log-likelihood and entropy summed over the blocks of a segment.
struct BlockTotals {
  typealias Lanes = Elementary.Lanes

  var logLikelihood = 0.0
  var entropy = 0.0

  /// Converts log πₖ + log p(xₙ|θₖ) to weighted responsibilities, in place.
  ///
  /// Computes for each observation the maximum m over the components, the sum s of exp(· − m), and
  /// log p(xₙ) = m + log s. Lanes beyond the last observation get weight 0. If requested, stores
  /// log p(xₙ) of the block's observations, without weights.
  mutating func normalize(
    _ block: UnsafeMutablePointer<Lanes>, components: Int, rows: Range<Int>,
    _ inference: Inference, logDensities: UnsafeMutablePointer<Lanes>? = nil
  ) {
    var (likelihoods, entropies) = (Lanes.zero, Lanes.zero)
    let groups = (rows.count + 7) / 8
    let isExact = inference.posterior == .exact
    // Full groups without weights take a fast path, two at a time.
    let plain = inference.weights == nil && isExact ? rows.count / 8 : 0
    let paired = plain - plain % 2
    for group in stride(from: 0, to: paired, by: 2) {
      let ones = Lanes(repeating: 1)
      let first = PosteriorColumn(block + group, components, weights: ones)
      let second = PosteriorColumn(block + group + 1, components, weights: ones)
      let (low, high) = PosteriorColumn.normalizeExactly(first, second)
      logDensities?[group] = low.logDensity
      logDensities?[group + 1] = high.logDensity
      likelihoods = (likelihoods + low.logDensity) + high.logDensity
      entropies = (entropies + low.entropy) + high.entropy
    }
    for group in paired..<groups {
      let column = PosteriorColumn(
        block + group, components, weights: weights(of: group, rows, inference))
      let first = rows.lowerBound + group * 8
      let normalized: PosteriorColumn.Result =
        switch inference.posterior {
        case .exact: column.normalizeExactly()
        case .tempered(let beta): column.normalize(beta: beta)
        case .hard: column.takeLargest()
        case .given(let responsibilities): column.replace(by: responsibilities, from: first, rows)
        case .sampled(let seed): column.draw(seed: seed, from: first)
        }
      logDensities?[group] = normalized.logDensity
      // An impossible observation of weight 0 is ignored.
      let counts = column.weights .> 0
      likelihoods += Elementary.select(counts, column.weights * normalized.logDensity, .zero)
      entropies += Elementary.select(counts, column.weights * normalized.entropy, .zero)
    }
    logLikelihood += Elementary.sum(likelihoods)
    entropy += Elementary.sum(entropies)
  }

  private func weights(of group: Int, _ rows: Range<Int>, _ inference: Inference) -> Lanes {
    let first = rows.lowerBound + group * 8
    let count = min(8, rows.upperBound - first)
    if count == 8, inference.weights == nil { return Lanes(repeating: 1) }
    var lanes = Lanes.zero
    for lane in 0..<count { lanes[lane] = inference.weights?[first + lane] ?? 1 }
    return lanes
  }
}

/// Eight observations with the log joint density of each component, one after another in a block.
private struct PosteriorColumn {
  typealias Lanes = Elementary.Lanes

  let base: UnsafeMutablePointer<Lanes>
  let components: Int
  let weights: Lanes
  /// The maximum of each lane; 0 if all values are −∞.
  let largest: Lanes
  /// The lanes of observations with density 0 under every component, whose responsibilities are 0.
  let impossible: SIMDMask<SIMD8<Int64>>

  struct Result {
    /// log p(xₙ).
    var logDensity: Lanes
    /// H(qₙ).
    var entropy: Lanes
  }

  @inline(__always)
  init(_ base: UnsafeMutablePointer<Lanes>, _ components: Int, weights: Lanes) {
    self.base = base
    self.components = components
    self.weights = weights
    var largest = base[0]
    for k in 1..<max(components, 1) {
      let next = base[k * RowBlock.groups]
      largest = Elementary.select(next .> largest, next, largest)
    }
    let unexplained = largest .== -.infinity
    impossible = unexplained
    self.largest = Elementary.select(unexplained, .zero, largest)
  }

  /// r = exp(· − m)/s, with H = log s − Σ r (· − m); one exponential per component.
  @inline(__always)
  func normalizeExactly() -> Result {
    let (sum, expected) = Self.exponentiate(self, self)
    return finish(sum.lowHalf, expected.lowHalf)
  }

  /// The same for two columns at a time.
  @inline(__always)
  static func normalizeExactly(_ first: Self, _ second: Self) -> (Result, Result) {
    let (sum, expected) = exponentiate(first, second)
    return (
      first.finish(sum.lowHalf, expected.lowHalf), second.finish(sum.highHalf, expected.highHalf)
    )
  }

  /// Replaces each value · by exp(· − m), and sums exp(· − m) and (· − m) exp(· − m).
  @inline(__always)
  private static func exponentiate(
    _ first: Self, _ second: Self
  ) -> (sum: Elementary.Pair, expected: Elementary.Pair) {
    typealias Pair = Elementary.Pair
    let largest = Pair(lowHalf: first.largest, highHalf: second.largest)
    var (sum, expected) = (Pair.zero, Pair.zero)
    let floor = Pair(repeating: -708)
    for k in 0..<first.components {
      let (low, high) = (first.base + k * RowBlock.groups, second.base + k * RowBlock.groups)
      let centered = Pair(lowHalf: low.pointee, highHalf: high.pointee) - largest
      let e = Elementary.exp(centered)
      sum += e
      // If e is 0, its exponent may be −∞; any finite number can replace it.
      expected += e * floor.replacing(with: centered, where: centered .>= -708)
      low.pointee = e.lowHalf
      high.pointee = e.highHalf
    }
    return (sum, expected)
  }

  @inline(__always)
  private func finish(_ sum: Lanes, _ expected: Lanes) -> Result {
    let possible = Elementary.select(impossible, Lanes(repeating: 1), sum)
    let logSum = Elementary.log(possible)
    let inverse = 1 / possible
    let scale = inverse * weights
    for k in 0..<components { base[k * RowBlock.groups] *= scale }
    return Result(
      logDensity: Elementary.select(
        impossible, Lanes(repeating: -.infinity), largest + logSum),
      entropy: logSum - expected * inverse)
  }

  func normalize(beta: Double) -> Result {
    let logDensity = logDensity
    for k in 0..<components { base[k * RowBlock.groups] *= beta }
    let tempered = PosteriorColumn(base, components, weights: weights)
    return Result(logDensity: logDensity, entropy: tempered.normalizeExactly().entropy)
  }

  func takeLargest() -> Result {
    let logDensity = logDensity
    var free = .!impossible
    for k in 0..<components {
      let isLargest = base[k * RowBlock.groups] .== largest
      let chosen = free .& isLargest
      base[k * RowBlock.groups] = Elementary.select(chosen, weights, .zero)
      free.replace(with: false, where: chosen)
    }
    return Result(logDensity: logDensity, entropy: .zero)
  }

  func replace(by responsibilities: Matrix, from first: Int, _ rows: Range<Int>) -> Result {
    let logDensity = logDensity
    var entropy = Lanes.zero
    for k in 0..<components {
      var r = Lanes.zero
      for lane in 0..<min(8, rows.upperBound - first) {
        r[lane] = responsibilities[first + lane, k]
        if r[lane] > 0 { entropy[lane] -= r[lane] * Elementary.log(r[lane]) }
      }
      base[k * RowBlock.groups] = r * weights
    }
    return Result(logDensity: logDensity, entropy: entropy)
  }

  func draw(seed: UInt64, from first: Int) -> Result {
    let logDensity = logDensity
    for lane in 0..<8 {
      var random = SplitMix64(seed: seed ^ (UInt64(first + lane) &* 0xd134_2543_de82_ef95))
      let chances = (0..<components).map {
        Elementary.exp(base[$0 * RowBlock.groups][lane] - largest[lane])
      }
      let drawn = random.index(weights: chances)
      for k in 0..<components {
        base[k * RowBlock.groups][lane] = k == drawn && !impossible[lane] ? weights[lane] : 0
      }
    }
    return Result(logDensity: logDensity, entropy: .zero)
  }

  private var logDensity: Lanes {
    var sum = Lanes.zero
    for k in 0..<components { sum += Elementary.exp(base[k * RowBlock.groups] - largest) }
    let logSum = Elementary.log(Elementary.select(impossible, Lanes(repeating: 1), sum))
    return Elementary.select(impossible, Lanes(repeating: -.infinity), largest + logSum)
  }
}
