/// How data become positions along an axis.
public enum Scale: Sendable, Hashable {
  /// Equal steps of data are equal lengths.
  case linear
  /// Equal ratios are equal lengths; base 10, positive data only.
  case log
  /// Linear within ± the threshold of zero, logarithmic beyond it, smooth in between:
  /// sign(x) · log₁₀(1 + |x| / threshold).
  case symmetricLog(threshold: Double)
  /// Days since 1 January 1970 (``CivilDate``), equal steps of which are equal lengths.
  case date
  /// Names at equal distances, in the order in which they first appear.
  case category

  /// Whether equal steps of data are equal lengths.
  var isEven: Bool {
    switch self {
    case .linear, .date, .category: true
    case .log, .symmetricLog: false
    }
  }

  /// The value in the space in which the axis is linear; NaN where the scale has no place for it.
  func transform(_ value: Double) -> Double {
    switch self {
    case .linear, .date, .category: value
    case .log: value > 0 ? log10(value) : .nan
    case .symmetricLog(let threshold):
      (value < 0 ? -1 : 1) * log10(1 + abs(value) / threshold)
    }
  }

  /// The value whose transform this is.
  func invert(_ transformed: Double) -> Double {
    switch self {
    case .linear, .date, .category: transformed
    case .log: pow(10, transformed)
    case .symmetricLog(let threshold):
      (transformed < 0 ? -1 : 1) * threshold * (pow(10, abs(transformed)) - 1)
    }
  }
}

/// A scale together with the part of it that an axis shows and where on the page it does so.
public struct PositionScale: Sendable, Equatable {
  /// The kind of scale.
  public let scale: Scale
  /// Smallest and largest value shown.
  public let domain: ClosedRange<Double>
  /// Position of the lower end of the domain, in points.
  public let start: Double
  /// Position of the upper end of the domain, in points.
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
    // An infinite slope, that of a domain shorter than 10⁻³⁰⁰, would put its lower end nowhere (0 · ∞).
    slope = high > low ? min(max((end - start) / (high - low), -1e300), 1e300) : 0
  }

  /// The position of a value on the page; NaN where the scale has no place for it.
  ///
  /// Held within ±10⁷ points, so that no later arithmetic overflows.
  public func position(_ value: Double) -> Double {
    // The difference first: it is exact where an axis is short and far from zero.
    let position = start + slope * (scale.transform(value) - low)
    return position.isNaN ? position : min(max(position, -1e7), 1e7)
  }

  /// The position of a value, or of the lower end for what a logarithmic axis has no place for: where
  /// bars and areas begin.
  func floorPosition(_ value: Double) -> Double {
    scale == .log && value <= 0 ? start : position(value)
  }

  /// The value at a position.
  public func value(at position: Double) -> Double {
    slope == 0 ? domain.lowerBound : scale.invert(low + (position - start) / slope)
  }

  /// The length of one unit of a linear or category axis, in points.
  var unitLength: Double { abs(slope) }
}
