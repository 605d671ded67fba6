/// Tick positions by an extension of Wilkinson's algorithm.
///
/// J. Talbot, S. Lin, P. Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick
/// Labels on Axes", IEEE TVCG 16(6), 2010, doi 10.1109/TVCG.2010.130. The result is the sequence
/// start, start + step, … with the highest weighted sum of simplicity, coverage, density and
/// legibility.
struct ExtendedWilkinson {
  /// The preferred steps in order, multiplied by ten so that all are integers.
  private static let steps = [10, 50, 20, 25, 40, 30]

  /// Ticks as integers times a power of ten, so that labels are exact.
  struct Sequence: Equatable {
    /// The ticks in units of 10^exponent.
    let mantissas: [Int]
    /// The power of ten of the unit.
    let exponent: Int

    var values: [Double] {
      mantissas.map {
        exponent < 0
          ? Double($0) / DecimalText.powerOfTen(-exponent)
          : Double($0) * DecimalText.powerOfTen(exponent)
      }
    }
  }

  /// The allowed positions of ticks.
  enum Containment {
    /// Anywhere near the data, as in the paper.
    case free
    /// Within the range, for axes with a given domain.
    case inside
  }

  /// The best ticks for a range.
  ///
  /// - Parameters:
  ///   - range: The data range; its length is positive and finite.
  ///   - target: The desired number of ticks, at least 2.
  ///   - containment: Whether ticks outside the range are allowed.
  ///   - legibility: The score of a candidate, at most 1; −∞ excludes it, for example because
  ///     labels would overlap.
  /// - Returns: The ticks; nil if no candidate is legible.
  static func ticks(
    for range: ClosedRange<Double>, target: Double, containment: Containment = .free,
    legibility: (Sequence) throws -> Double
  ) rethrows -> Sequence? {
    let (low, high) = (range.lowerBound, range.upperBound)
    // Powers of ten below this would underflow.
    guard high - low > 1e-304, (high - low).isFinite else { return nil }
    let target = min(max(target, 2), 1000)
    var best: Sequence?
    var bestScore = -2.0
    func total(_ simplicity: Double, _ coverage: Double, _ density: Double, _ legibility: Double)
      -> Double
    {
      0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05 * legibility
    }
    // Each loop ends when even perfect remaining scores could not beat the best score so far.
    search: for skip in 1... {
      for (index, tenfoldStep) in steps.enumerated() {
        let simplest = 2 - Double(index) / Double(steps.count - 1) - Double(skip)
        guard total(simplest, 1, 1, 1) >= bestScore else { break search }
        for count in 2... {
          let densest =
            Double(count) >= target ? 2 - Double(count - 1) / (target - 1) : 1
          guard total(simplest, 1, densest, 1) >= bestScore else { break }
          let q = Double(tenfoldStep) / 10
          let delta = (high - low) / Double(count + 1) / Double(skip) / q
          for power in Int(log10(delta).rounded(.up))... {
            let base = scaled(q, power)
            let step = base * Double(skip)
            let span = step * Double(count - 1)
            let widest = coverageBound(low, high, span: span)
            guard total(simplest, widest, densest, 1) >= bestScore else { break }
            let first = (high / step).rounded(.down) * Double(skip) - Double((count - 1) * skip)
            let last = (low / step).rounded(.up) * Double(skip)
            guard first <= last, abs(first) < 1e12, abs(last) < 1e12 else {
              if widest < -1e6 { break }
              continue
            }
            for start in Int(first)...Int(last) {
              let lowest = Double(start) * base
              let highest = lowest + span
              if containment == .inside,
                lowest < low - 1e-9 * (high - low) || highest > high + 1e-9 * (high - low)
              {
                continue
              }
              let hasZero = start % skip == 0 && lowest <= 0 && highest >= 0
              let simplicity = simplest - 1 + (hasZero ? 1 : 0)
              let coverage = coverage(low, high, lowest, highest)
              let density = density(count, target, low, high, lowest, highest)
              guard total(simplicity, coverage, density, 1) > bestScore else { continue }
              let candidate = Sequence(
                mantissas: (0..<count).map { (start + $0 * skip) * tenfoldStep },
                exponent: power - 1)
              let score = total(simplicity, coverage, density, try legibility(candidate))
              if score > bestScore {
                bestScore = score
                best = candidate
              }
            }
          }
        }
      }
    }
    return best
  }

  private static func scaled(_ q: Double, _ power: Int) -> Double {
    power < 0 ? q / DecimalText.powerOfTen(-power) : q * DecimalText.powerOfTen(power)
  }

  private static func coverage(_ low: Double, _ high: Double, _ first: Double, _ last: Double)
    -> Double
  {
    let tenth = 0.1 * (high - low)
    // Compute ratios first: squares of ranges would overflow or underflow at 10^±300.
    let (a, b) = ((high - last) / tenth, (low - first) / tenth)
    return 1 - 0.5 * (a * a + b * b)
  }

  private static func coverageBound(_ low: Double, _ high: Double, span: Double) -> Double {
    let range = high - low
    guard span > range else { return 1 }
    let excess = (span / range - 1) / 2 / 0.1
    return 1 - excess * excess
  }

  private static func density(
    _ count: Int, _ target: Double, _ low: Double, _ high: Double, _ first: Double, _ last: Double
  ) -> Double {
    let actual = Double(count - 1) / (last - first)
    let wanted = (target - 1) / (max(last, high) - min(low, first))
    return 2 - max(actual / wanted, wanted / actual)
  }
}
