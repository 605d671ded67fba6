/// An axis on the opposite side of the plot that shows the values of an axis in another unit.
///
/// A value v of the axis corresponds to multiplier · v + offset in the other unit.
///
/// ```swift
/// Chart { … }.yAxis("nats").secondaryYAxis("bits", multiplier: 1 / 0.6931)
/// ```
public struct SecondaryAxis: Sendable, Equatable {
  /// The label; nil for none.
  public var label: String?
  /// The factor; not zero.
  public var multiplier: Double
  /// The offset, which is added to the product.
  public var offset: Double
  /// The format of the numbers.
  public var format: TickFormat

  /// The scale that positions the numbers beside a given axis; nil if that axis shows names, or if
  /// its scale has no counterpart for this multiplier and offset, such as a logarithmic axis with
  /// an offset.
  func scale(beside own: PositionScale) -> PositionScale? {
    guard own.scale != .category, multiplier != 0, multiplier.isFinite, offset.isFinite else {
      return nil
    }
    let ends = [own.domain.lowerBound, own.domain.upperBound].map { $0 * multiplier + offset }
    let length = abs(ends[1] - ends[0])
    guard length > 1e-290, length.isFinite, own.scale != .log || ends.allSatisfy({ $0 > 1e-300 })
    else { return nil }
    let positions = multiplier > 0 ? (own.start, own.end) : (own.end, own.start)
    let scale: Scale
    switch own.scale {
    case .log where offset == 0 && multiplier > 0: scale = .log
    case .linear, .date: scale = .linear
    case .symmetricLog(let threshold)
    where offset == 0 && threshold * multiplier > 1e-300 && threshold * multiplier < 1e300:
      scale = .symmetricLog(threshold: threshold * multiplier)
    case .log, .symmetricLog, .category: return nil
    }
    return PositionScale(
      scale: scale, domain: min(ends[0], ends[1])...max(ends[0], ends[1]), start: positions.0,
      end: positions.1)
  }
}

extension ChartPlan {
  /// Notices about second axes that cannot be shown beside their axes.
  var axisNotices: [Notice] {
    let axes = [
      ("x", chart.secondaryX, scale(of: chart.x, on: .x), xDomain),
      ("y", chart.secondaryY, scale(of: chart.y, on: .y), yDomain),
    ]
    return axes.compactMap { name, axis, scale, domain in
      let own = PositionScale(scale: scale, domain: domain, start: 0, end: 1)
      let isLeftOut = (name == "y" && trailing != nil) || axis?.scale(beside: own) == nil
      return axis != nil && isLeftOut ? .secondaryAxisLeftOut(axis: name) : nil
    }
  }
}

extension Chart {
  /// Adds an axis to the right of the plot that shows the values in another unit: a value v of the
  /// vertical axis is multiplier · v + offset.
  public func secondaryYAxis(
    _ label: String? = nil, multiplier: Double = 1, offset: Double = 0,
    format: TickFormat = .automatic
  ) -> Chart {
    var chart = self
    chart.secondaryY = SecondaryAxis(
      label: label, multiplier: multiplier, offset: offset, format: format)
    return chart
  }

  /// Adds an axis above the plot that shows the values in another unit: a value v of the horizontal
  /// axis is multiplier · v + offset.
  public func secondaryXAxis(
    _ label: String? = nil, multiplier: Double = 1, offset: Double = 0,
    format: TickFormat = .automatic
  ) -> Chart {
    var chart = self
    chart.secondaryX = SecondaryAxis(
      label: label, multiplier: multiplier, offset: offset, format: format)
    return chart
  }
}
