/// A table of numbers as colored cells with a color bar.
public struct HeatMapMark: Mark {
  /// The kind `heat map`.
  public static let kind = "heat map"
  /// How the mark looks.
  public var style = MarkStyle()
  let columns: DataColumn
  let rows: DataColumn
  let values: [[Double]]
  /// The number of values passed to the mark; nil for a table.
  private var valueCount: Int?
  var encoding = ColorEncoding()
  var decimals: Int?
  /// Whether empty cells mean a count of zero and not an unknown value.
  var emptyCellsAreKnown = false

  /// Creates cells with names along both axes; the first row is at the top.
  ///
  /// - Parameters:
  ///   - columns: The names along x.
  ///   - rows: The names along y.
  ///   - values: One row of numbers per row name; NaN leaves a cell empty.
  public init(columns: [String], rows: [String], values: [[Double]]) {
    self.columns = .categories(columns)
    self.rows = .categories(rows)
    self.values = values
  }

  /// Creates cells centered on the grid points of a field.
  public init(_ field: ScalarField) {
    columns = .numbers(field.x)
    rows = .numbers(field.y)
    values = field.y.indices.map { j in field.x.indices.map { field[$0, j] } }
    valueCount = field.values.count
  }

  /// Sets the colors from the smallest to the largest value.
  ///
  /// - Parameters:
  ///   - colormap: The colors.
  ///   - domain: The numbers at the ends of the map; nil for those of the data. Numbers outside
  ///     have the color of the nearest end.
  ///   - scale: How numbers are mapped to positions in the map. Cells with numbers outside the
  ///     scale, such as zero on a logarithmic one, stay empty, with a notice.
  public func colormap(
    _ colormap: Colormap, domain: ClosedRange<Double>? = nil, scale: ColorScale = .linear
  ) -> HeatMapMark {
    var mark = self
    mark.encoding.colormap = colormap
    mark.encoding.domain = domain
    mark.encoding.scale = scale
    return mark
  }

  /// Labels the color bar.
  public func colorBar(_ label: String) -> HeatMapMark {
    var mark = self
    (mark.encoding.showsBar, mark.encoding.label) = (true, label)
    return mark
  }

  /// Omits the color bar.
  public func withoutColorBar() -> HeatMapMark {
    var mark = self
    (mark.encoding.showsBar, mark.encoding.label) = (false, nil)
    return mark
  }

