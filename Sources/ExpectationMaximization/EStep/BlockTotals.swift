import Statistics

/// Log-likelihood and entropy, summed over the blocks of a segment.
struct BlockTotals {
  typealias Lanes = Elementary.Lanes

  var logLikelihood = 0.0
  var entropy = 0.0

  /// Turns log πₖ + log p(xₙ|θₖ) into weighted responsibilities, in place.
  ///
  /// For every observation: the maximum m over the components, the sum s of exp(· − m), and then
  /// log p(xₙ) = m + log s. Lanes beyond the last observation get weight 0.
  /// - Returns: log p(xₙ) of the block's observations, without weights.
  @discardableResult
  mutating func normalize(
    _ block: UnsafeMutablePointer<Lanes>, components: Int, rows: Range<Int>,
    _ inference: Inference
  ) -> [Lanes] {
    var logDensities = Array(repeating: Lanes.zero, count: Block.groups)
    var likelihoods = Lanes.zero
    var entropies = Lanes.zero
    let groups = (rows.count + 7) / 8
    for group in 0..<groups {
      let column = block + group
      var largest = column[0]
      for k in 1..<max(components, 1) { largest = pointwiseMax(largest, column[k * Block.groups]) }
      // An observation that no component can explain has density 0 and no responsibilities.
      let impossible = largest .== -.infinity
      largest.replace(with: 0, where: impossible)
      let weights = weights(of: group, rows, inference)
      let logDensity: Lanes
      switch inference.posterior {
      case .exact:
        var sum = Lanes.zero
        var expected = Lanes.zero
        for k in 0..<components {
          let centred = column[k * Block.groups] - largest
          let e = Elementary.exp(centred)
          sum += e
          expected += e * centred.replacing(with: 0, where: e .== 0)
          column[k * Block.groups] = e
        }
        let logSum = Elementary.log(sum.replacing(with: 1, where: impossible))
        logDensity = (largest + logSum).replacing(with: -.infinity, where: impossible)
        let inverse = (1 / sum).replacing(with: 0, where: impossible)
        let scale = inverse * weights
        for k in 0..<components { column[k * Block.groups] *= scale }
        entropies += weights * (logSum - expected * inverse)
      case .tempered(let beta):
        logDensity = logSumExp(column, components, largest, beta: 1, impossible).logSum
        let tempered = logSumExp(column, components, largest, beta: beta, impossible)
        var expected = Lanes.zero
        for k in 0..<components {
          let centred = beta * (column[k * Block.groups] - largest)
          let r = Elementary.exp(centred) * tempered.inverse
          expected += r * centred.replacing(with: 0, where: r .== 0)
          column[k * Block.groups] = r * weights
        }
        entropies += weights * (tempered.logSum - beta * largest - expected)
      case .hard:
        logDensity = logSumExp(column, components, largest, beta: 1, impossible).logSum
        var free = .!impossible
        for k in 0..<components {
          let chosen = free .& (column[k * Block.groups] .== largest)
          column[k * Block.groups] = Lanes.zero.replacing(with: weights, where: chosen)
          free.replace(with: false, where: chosen)
        }
      case .given(let responsibilities):
        logDensity = logSumExp(column, components, largest, beta: 1, impossible).logSum
        for k in 0..<components {
          var r = Lanes.zero
          for lane in 0..<min(8, rows.count - group * 8) {
            r[lane] = responsibilities[rows.lowerBound + group * 8 + lane, k]
            if r[lane] > 0 { entropies[lane] -= weights[lane] * r[lane] * Elementary.log(r[lane]) }
          }
          column[k * Block.groups] = r * weights
        }
      case .sampled(let seed):
        logDensity = logSumExp(column, components, largest, beta: 1, impossible).logSum
        for lane in 0..<8 {
          let row = rows.lowerBound + group * 8 + lane
          var random = SplitMix64(seed: seed ^ (UInt64(row) &* 0xd134_2543_de82_ef95))
          let chances = (0..<components).map {
            Elementary.exp(column[$0 * Block.groups][lane] - largest[lane])
          }
          let chosen = random.index(weights: chances)
          for k in 0..<components {
            column[k * Block.groups][lane] = k == chosen && !impossible[lane] ? weights[lane] : 0
          }
        }
      }
      logDensities[group] = logDensity
      likelihoods += (weights * logDensity).replacing(with: 0, where: weights .== 0)
    }
    logLikelihood += likelihoods.sum()
    entropy += entropies.sum()
    return logDensities
  }

  private func weights(of group: Int, _ rows: Range<Int>, _ inference: Inference) -> Lanes {
    let first = rows.lowerBound + group * 8
    var lanes = Lanes(repeating: 1)
    if let weights = inference.weights {
      for lane in 0..<min(8, rows.upperBound - first) { lanes[lane] = weights[first + lane] }
    }
    for lane in max(0, min(8, rows.upperBound - first))..<8 { lanes[lane] = 0 }
    return lanes
  }

  private func logSumExp(
    _ column: UnsafeMutablePointer<Lanes>, _ components: Int, _ largest: Lanes, beta: Double,
    _ impossible: SIMDMask<Lanes.MaskStorage>
  ) -> (logSum: Lanes, inverse: Lanes) {
    var sum = Lanes.zero
    for k in 0..<components {
      sum += Elementary.exp(beta * (column[k * Block.groups] - largest))
    }
    let logSum = beta * largest + Elementary.log(sum.replacing(with: 1, where: impossible))
    return (
      logSum.replacing(with: -.infinity, where: impossible),
      (1 / sum).replacing(with: 0, where: impossible)
    )
  }
}
