/// Places the panels of a figure so that plots line up and nothing is cut off or overlaps.
///
/// Rows and columns are tracks: the space between two plots is the sum of what protrudes from both.
/// Ticks depend on sizes and sizes on tick labels, so the layout is repeated until nothing moves.
struct FigureLayout {
  let figure: Figure
  let typesetter: Typesetter

  private static let roundLimit = 24
  /// Plots smaller than this are not readable.
  private static let leastPlot = 16.0

  func displayList() throws -> DisplayList {
    let plans = try figure.charts.map { try ChartPlan($0, theme: figure.theme) }
    let page = Rect(x: 0, y: 0, width: figure.size.width, height: figure.size.height)
      .insetBy(figure.theme.margin)
    let legend = try figure.legend.flatMap {
      try SharedLegendLayout(
        $0, of: plans, on: page, theme: figure.theme, typesetter: typesetter)
    }
    let sheet = legend?.rest ?? page
    var protrusions = plans.map { _ in
      Protrusions(
        top: 2 * figure.theme.titleSize, left: 4 * figure.theme.labelSize,
        bottom: 3 * figure.theme.labelSize, right: figure.theme.labelSize)
    }
    var layouts: [ChartLayout] = []
    for round in 0..<Self.roundLimit {
      let tree = PanelTree(figure.panel, protrusions: protrusions)
      let plots = tree.plots(in: sheet)
      for plot in plots where plot.width < Self.leastPlot || plot.height < Self.leastPlot {
        throw PlottingError.figureTooSmall(
          size: figure.size, plot: Size(width: plot.width, height: plot.height))
      }
      layouts = try zip(plans, plots).map {
        try ChartLayout($0, plot: $1, theme: figure.theme, typesetter: typesetter)
      }
      let needed = layouts.map(\.protrusions)
      let fits = zip(needed, protrusions).allSatisfy { $0.fits(in: $1) }
      let isTight = needed == protrusions
      if isTight || (fits && round >= 4) { break }
      // Later rounds only grow, so that the layout settles.
      protrusions = round < 3 ? needed : zip(needed, protrusions).map { $0.union($1) }
    }
    return DisplayList(
      size: figure.size, theme: figure.theme, title: title(layouts),
      summary: figure.alternativeText
        ?? Figure.joined(plans.map { $0.chart.description(by: $0) }),
      items: layouts.map { $0.group() } + [legend?.group()].compactMap { $0 },
      notices: plans.flatMap(\.survey.notices))
  }

  private func title(_ layouts: [ChartLayout]) -> String {
    layouts.map(\.plainTitle).filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

/// The panels of a figure with what protrudes from each plot.
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
        .grid(panels.map(node), columns: columns, spacing: spacing)
      }
    }
    root = node(panel)
  }

  /// The rectangles of the data, in reading order, inside a sheet.
  func plots(in sheet: Rect) -> [Rect] {
    let outer = Self.protrusions(of: root)
    var plots: [Rect] = []
    Self.place(
      root,
      in: Rect(
        x: sheet.minX + outer.left, y: sheet.minY + outer.top,
        width: sheet.width - outer.left - outer.right,
        height: sheet.height - outer.top - outer.bottom), &plots)
    return plots
  }

  /// What protrudes from each column and row of a grid.
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

  private static func place(_ node: Node, in rect: Rect, _ plots: inout [Rect]) {
    guard case .grid(let nodes, let columns, let spacing) = node else {
      plots.append(rect)
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
      place(node, in: Rect(x: x, y: y, width: width, height: height), &plots)
    }
  }
}
