/// A legend with entries positioned relative to its top-left corner.
struct LegendLayout {
  private struct Placed {
    var entry: ChartPlan.LegendEntry
    var text: TextBox
    var origin: Point
  }

  /// A name that needs more lines than this is shortened.
  private static let lineLimit = 3

  let size: Size
  /// The number of rows if the legend is laid out by rows.
  var rowCount: Int { Set(placed.map(\.origin.y)).count }
  private let placed: [Placed]
  private let theme: Theme
  private let isBoxed: Bool

  private static func swatchWidth(_ theme: Theme) -> Double { 2.2 * theme.labelSize }
  private static func swatchGap(_ theme: Theme) -> Double { 0.6 * theme.labelSize }
  private static func rowHeight(_ text: TextBox, _ theme: Theme) -> Double {
    max(text.height + 0.2 * theme.labelSize, 1.4 * theme.labelSize)
  }

  /// The text of an entry, on several lines if it exceeds the width.
  private static func text(
    _ entry: ChartPlan.LegendEntry, _ theme: Theme, _ typesetter: LabelTypesetter, width: Double
  ) throws -> TextBox {
    let room = max(width - swatchWidth(theme) - swatchGap(theme), 10 * theme.labelSize)
    let lines = try typesetter.typeset(entry.label, size: theme.labelSize, maximumWidth: room)
    guard lines.count > lineLimit || lines.contains(where: { $0.width > room }) else {
      return .stacked(lines, alignment: 0)
    }
    return try typesetter.shortened(entry.label, size: theme.labelSize, width: room)
  }

  /// Lays out entries in a column, with a margin if the legend is inside the plot, and in
  /// additional columns if they exceed the height.
  static func column(
    _ entries: [ChartPlan.LegendEntry], theme: Theme, typesetter: LabelTypesetter, isBoxed: Bool,
    width limit: Double, height: Double = .infinity
  ) throws -> LegendLayout {
    let margin = isBoxed ? 0.55 * theme.labelSize : 0
    var (x, y) = (margin, margin)
    var lowest = margin
    var width = 0.0
    var placed: [Placed] = []
    for entry in entries {
      let text = try text(entry, theme, typesetter, width: limit - 2 * margin)
      if y + rowHeight(text, theme) > height - margin, y > margin {
        x += width + 1.6 * theme.labelSize
        (y, width) = (margin, 0)
      }
      placed.append(Placed(entry: entry, text: text, origin: Point(x: x, y: y)))
      y += rowHeight(text, theme)
      lowest = max(lowest, y)
      width = max(width, swatchWidth(theme) + swatchGap(theme) + text.width)
    }
    return LegendLayout(
      size: Size(width: x + width + margin, height: lowest + margin), placed: placed, theme: theme,
      isBoxed: isBoxed)
  }

  /// Lays out entries row by row, in as many columns as fit in the width.
  static func row(
    _ entries: [ChartPlan.LegendEntry], theme: Theme, typesetter: LabelTypesetter, width: Double
  ) throws -> LegendLayout {
    let gap = 1.6 * theme.labelSize
    let texts = try entries.map { try text($0, theme, typesetter, width: width) }
    let lead = swatchWidth(theme) + swatchGap(theme)
    func columnWidths(_ count: Int) -> [Double] {
      (0..<count).map { column in
        stride(from: column, to: texts.count, by: count).map { lead + texts[$0].width }.max() ?? 0
      }
    }
    func total(_ widths: [Double]) -> Double {
      widths.reduce(0, +) + gap * Double(widths.count - 1)
    }
    let columns =
      (1...entries.count).reversed().first { total(columnWidths($0)) <= width } ?? 1
    let widths = columnWidths(columns)
    var placed: [Placed] = []
    var y = 0.0
    for row in stride(from: 0, to: entries.count, by: columns) {
      var x = 0.0
      let indices = row..<min(row + columns, entries.count)
      for index in indices {
        placed.append(
          Placed(entry: entries[index], text: texts[index], origin: Point(x: x, y: y)))
        x += widths[index - row] + gap
      }
      y += indices.map { rowHeight(texts[$0], theme) }.max() ?? 0
    }
    return LegendLayout(
      size: Size(width: total(widths), height: y), placed: placed, theme: theme, isBoxed: false)
  }

  /// The legend as shapes, with its top-left corner at a point.
  func group(at corner: Point) -> DisplayItem {
    var items: [DisplayItem] = []
    if isBoxed {
      let frame = Rect(x: corner.x, y: corner.y, width: size.width, height: size.height)
      items.append(
        .path(Path(frame), fill: Fill(.background, opacity: 0.85), stroke: nil))
    }
    for line in placed {
      let origin = corner + line.origin
      let height = Self.rowHeight(line.text, theme)
      let swatch = Rect(
        x: origin.x, y: origin.y, width: Self.swatchWidth(theme), height: height)
      var shapes = line.entry.swatches.flatMap { self.swatch($0.swatch, $0.style, in: swatch) }
      let text = TextRun(
        line.text, at: Point(x: swatch.maxX + Self.swatchGap(theme), y: swatch.midY),
        horizontal: 0, vertical: 0.5)
      shapes.append(.text(text))
      items.append(
        .group(
          DisplayGroup(
            .legendEntry, series: line.entry.name,
            title: line.entry.name == line.text.plainText ? nil : line.entry.name, items: shapes)))
    }
    return .group(DisplayGroup(.legend, items: items))
  }

  private func swatch(_ swatch: Swatch, _ style: ResolvedStyle, in rect: Rect) -> [DisplayItem] {
    let center = Point(x: rect.midX, y: rect.midY)
    func symbol(_ symbol: Symbol) -> DisplayItem {
      .markers(
        Markers(
          symbol: symbol, diameter: max(style.symbolSize, 0.8 * theme.symbolSize),
          centers: [center], paints: [style.paint], opacity: 1))
    }
    switch swatch {
    case .line:
      let stroke = Stroke(
        style.paint, width: style.lineWidth ?? theme.lineWidth, opacity: style.opacity ?? 1,
        dash: style.dash)
      let line = Path(
        from: Point(x: rect.minX, y: rect.midY), to: Point(x: rect.maxX, y: rect.midY))
      return [.path(line, fill: nil, stroke: stroke)] + [style.symbol.map(symbol)].compactMap { $0 }
    case .box(let opacity):
      let height = 0.85 * theme.labelSize
      let width = 1.5 * theme.labelSize
      let box = Rect(
        x: rect.midX - width / 2, y: rect.midY - height / 2, width: width, height: height)
      return [
        .path(
          Path(box), fill: Fill(style.paint, opacity: max(opacity, 0.25)),
          stroke: opacity < 0.6 ? Stroke(style.paint, width: theme.lineWidth * 0.6) : nil)
      ]
    case .symbol: return [symbol(style.symbol ?? .circle)]
    }
  }
}
