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
  /// The axis at the right of the plot, for marks with values of another kind; nil for the usual one.
  public var trailingY: Axis?
  /// Numbers in another unit above the plot; nil for none.
  public var secondaryX: SecondaryAxis?
  /// Numbers in another unit to the right of the plot; nil for none.
  public var secondaryY: SecondaryAxis?
  /// Small charts inside the plot.
  public var insets: [Inset] = []
  /// Where the legend is.
  public var legend = LegendPlacement.automatic
  /// How bars at one place are drawn.
  public var barArrangement = BarArrangement.automatic
  /// Whether one unit of x is as long as one unit of y.
  public var hasEqualAspect = false

  /// A chart of the marks, with an optional title.
  public init(_ title: String? = nil, @MarkBuilder marks: () throws -> [any Mark]) rethrows {
    self.title = title
    self.marks = try marks()
  }

  private func changed(_ change: (inout Chart) -> Void) -> Chart {
    var chart = self
    change(&chart)
    return chart
  }

  /// The horizontal axis: its label, and what else is given; the rest stays as it is.
  public func xAxis(
    _ label: String? = nil, scale: Scale? = nil, domain: ClosedRange<Double>? = nil,
    ticks: Axis.TickChoice? = nil, minor: Axis.Minor? = nil, format: TickFormat? = nil,
    grid: Bool? = nil, reversed: Bool? = nil, hidden: Bool? = nil
  ) -> Chart {
    changed { $0.x.change(label, scale, domain, ticks, minor, format, grid, reversed, hidden) }
  }

  /// The vertical axis: its label, and what else is given; the rest stays as it is.
  public func yAxis(
    _ label: String? = nil, scale: Scale? = nil, domain: ClosedRange<Double>? = nil,
    ticks: Axis.TickChoice? = nil, minor: Axis.Minor? = nil, format: TickFormat? = nil,
    grid: Bool? = nil, reversed: Bool? = nil, hidden: Bool? = nil
  ) -> Chart {
    changed { $0.y.change(label, scale, domain, ticks, minor, format, grid, reversed, hidden) }
  }

  /// Where the legend of the labeled marks is.
  public func legend(_ placement: LegendPlacement) -> Chart { changed { $0.legend = placement } }

  /// How bars at one place are drawn.
  public func bars(_ arrangement: BarArrangement) -> Chart {
    changed { $0.barArrangement = arrangement }
  }

  /// Makes one unit of x as long as one unit of y, by widening the domain of one of the axes.
  public func equalAspect() -> Chart { changed { $0.hasEqualAspect = true } }
}

/// Where a legend is.
public enum LegendPlacement: Sendable, Equatable {
  /// Places inside a plot.
  public enum Place: Sendable, Hashable, CaseIterable {
    /// Where it covers the least of the data.
    case best
    /// The top right corner.
    case topTrailing
    /// The top left corner.
    case topLeading
    /// The bottom right corner.
    case bottomTrailing
    /// The bottom left corner.
    case bottomLeading
    /// The middle of the right side.
    case trailing
    /// The middle of the left side.
    case leading
    /// The middle of the top.
    case top
    /// The middle of the bottom.
    case bottom
  }

  /// Inside where that covers no data, else above the plot.
  case automatic
  /// No legend.
  case none
  /// In a row above the plot.
  case top
  /// In a row below the plot.
  case bottom
  /// In a column to the right of the plot.
  case trailing
  /// Each name beside the right end of its line; above the plot where a color bar or a second axis
  /// is there.
  case direct
  /// Inside the plot; above it where the plot is too small.
  case inside(Place)
}
