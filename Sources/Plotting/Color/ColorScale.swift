/// How numbers are mapped to positions in a ``Colormap``.
public enum ColorScale: Sendable, Hashable {
  /// Equal steps of data are equal steps of color.
  case linear
  /// Equal ratios are equal steps of color; numbers that are not positive have no color.
  case log
  /// Linear up to the threshold on either side of zero, logarithmic beyond it
  /// (``Scale/symmetricLog(threshold:)``).
  case symmetricLog(threshold: Double)
  /// Linear, with this number at the center of the map and equal steps of color on both sides, even
  /// if the data are asymmetric; intended for ``Colormap/diverging``.
  case centered(at: Double)

  /// The scale of the color bar's axis.
  var axis: Scale {
    switch self {
    case .linear, .centered: .linear
    case .log: .log
    case .symmetricLog(let threshold): .symmetricLog(threshold: threshold)
    }
  }

  /// Whether a number has a color.
  func hasColor(for value: Double) -> Bool { value.isFinite && axis.transform(value).isFinite }

  /// The position of a number in the map, 0 to 1 within the domain; 0.5 if the domain is a single
  /// number.
  func fraction(of value: Double, in domain: ClosedRange<Double>) -> Double {
    if case .centered(let center) = self {
      let reach = max(abs(domain.lowerBound - center), abs(domain.upperBound - center))
      return reach > 0 ? 0.5 + (value - center) / reach / 2 : 0.5
    }
    let (low, high) = (axis.transform(domain.lowerBound), axis.transform(domain.upperBound))
    return high > low ? (axis.transform(value) - low) / (high - low) : 0.5
  }

  /// The number halfway between two numbers on the scale.
  func middle(_ a: Double, _ b: Double) -> Double {
    axis == .linear ? (a + b) / 2 : axis.invert((axis.transform(a) + axis.transform(b)) / 2)
  }

  /// The range of the numbers that have a color, extended around a single number; nil if there are
  /// none.
  func domain(of values: some Sequence<Double>) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where hasColor(for: value) {
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return nil }
    if low < high { return low...high }
    return axis == .log
      ? max(low / 3, .leastNormalMagnitude)...(high * 3) : (low - 0.5)...(high + 0.5)
  }

  /// Checks the scale, and a domain given by the author.
  ///
  /// - Throws: ``PlottingError`` if the threshold is not positive, the center is not finite, or the
  ///   domain is not valid for the scale.
  func validate(domain: ClosedRange<Double>?, of mark: String) throws {
    switch self {
    case .symmetricLog(let threshold) where !(threshold > 0 && threshold.isFinite):
      throw PlottingError.invalidParameter(mark: mark, name: "threshold", value: threshold)
    case .centered(let center) where !center.isFinite:
      throw PlottingError.invalidParameter(mark: mark, name: "center", value: center)
    case .linear, .log, .symmetricLog, .centered: break
    }
    guard let domain else { return }
    guard hasColor(for: domain.lowerBound), hasColor(for: domain.upperBound) else {
      throw PlottingError.invalidDomain(
        axis: "color", lower: domain.lowerBound, upper: domain.upperBound)
    }
  }

  /// About `count` round numbers inside a range, as contour levels.
  func levels(in range: ClosedRange<Double>, count: Int) -> [Double] {
    let found =
      switch self {
      case .linear, .centered:
        ExtendedWilkinson.ticks(for: range, target: Double(max(2, count)), containment: .inside) {
          _ in 1
        }?.values ?? []
      case .log: roundNumbers(from: range.lowerBound, through: range.upperBound, count: count)
      case .symmetricLog(let threshold):
        signedRoundNumbers(
          from: threshold, through: max(abs(range.lowerBound), abs(range.upperBound)), count: count)
      }
    return found.filter { $0 > range.lowerBound && $0 < range.upperBound }
  }

  private func signedRoundNumbers(from low: Double, through high: Double, count: Int) -> [Double] {
    let positive = high > low ? roundNumbers(from: low, through: high, count: count / 2) : [low]
    return positive.reversed().map { -$0 } + [0] + positive
  }

  /// Powers of ten and their even subdivisions, as close to the requested count as possible.
  private func roundNumbers(from low: Double, through high: Double, count: Int) -> [Double] {
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    func numbers(_ factors: [Int], every stride: Int) -> [Double] {
      powers.filter { $0 % stride == 0 }.flatMap { power in
        factors.map { TickLabels.Multiple(digit: $0, power: power).value }
      }.filter { $0 >= low && $0 <= high }
    }
    let fine = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3]].map { numbers($0, every: 1) }
    let choices = fine + (1...max(1, powers.count / 2)).map { numbers([1], every: $0) }
    return choices.min { abs($0.count - count) < abs($1.count - count) } ?? []
  }
}
