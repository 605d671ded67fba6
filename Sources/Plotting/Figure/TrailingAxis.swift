/// On which vertical axis a mark has its values.
public enum AxisSide: Sendable, Hashable {
  /// The axis at the left of the plot.
  case leading
  /// The axis at the right, with a scale and a domain of its own.
  case trailing
}

extension Mark {
  /// The vertical axis of the mark's values.
  ///
  /// ```swift
  /// Chart {
  ///   BarMark(x: months, y: rain).label("rain")
  ///   LineMark(x: months, y: temperature).label("temperature").yAxis(.trailing)
  /// }
  /// .yAxis("rain in mm").trailingYAxis("temperature in °C")
  /// ```
  /// Marks of the trailing axis are drawn over all others. Where the marks of an axis have one color, the
  /// axis has its label in it.
  public func yAxis(_ side: AxisSide) -> Self {
    var mark = self
    mark.style.yAxis = side
    return mark
  }
}

extension Chart {
  /// The axis at the right of the plot, on which marks with ``Mark/yAxis(_:)`` have their values: its
  /// label, and what else is given; the rest stays as it is.
  ///
  /// It takes the place of a ``secondaryYAxis(_:multiplier:offset:format:)``, which shows the same data in
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

/// The axis at the right of a plot with what its marks decide.
struct TrailingAxis {
  let axis: Axis
  let domain: ClosedRange<Double>
  /// Whether bars on it begin away from zero.
  let isCutOff: Bool

  /// Where its values are beside a plot.
  func scale(beside plot: Rect) -> PositionScale {
    PositionScale(
      scale: axis.scale, domain: domain, start: axis.isReversed ? plot.minY : plot.maxY,
      end: axis.isReversed ? plot.maxY : plot.minY)
  }
}

extension ChartPlan {
  /// The color of an axis's label: that of its data where there are two axes and its data have one.
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
