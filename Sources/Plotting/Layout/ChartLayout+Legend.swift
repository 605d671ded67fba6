extension ChartLayout {
  /// The legend of a chart and its side of the plot; nil if no mark has a label.
  static func legend(
    _ plan: ChartPlan, _ plot: Rect, _ marks: [DisplayItem], _ theme: Theme,
    _ typesetter: LabelTypesetter
  ) throws -> (layout: LegendLayout, side: LegendSide)? {
    let entries = plan.legend
    guard !entries.isEmpty else { return nil }
    func row() throws -> LegendLayout {
      try .row(entries, theme: theme, typesetter: typesetter, width: plot.width)
    }
    func column(isBoxed: Bool) throws -> LegendLayout {
      try .column(
        entries, theme: theme, typesetter: typesetter, isBoxed: isBoxed,
        width: plot.width * (isBoxed ? 0.6 : 0.5), height: isBoxed ? .infinity : plot.height)
    }
    switch plan.chart.legend {
    case .none: return nil
    case .top, .direct: return (try row(), .top)
    case .bottom: return (try row(), .bottom)
    case .trailing: return (try column(isBoxed: false), .trailing)
    case .inside(let place):
      let layout = try column(isBoxed: true)
      // A legend larger than the plot would cover the axes.
      guard layout.size.width < plot.width - 8, layout.size.height < plot.height - 8 else {
        return (try row(), .top)
      }
      let corner =
        place == .best
        ? bestCorner(of: layout.size, plot, marks).corner
        : corner(of: layout.size, at: place, plot)
      return (layout, .inside(corner))
    case .automatic:
      let layout = try column(isBoxed: true)
      let (corner, ink) = bestCorner(of: layout.size, plot, marks)
      let fits = layout.size.width < plot.width * 0.7 && layout.size.height < plot.height * 0.7
      if ink == 0, fits { return (layout, .inside(corner)) }
      // Many rows above a plot would leave little height for it.
      let rows = try row()
      let beside = try column(isBoxed: false)
      let isBeside =
        rows.rowCount > 3 && beside.size.height <= plot.height + theme.labelSize
        && beside.size.width < plot.width
      return isBeside && plan.colorKey == nil && plan.chart.secondaryY == nil
        && plan.trailing == nil
        ? (beside, .trailing) : (rows, .top)
    }
  }

  static func bestCorner(
    of size: Size, _ plot: Rect, _ marks: [DisplayItem]
  ) -> (corner: Point, ink: Double) {
    let occupancy = Occupancy(of: marks, in: plot)
    var best: (corner: Point, ink: Double)?
    for place in LegendPlacement.Place.allCases where place != .best {
      let corner = corner(of: size, at: place, plot)
      let ink = occupancy.ink(
        in: Rect(x: corner.x, y: corner.y, width: size.width, height: size.height).insetBy(-2))
      if ink < best?.ink ?? .infinity { best = (corner, ink) }
    }
    return best ?? (Point(x: plot.minX, y: plot.minY), .infinity)
  }

  static func corner(
    of size: Size, at place: LegendPlacement.Place, _ plot: Rect
  ) -> Point {
    let frame = plot.insetBy(4)
    let (left, middle, right) = (
      frame.minX, frame.midX - size.width / 2, frame.maxX - size.width
    )
    let (top, center, bottom) = (
      frame.minY, frame.midY - size.height / 2, frame.maxY - size.height
    )
    return switch place {
    case .best, .topTrailing: Point(x: right, y: top)
    case .topLeading: Point(x: left, y: top)
    case .bottomTrailing: Point(x: right, y: bottom)
    case .bottomLeading: Point(x: left, y: bottom)
    case .trailing: Point(x: right, y: center)
    case .leading: Point(x: left, y: center)
    case .top: Point(x: middle, y: top)
    case .bottom: Point(x: middle, y: bottom)
    }
  }
}
