import Statistics

/// Probabilities in coordinates that may take any real value.
enum Simplex {
  /// log pₖ/p_last for all but the last.
  static func coordinates(_ probabilities: [Double]) -> [Double] {
    guard let last = probabilities.last else { return [] }
    return probabilities.dropLast().map { Elementary.log($0) - Elementary.log(last) }
  }

  /// The probabilities at coordinates.
  static func probabilities(_ coordinates: some Sequence<Double>) -> [Double] {
    let logarithms = Array(coordinates) + [0]
    let normalization = logSumExp(logarithms)
    return logarithms.map { Elementary.exp($0 - normalization) }
  }

  static func logit(_ p: Double) -> Double { Elementary.log(p) - Elementary.log1p(-p) }

  static func logistic(_ x: Double) -> Double {
    x > 0 ? 1 / (1 + Elementary.exp(-x)) : Elementary.exp(x) / (1 + Elementary.exp(x))
  }
}

/// a·b, where nothing times −∞ is nothing.
func product(_ a: Double, _ b: Double) -> Double {
  a == 0 ? 0 : a * b
}
