/// Marks on a pair of axes.
///
/// ```swift
/// Chart("Density") {
///   AreaMark(x: xs, y: densities).foregroundStyle(.series(1)).opacity(0.15)
///   LineMark(x: xs, y: densities).label("truth")
///   for mean in means { RuleMark(x: mean).lineStyle(dash: [4, 3]) }
/// }
/// .xAxis("$x$").yAxis(#"$p(x \mid \theta)$"#)
/// ```
public struct Chart: Sendable {
  /// The title above the plot; nil for none.
  public var title: String?
  /// The marks in painting order.
  public var marks: [any Mark]
  /// The horizontal axis.
  public var x = Axis()
  /// The vertical axis.
  public var y = Axis()
  /// The axis to the right of the plot for marks with another scale; nil for its default settings.
  public var trailingY: Axis?
  /// An axis above the plot that shows the values in another unit; nil for none.
  public var secondaryX: SecondaryAxis?
  /// An axis to the right of the plot that shows the values in another unit; nil for none.
  public var secondaryY: SecondaryAxis?
  /// Small charts inside the plot.
  public var insets: [Inset] = []
  /// The position of the legend.
  public var legend = LegendPlacement.automatic
  /// How bars at the same position are arranged.
  public var barArrangement = BarArrangement.automatic
  /// Whether a unit of x is as long as a unit of y.
  public var hasEqualAspect = false

  /// Creates a chart of marks, with an optional title.
  public init(_ title: String? = nil, @MarkBuilder marks: () throws -> [any Mark]) rethrows {
    self.title = title
    self.marks = try marks()
  }

  private func changed(_ change: (inout Chart) -> Void) -> Chart {
    var chart = self
    change(&chart)
    return chart
  }

  /// Sets the label of the horizontal axis and the other given properties; the rest is unchanged.
  public func xAxis(
    _ label: String? = nil, scale: Scale? = nil, domain: ClosedRange<Double>? = nil,
    ticks: Axis.TickChoice? = nil, minor: Axis.Minor? = nil, format: TickFormat? = nil,
    grid: Bool? = nil, reversed: Bool? = nil, hidden: Bool? = nil
  ) -> Chart {
    changed { $0.x.change(label, scale, domain, ticks, minor, format, grid, reversed, hidden) }
  }

  /// Sets the label of the vertical axis and the other given properties; the rest is unchanged.
  public func yAxis(
    _ label: String? = nil, scale: Scale? = nil, domain: ClosedRange<Double>? = nil,
    ticks: Axis.TickChoice? = nil, minor: Axis.Minor? = nil, format: TickFormat? = nil,
    grid: Bool? = nil, reversed: Bool? = nil, hidden: Bool? = nil
  ) -> Chart {
    changed { $0.y.change(label, scale, domain, ticks, minor, format, grid, reversed, hidden) }
  }

  /// Sets the position of the legend of the labeled marks.
  public func legend(_ placement: LegendPlacement) -> Chart { changed { $0.legend = placement } }

  /// Sets how bars at the same position are arranged.
  public func bars(_ arrangement: BarArrangement) -> Chart {
    changed { $0.barArrangement = arrangement }
  }

  /// Makes a unit of x as long as a unit of y, by widening the domain of one of the axes.
  public func equalAspect() -> Chart { changed { $0.hasEqualAspect = true } }
}

/// The position of a legend.
public enum LegendPlacement: Sendable, Equatable {
  /// Positions inside a plot.
  public enum Place: Sendable, Hashable, CaseIterable {
    /// Where the legend covers the least data.
    case best
    /// The top right corner.
    case topTrailing
    /// The top left corner.
    case topLeading
    /// The bottom right corner.
    case bottomTrailing
    /// The bottom left corner.
    case bottomLeading
    /// The center of the right side.
    case trailing
    /// The center of the left side.
    case leading
    /// The center of the top.
    case top
    /// The center of the bottom.
    case bottom
  }

  /// Inside the plot if it covers no data there, otherwise above the plot.
  case automatic
  /// No legend.
  case none
  /// In a row above the plot.
  case top
  /// In a row below the plot.
  case bottom
  /// In a column to the right of the plot.
  case trailing
  /// Each name beside the right end of its line; above the plot if there is a color bar or a second
  /// axis.
  case direct
  /// Inside the plot, or above it if the plot is too small.
  case inside(Place)
}
