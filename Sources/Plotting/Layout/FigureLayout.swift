/// Positions the panels of a figure so that plots are aligned and nothing is cut off or overlaps.
///
/// Rows and columns are tracks: the space between two plots is the sum of what extends from both.
/// Ticks depend on sizes and sizes on tick labels, so the layout is repeated until it is stable.
struct FigureLayout {
  let figure: Figure
  let typesetter: LabelTypesetter

  private static let roundLimit = 24
  /// Plots smaller than this are not readable.
  private static let leastPlot = 16.0
  /// The longest side of a figure in points: 35 meters.
  private static let longest = 100_000.0

  func displayList() throws -> DisplayList { try settled().displayList }

  /// Lays out the figure until the layout is stable.
  ///
  /// - Parameter reserved: The minimum space around each plot, in reading order, such as that of
  ///   the other steps of a sequence; nil for no more than needed.
  /// - Throws: ``PlottingError/figureTooSmall(size:plot:)`` if labels leave no space for data.
  func settled(reserving reserved: [Protrusions]? = nil) throws -> SettledFigure {
    guard figure.size.width <= Self.longest, figure.size.height <= Self.longest,
      figure.size.width > 0, figure.size.height > 0
    else { throw PlottingError.invalidSize(figure.size) }
    let plans = try figure.charts.map { try ChartPlan($0, theme: figure.theme) }
    let page = Rect(x: 0, y: 0, width: figure.size.width, height: figure.size.height)
      .insetBy(figure.theme.margin)
    let legend = try figure.legend.flatMap {
      try SharedLegendLayout(
        $0, of: plans, on: page, theme: figure.theme, typesetter: typesetter)
    }
    let sheet = legend?.rest ?? page
    var protrusions =
      reserved
      ?? plans.map { _ in
        Protrusions(
          top: 2 * figure.theme.titleSize, left: 4 * figure.theme.labelSize,
          bottom: 3 * figure.theme.labelSize, right: figure.theme.labelSize)
      }
    var smallest = Size(width: 0, height: 0)
    for round in 0..<Self.roundLimit {
      let places = PanelTree(figure.panel, protrusions: protrusions).places(in: sheet)
      for plot in places.map(\.plot) where !(plot.smallerSide >= Self.leastPlot) {
        throw PlottingError.figureTooSmall(
          size: figure.size, plot: Size(width: plot.width, height: plot.height))
      }
      let layouts = try zip(plans, places).map {
        try ChartLayout(
          $0, plot: $1.plot, theme: figure.theme, typesetter: typesetter, drawsMarks: false)
      }
      let needed = layouts.map(\.protrusions)
      let fits = zip(needed, protrusions).allSatisfy { $0.fits(in: $1) }
      if needed == protrusions || (fits && (round >= 4 || reserved != nil)) {
        return SettledFigure(
          figure: figure, plans: plans, protrusions: protrusions,
          charts: try zip(layouts, places).map { try $0.withMarks().group(top: $1.top) },
          titles: layouts.map(\.plainTitle), legend: legend?.group())
      }
      // Later rounds only add space, so that the layout converges.
      protrusions =
        round < 3 && reserved == nil ? needed : zip(needed, protrusions).map { $0.union($1) }
      if let plot = places.map(\.plot).min(by: { $0.smallerSide < $1.smallerSide }) {
        smallest = Size(width: plot.width, height: plot.height)
      }
    }
    throw PlottingError.figureTooSmall(size: figure.size, plot: smallest)
  }
}

extension Rect {
  fileprivate var smallerSide: Double { min(width, height) }
}

/// A figure with a stable layout.
struct SettledFigure {
  let figure: Figure
  let plans: [ChartPlan]
  /// The space around each plot, in reading order.
  let protrusions: [Protrusions]
  let charts: [DisplayItem]
  let titles: [String]
  let legend: DisplayItem?

  var displayList: DisplayList {
    DisplayList(
      size: figure.size, theme: figure.theme,
      title: titles.filter { !$0.isEmpty }.joined(separator: "; "),
      summary: figure.alternativeText
        ?? Figure.joined(plans.map { $0.chart.description(by: $0) }),
      items: charts + [legend].compactMap { $0 },
      notices: plans.flatMap { $0.survey.notices + $0.axisNotices })
  }
}

/// The panels of a figure with the space that each plot needs around it.
private struct PanelTree {
  private indirect enum Node {
    case plot(Protrusions)
    case grid([Node], columns: Int, spacing: Double)
  }

  private let root: Node

  init(_ panel: Panel, protrusions: [Protrusions]) {
    var rest = protrusions[...]
    func node(_ panel: Panel) -> Node {
      switch panel {
      case .chart: .plot(rest.popFirst() ?? Protrusions())
      case .grid(let panels, let columns, let spacing):
        .grid(
          panels.map(node), columns: max(1, min(columns, panels.count)),
          spacing: spacing.isFinite ? spacing : 0)
      }
    }
    root = node(panel)
  }

  /// The plot rectangles in reading order, each with the space that its row has above it.
  func places(in sheet: Rect) -> [(plot: Rect, top: Double)] {
    let outer = Self.protrusions(of: root)
    var places: [(plot: Rect, top: Double)] = []
    Self.place(
      root,
      in: Rect(
        x: sheet.minX + outer.left, y: sheet.minY + outer.top,
        width: sheet.width - outer.left - outer.right,
        height: sheet.height - outer.top - outer.bottom), top: outer.top, &places)
    return places
  }

  /// The space needed around each column and row of a grid.
  private static func tracks(
    _ nodes: [Node], columns: Int
  ) -> (columns: [Protrusions], rows: [Protrusions]) {
    let rows = max(1, (nodes.count + columns - 1) / columns)
    var byColumn = Array(repeating: Protrusions(), count: columns)
    var byRow = Array(repeating: Protrusions(), count: rows)
    for (index, node) in nodes.enumerated() {
      let own = protrusions(of: node)
      byColumn[index % columns] = byColumn[index % columns].union(own)
      byRow[index / columns] = byRow[index / columns].union(own)
    }
    return (byColumn, byRow)
  }

  private static func protrusions(of node: Node) -> Protrusions {
    switch node {
    case .plot(let own): return own
    case .grid(let nodes, let columns, _):
      let (byColumn, byRow) = tracks(nodes, columns: columns)
      return Protrusions(
        top: byRow.first?.top ?? 0, left: byColumn.first?.left ?? 0,
        bottom: byRow.last?.bottom ?? 0, right: byColumn.last?.right ?? 0)
    }
  }

  private static func place(
    _ node: Node, in rect: Rect, top: Double, _ places: inout [(plot: Rect, top: Double)]
  ) {
    guard case .grid(let nodes, let columns, let spacing) = node else {
      places.append((rect, top))
      return
    }
    let (byColumn, byRow) = tracks(nodes, columns: columns)
    let columnGaps = zip(byColumn, byColumn.dropFirst()).map { $0.right + $1.left + spacing }
    let rowGaps = zip(byRow, byRow.dropFirst()).map { $0.bottom + $1.top + spacing }
    let width = (rect.width - columnGaps.reduce(0, +)) / Double(columns)
    let height = (rect.height - rowGaps.reduce(0, +)) / Double(byRow.count)
    for (index, node) in nodes.enumerated() {
      let (column, row) = (index % columns, index / columns)
      let x = rect.minX + Double(column) * width + columnGaps[..<column].reduce(0, +)
      let y = rect.minY + Double(row) * height + rowGaps[..<row].reduce(0, +)
      place(
        node, in: Rect(x: x, y: y, width: width, height: height), top: byRow[row].top, &places)
    }
  }
}