  /// Writes the numbers into the cells if they fit.
  public func annotated(decimals: Int) -> HeatMapMark {
    var mark = self
    mark.decimals = decimals
    return mark
  }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: 1) }
  /// Data with their own colors.
  public var role: MarkRole { .colored }

  /// Registers rows and columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard values.count == rows.count, values.allSatisfy({ $0.count == columns.count }) else {
      throw PlottingError.unequalColumns(
        mark: Self.kind, lengths: [rows.count, columns.count, values.count] + values.map(\.count))
    }
    if let valueCount, valueCount != columns.count * rows.count {
      throw PlottingError.unequalColumns(
        mark: Self.kind, lengths: [columns.count, rows.count, valueCount])
    }
    try survey.register(columns, on: .x)
    try survey.register(rows, on: .y)
    try encoding.survey(
      values.joined(), of: Self.kind, in: &survey, areGapsKnown: emptyCellsAreKnown)
  }

  /// The extent of the cells, including their borders.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: borders(survey.values(of: columns, on: .x)), padding: 0),
      y: AxisExtent(of: borders(survey.values(of: rows, on: .y)), padding: 0))
  }

  /// The midpoints between neighbors, and points equally far beyond the ends.
  private func borders(_ places: [Double]) -> [Double] {
    guard places.count > 1 else { return places.flatMap { [$0 - 0.5, $0 + 0.5] } }
    let inner = zip(places, places.dropFirst()).map { ($0 + $1) / 2 }
    return [2 * places[0] - inner[0]] + inner
      + [2 * places[places.count - 1] - inner[inner.count - 1]]
  }

  private var key: ColorKey? { encoding.key(of: values.joined()) }

  /// The numbers and colors of the color bar.
  public func colorKey(in survey: ChartSurvey) -> ColorKey? { encoding.showsBar ? key : nil }

  /// One row per cell.
  public func data(in survey: ChartSurvey) -> MarkData {
    let width = columns.count
    return MarkData().with("x", columns.cycled(rows.count))
      .with("y", rows.stretched(width)).with("value", Array(values.joined()))
  }

  /// One image if there are many cells of equal size, otherwise one path per cell.
  public func items(in plot: Plot) throws -> [DisplayItem] {
    guard let key else { return [] }
    let xs = borders(plot.survey.values(of: columns, on: .x)).map(plot.x.position)
    let ys = borders(plot.survey.values(of: rows, on: .y)).map(plot.y.position)
    let isRegular = isEven(xs) && isEven(ys) && xs.count > 1 && ys.count > 1
    let whole = Rect(
      minX: xs.min() ?? 0, minY: ys.min() ?? 0, maxX: xs.max() ?? 0, maxY: ys.max() ?? 0)
    var items: [DisplayItem] = []
    if values.joined().contains(where: { !encoding.scale.hasColor(for: $0) }) {
      // Empty cells show the background without the grid.
      let corners = [
        Point(x: whole.minX, y: whole.minY), Point(x: whole.maxX, y: whole.minY),
        Point(x: whole.maxX, y: whole.maxY), Point(x: whole.minX, y: whole.maxY),
      ]
      let plate = clip(polygon: corners, to: plot.rect)
      if plate.count > 2, corners.allSatisfy(\.isFinite) {
        items.append(
          .path(Path(polyline: plate, closed: true), fill: Fill(.background), stroke: nil))
      }
    }
    if isRegular, values.count * columns.count > 64, plot.rect.contains(whole, tolerance: 0.01) {
      items.append(.image(image(key, xs, ys), in: whole))
    } else {
      items += cells(key, xs, ys, plot)
    }
    if let decimals { items += try numbers(key, xs, ys, plot, decimals) }
    return items
  }

  private func isEven(_ borders: [Double]) -> Bool {
    let widths = zip(borders, borders.dropFirst()).map { abs($1 - $0) }
    return widths.allSatisfy { abs($0 - widths[0]) < 1e-6 * (1 + widths[0]) }
  }

  private func image(_ key: ColorKey, _ xs: [Double], _ ys: [Double]) -> RasterImage {
    let (width, height) = (columns.count, values.count)
    let alpha = UInt8((min(max(style.opacity ?? 1, 0), 1) * 255).rounded())
    var pixels: [UInt8] = []
    pixels.reserveCapacity(4 * width * height)
    let fallsDown = ys[0] < ys[ys.count - 1]
    let rightwards = xs[0] < xs[xs.count - 1]
    for row in 0..<height {
      let line = values[fallsDown ? row : height - 1 - row]
      for column in 0..<width {
        let value = line[rightwards ? column : width - 1 - column]
        let color = key.color(of: value)
        pixels += color.bytes
        pixels.append(encoding.scale.hasColor(for: value) ? alpha : 0)
      }
    }
    return RasterImage(width: width, height: height, pixels: pixels)
  }

  private func cells(
    _ key: ColorKey, _ xs: [Double], _ ys: [Double], _ plot: Plot
  ) -> [DisplayItem] {
    var items: [DisplayItem] = []
    for (j, row) in values.enumerated() {
      for (i, value) in row.enumerated() where encoding.scale.hasColor(for: value) {
        let corners = [
          Point(x: xs[i], y: ys[j]), Point(x: xs[i + 1], y: ys[j]),
          Point(x: xs[i + 1], y: ys[j + 1]), Point(x: xs[i], y: ys[j + 1]),
        ]
        guard corners.allSatisfy({ !$0.x.isNaN && !$0.y.isNaN }) else { continue }
        let polygon = clip(polygon: corners, to: plot.rect)
        guard polygon.count > 2 else { continue }
        let fill = Fill(.color(key.color(of: value)), opacity: style.opacity ?? 1)
        items.append(.path(Path(polyline: polygon, closed: true), fill: fill, stroke: nil))
      }
    }
    return items
  }

  private func numbers(
    _ key: ColorKey, _ xs: [Double], _ ys: [Double], _ plot: Plot, _ decimals: Int
  ) throws -> [DisplayItem] {
    var items: [DisplayItem] = []
    for (j, row) in values.enumerated() {
      for (i, value) in row.enumerated() where value.isFinite {
        let label = TickLabels.plain(DecimalText.fixed(value, decimals: decimals))
        let box = try plot.typesetter.typeset(label, size: plot.theme.labelSize)
        let cell = Rect(
          minX: min(xs[i], xs[i + 1]), minY: min(ys[j], ys[j + 1]), maxX: max(xs[i], xs[i + 1]),
          maxY: max(ys[j], ys[j + 1]))
        guard box.width < cell.width, box.height < cell.height,
          plot.rect.contains(cell, tolerance: 0.01)
        else { continue }
        let isDark = Oklab(key.color(of: value)).lightness < 0.62
        let onColor = Paint.hex(isDark ? 0xFFFFFF : 0x14171B)
        items.append(
          .text(
            TextRun(
              box, at: Point(x: cell.midX, y: cell.midY), horizontal: 0.5, vertical: 0.5,
              paint: encoding.scale.hasColor(for: value) ? onColor : .muted)))
      }
    }
    return items
  }
}
