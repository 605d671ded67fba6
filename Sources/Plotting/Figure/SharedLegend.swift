/// The position of one legend for all charts of a figure.
public enum SharedLegend: Sendable, Hashable {
  /// In a row above the charts.
  case top
  /// In a row below the charts.
  case bottom
  /// In a column to the right of the charts.
  case trailing
}

extension Figure {
  /// Adds one legend for all charts, with each label once, in place of their own legends.
  public func sharedLegend(_ place: SharedLegend = .top) -> Figure {
    var figure = self
    figure.legend = place
    figure.panel = panel.mapCharts { $0.legend(.none) }
    return figure
  }
}

/// The shared legend laid out in a figure, and the space that remains for the charts.
struct SharedLegendLayout {
  private let layout: LegendLayout
  private let corner: Point
  /// The space for the charts.
  let rest: Rect

  /// Returns nil if no mark has a label.
  init?(
    _ place: SharedLegend, of plans: [ChartPlan], on sheet: Rect, theme: Theme,
    typesetter: LabelTypesetter
  ) throws {
    var entries: [ChartPlan.LegendEntry] = []
    for entry in plans.flatMap(\.legend) where !entries.contains(where: { $0.label == entry.label })
    {
      entries.append(entry)
    }
    guard !entries.isEmpty else { return nil }
    let gap = theme.labelSize
    layout =
      place == .trailing
      ? try .column(
        entries, theme: theme, typesetter: typesetter, isBoxed: false, width: sheet.width / 3)
      : try .row(entries, theme: theme, typesetter: typesetter, width: sheet.width)
    let (width, height) = (layout.size.width, layout.size.height)
    switch place {
    case .top:
      corner = Point(x: sheet.minX, y: sheet.minY)
      rest = Rect(
        minX: sheet.minX, minY: sheet.minY + height + gap, maxX: sheet.maxX, maxY: sheet.maxY)
    case .bottom:
      corner = Point(x: sheet.minX, y: sheet.maxY - height)
      rest = Rect(
        minX: sheet.minX, minY: sheet.minY, maxX: sheet.maxX, maxY: sheet.maxY - height - gap)
    case .trailing:
      corner = Point(x: sheet.maxX - width, y: sheet.minY)
      rest = Rect(
        minX: sheet.minX, minY: sheet.minY, maxX: sheet.maxX - width - gap, maxY: sheet.maxY)
    }
  }

  func group() -> DisplayItem { layout.group(at: corner) }
}
