/// The vertical axis of a mark.
public enum AxisSide: Sendable, Hashable {
  /// The axis to the left of the plot.
  case leading
  /// The axis to the right of the plot, with its own scale and domain.
  case trailing
}

extension Mark {
  /// Sets the vertical axis of the mark's values.
  ///
  /// ```swift
  /// Chart {
  ///   BarMark(x: months, y: rain).label("rain")
  ///   LineMark(x: months, y: temperature).label("temperature").yAxis(.trailing)
  /// }
  /// .yAxis("rain in mm").trailingYAxis("temperature in °C")
  /// ```
  /// Marks of the trailing axis are drawn over all others. If all marks of an axis have the same
  /// color, the label of the axis has that color too.
  public func yAxis(_ side: AxisSide) -> Self {
    var mark = self
    mark.style.yAxis = side
    return mark
  }
}

extension Chart {
  /// Sets the label and the other given properties of the axis to the right of the plot, for marks
  /// with ``Mark/yAxis(_:)``; the rest is unchanged.
  ///
  /// It replaces a ``secondaryYAxis(_:multiplier:offset:format:)``, which shows the same data in
  /// another unit.
  public func trailingYAxis(
    _ label: String? = nil, scale: Scale? = nil, domain: ClosedRange<Double>? = nil,
    ticks: Axis.TickChoice? = nil, minor: Axis.Minor? = nil, format: TickFormat? = nil,
    reversed: Bool? = nil, hidden: Bool? = nil
  ) -> Chart {
    var chart = self
    var axis = chart.trailingY ?? Axis(hasGrid: false)
    axis.change(label, scale, domain, ticks, minor, format, nil, reversed, hidden)
    chart.trailingY = axis
    return chart
  }

  /// The vertical axis of a mark.
  func yAxis(of mark: any Mark) -> Axis {
    mark.style.yAxis == .trailing ? trailingY ?? Axis(hasGrid: false) : y
  }
}

/// The axis to the right of a plot, with what its marks determine.
struct TrailingAxis {
  let axis: Axis
  let domain: ClosedRange<Double>
  /// Whether bars on the axis do not start at zero.
  let isCutOff: Bool

  /// The positions of its values beside a plot.
  func scale(beside plot: Rect) -> PositionScale {
    PositionScale(
      scale: axis.scale, domain: domain, start: axis.isReversed ? plot.minY : plot.maxY,
      end: axis.isReversed ? plot.maxY : plot.minY)
  }
}

extension ChartPlan {
  /// The color of an axis label: that of its data if there are two vertical axes and the data have
  /// one color.
  func paint(of side: AxisSide) -> Paint {
    guard trailing != nil else { return .ink }
    var paints: [Paint] = []
    for (mark, style) in zip(chart.marks, styles)
    where mark.style.yAxis == side && mark.role == .data && !paints.contains(style.paint) {
      paints.append(style.paint)
    }
    return paints.count == 1 ? paints[0] : .ink
  }
}
