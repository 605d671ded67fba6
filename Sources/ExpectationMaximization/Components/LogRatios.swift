import Statistics

/// Probabilities as unconstrained numbers: the logarithms of their ratios to one of them
/// (Aitchison, "The Statistical Analysis of Compositional Data", 1986).
///
/// A probability of 0 is −∞ and never changes.
enum LogRatios {
  /// log pₖ/p_last for all but the last nonzero probability.
  static func ratios(_ probabilities: [Double]) -> [Double] {
    guard let last = reference(probabilities) else { return [] }
    let logLast = Elementary.log(probabilities[last])
    return probabilities.indices.filter { $0 != last }.map {
      Elementary.log(probabilities[$0]) - logLast
    }
  }

  /// The probabilities at the given log-ratios to the last nonzero probability of the prototype.
  static func probabilities(
    _ ratios: some Sequence<Double>, prototype probabilities: [Double]
  ) -> [Double] {
    guard !probabilities.isEmpty else { return [] }
    var logarithms = Array(ratios)
    logarithms.insert(0, at: min(reference(probabilities) ?? 0, logarithms.count))
    let normalization = logSumExp(logarithms)
    return logarithms.map { Elementary.exp($0 - normalization) }
  }

  private static func reference(_ probabilities: [Double]) -> Int? {
    probabilities.lastIndex { $0 > 0 } ?? probabilities.indices.last
  }

  static func logit(_ p: Double) -> Double { Elementary.log(p) - Elementary.log1p(-p) }

  static func logistic(_ x: Double) -> Double {
    x > 0 ? 1 / (1 + Elementary.exp(-x)) : Elementary.exp(x) / (1 + Elementary.exp(x))
  }
}

/// a·b, where 0·(−∞) is 0.
func product(_ a: Double, _ b: Double) -> Double {
  a == 0 ? 0 : a * b
}
