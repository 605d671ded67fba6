extension ChartLayout {
  /// The small charts of a chart, each on a plate.
  ///
  /// - Throws: ``PlottingError/invalidParameter(mark:name:value:)`` if a size is not a number, or
  ///   ``PlottingError/figureTooSmall(size:plot:)`` if labels leave no space for data.
  static func insets(
    _ plan: ChartPlan, _ plot: Rect, _ marks: [DisplayItem], _ theme: Theme,
    _ typesetter: LabelTypesetter
  ) throws -> [DisplayItem] {
    var items: [DisplayItem] = []
    for inset in plan.chart.insets {
      for (name, value) in [("width", inset.width), ("height", inset.height)] where !value.isFinite
      {
        throw PlottingError.invalidParameter(mark: "inset", name: name, value: value)
      }
      let size = Size(width: plot.width * inset.width, height: plot.height * inset.height)
      let corner =
        inset.place == .best
        ? bestCorner(of: size, plot, marks + items).corner
        : Self.corner(of: size, at: inset.place, plot)
      let plate = Rect(x: corner.x, y: corner.y, width: size.width, height: size.height)
      let layout = try fitted(
        try ChartPlan(inset.chart, theme: theme), in: plate.insetBy(3), theme, typesetter)
      items.append(.path(Path(plate), fill: Fill(.background, opacity: 0.92), stroke: nil))
      items.append(layout.group())
    }
    return items
  }

  /// Lays out a chart so that its labels fit in a frame.
  private static func fitted(
    _ plan: ChartPlan, in frame: Rect, _ theme: Theme, _ typesetter: LabelTypesetter
  ) throws -> ChartLayout {
    var around = Protrusions(
      top: theme.labelSize, left: 3 * theme.labelSize, bottom: 3 * theme.labelSize,
      right: theme.labelSize)
    var round = 0
    while true {
      let plot = Rect(
        minX: frame.minX + around.left, minY: frame.minY + around.top,
        maxX: frame.maxX - around.right, maxY: frame.maxY - around.bottom)
      guard plot.width >= 16, plot.height >= 16 else {
        throw PlottingError.figureTooSmall(
          size: Size(width: frame.width, height: frame.height),
          plot: Size(width: plot.width, height: plot.height))
      }
      let layout = try ChartLayout(plan, plot: plot, theme: theme, typesetter: typesetter)
      let needed = layout.protrusions
      if needed == around || (needed.fits(in: around) && round >= 2) || round == 8 { return layout }
      // Later rounds only add space, so that the layout converges.
      around = round < 3 ? needed : around.union(needed)
      round += 1
    }
  }
}
