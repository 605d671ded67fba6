/// How data are mapped to positions along an axis.
public enum Scale: Sendable, Hashable {
  /// Equal steps of data are equal lengths.
  case linear
  /// Equal ratios are equal lengths; base 10, positive data only.
  case log
  /// Linear near zero and logarithmic far beyond the threshold, with a smooth transition:
  /// sign(x) · log₁₀(1 + |x| / threshold).
  case symmetricLog(threshold: Double)
  /// Days since January 1, 1970 (``CivilDate``); equal steps are equal lengths.
  case date
  /// Names at equal distances, in order of first appearance.
  case category

  /// Whether equal steps of data are equal lengths.
  var isEven: Bool {
    switch self {
    case .linear, .date, .category: true
    case .log, .symmetricLog: false
    }
  }

  /// The value in the coordinates in which the axis is linear; NaN if it is outside the scale.
  func transform(_ value: Double) -> Double {
    switch self {
    case .linear, .date, .category: value
    case .log: value > 0 ? log10(value) : .nan
    case .symmetricLog(let threshold):
      (value < 0 ? -1 : 1) * log10(1 + abs(value) / threshold)
    }
  }

  /// The value with this transform.
  func invert(_ transformed: Double) -> Double {
    switch self {
    case .linear, .date, .category: transformed
    case .log: pow(10, transformed)
    case .symmetricLog(let threshold):
      (transformed < 0 ? -1 : 1) * threshold * (pow(10, abs(transformed)) - 1)
    }
  }
}

/// A scale with the domain that an axis shows and its position on the page.
public struct PositionScale: Sendable, Equatable {
  /// The kind of scale.
  public let scale: Scale
  /// The smallest and the largest value shown.
  public let domain: ClosedRange<Double>
  /// The position of the lower end of the domain, in points.
  public let start: Double
  /// The position of the upper end of the domain, in points.
  public let end: Double

  /// The transform of the lower end, and points per unit of the transform.
  private let low: Double
  private let slope: Double

  init(scale: Scale, domain: ClosedRange<Double>, start: Double, end: Double) {
    self.scale = scale
    self.domain = domain
    self.start = start
    self.end = end
    low = scale.transform(domain.lowerBound)
    let high = scale.transform(domain.upperBound)
    // An infinite slope (a domain shorter than 10⁻³⁰⁰) would make the lower end NaN (0 · ∞).
    slope = high > low ? min(max((end - start) / (high - low), -1e300), 1e300) : 0
  }

  /// The position of a value on the page; NaN if it is outside the scale.
  ///
  /// Clamped to ±10⁷ points, so that later arithmetic does not overflow.
  public func position(_ value: Double) -> Double {
    // Subtract first: the difference is exact if an axis is short and far from zero.
    let position = start + slope * (scale.transform(value) - low)
    return position.isNaN ? position : min(max(position, -1e7), 1e7)
  }

  /// The position at which bars and areas start: that of the value, or the lower end if a
  /// logarithmic axis cannot show it.
  func floorPosition(_ value: Double) -> Double {
    scale == .log && value <= 0 ? start : position(value)
  }

  /// The value at a position.
  public func value(at position: Double) -> Double {
    slope == 0 ? domain.lowerBound : scale.invert(low + (position - start) / slope)
  }

  /// The length of a unit of a linear or category axis, in points.
  var unitLength: Double { abs(slope) }
}
