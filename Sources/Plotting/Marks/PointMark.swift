/// A symbol at each point.
///
/// Non-finite pairs are omitted and counted in a notice.
public struct PointMark: Mark {
  /// The kind `point`.
  public static let kind = "point"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: DataColumn
  let y: DataColumn
  var paints: [Paint]?
  /// The columns of names that divide the points into series.
  public var division = SeriesDivision()
  private var weights: [[Double]] = []
  private var numbers: [Double]?
  private var encoding = ColorEncoding()

  /// Creates symbols at (x₀, y₀), (x₁, y₁), ….
  public init<X: Sequence, Y: Sequence>(x: X, y: Y)
  where X.Element: Plottable, Y.Element: Plottable {
    self.x = X.Element.column(x)
    self.y = Y.Element.column(y)
  }

  init(x: DataColumn, y: DataColumn) {
    self.x = x
    self.y = y
  }

  /// Sets one color per point.
  public func foregroundStyle(_ colors: [Color]) -> PointMark {
    var mark = self
    mark.paints = colors.map(Paint.color)
    mark.numbers = nil
    mark.division.colors = nil
    return mark
  }

  /// Colors each point with the mixture of series 1, 2, … by its weights, such as responsibilities.
  ///
  /// The colors follow the theme, and in a report those of the page.
  public func foregroundStyle(mixing weights: [[Double]]) -> PointMark {
    var mark = self
    mark.weights = weights
    mark.paints = weights.map(Paint.mixing)
    mark.numbers = nil
    mark.division.colors = nil
    return mark
  }

  /// Colors each point by a number, with a color bar.
  ///
  /// Points whose number has no color (NaN, or values such as zero on a logarithmic scale) are
  /// omitted, with a notice.
  ///
  /// ```swift
  /// PointMark(x: longitudes, y: latitudes).foregroundStyle(by: magnitudes).colorBar("magnitude")
  /// ```
  ///
  /// - Parameters:
  ///   - values: One number per point.
  ///   - colormap: The colors from the smallest to the largest number.
  ///   - domain: The numbers at the ends of the map; nil for those of the data.
  ///   - scale: How numbers are mapped to positions in the map.
  public func foregroundStyle(
    by values: some Sequence<Double>, colormap: Colormap = .viridis,
    domain: ClosedRange<Double>? = nil, scale: ColorScale = .linear
  ) -> PointMark {
    var mark = self
    mark.numbers = Array(values)
    mark.weights = []
    mark.division.colors = nil
    (mark.encoding.colormap, mark.encoding.domain, mark.encoding.scale) = (colormap, domain, scale)
    let key = mark.encoding.key(of: mark.numbers ?? [])
    mark.paints = mark.numbers?.map { value in key.map { .color($0.color(of: value)) } ?? .muted }
    return mark
  }

  /// Labels the color bar of `foregroundStyle(by:)`.
  public func colorBar(_ label: String) -> PointMark {
    var mark = self
    (mark.encoding.showsBar, mark.encoding.label) = (true, label)
    return mark
  }

  /// Omits the color bar.
  public func withoutColorBar() -> PointMark {
    var mark = self
    (mark.encoding.showsBar, mark.encoding.label) = (false, nil)
    return mark
  }

  /// The number of points.
  public var rowCount: Int { x.count }

  /// A mark with some of the points, in their colors, unless a column of names determines these.
  public func rows(_ indices: [Int]) -> PointMark {
    var mark = PointMark(x: x.rows(indices), y: y.rows(indices))
    mark.style = style
    guard division.colors == nil else { return mark }
    func some<Value>(_ values: [Value]) -> [Value] {
      indices.compactMap { values.indices.contains($0) ? values[$0] : nil }
    }
    mark.paints = paints.map(some)
    mark.weights = some(weights)
    mark.numbers = numbers.map(some)
    mark.encoding = encoding
    // All series share the color bar of all points.
    mark.encoding.domain = numbers.flatMap { encoding.key(of: $0)?.domain } ?? encoding.domain
    return mark
  }

  /// The numbers and colors of the color bar, if the points show numbers.
  public func colorKey(in survey: ChartSurvey) -> ColorKey? {
    encoding.showsBar ? numbers.flatMap { encoding.key(of: $0) } : nil
  }

  /// Data, with their own colors if these come from a color map.
  public var role: MarkRole { numbers == nil ? .data : .colored }

  /// The nearest point.
  public var reading: Reading.Manner? { .points }

  /// One data point.
  public var swatch: Swatch { .symbol }

  /// Registers both columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    try survey.register(x: x, y: y, of: Self.kind)
    if let paints, paints.count != x.count {
      throw PlottingError.unequalColumns(mark: Self.kind, lengths: [x.count, paints.count])
    }
    if let numbers { try encoding.survey(numbers, of: Self.kind, in: &survey) }
  }

  /// The extent of the points, with padding.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: survey.values(of: x, on: .x), padding: 0.04),
      y: AxisExtent(of: survey.values(of: y, on: .y), padding: 0.05))
  }

  /// The points, and the share of each series in their colors.
  public func data(in survey: ChartSurvey) -> MarkData {
    let series = 0..<(weights.map(\.count).max() ?? 0)
    let places = MarkData().with("x", x).with("y", y)
    return series.reduce(numbers.map { places.with("value", $0) } ?? places) { data, k in
      data.with("weight\(k + 1)", weights.map { k < $0.count ? $0[k] : 0 })
    }
  }

  /// The symbols inside the plot.
  public func items(in plot: Plot) -> [DisplayItem] {
    let xs = plot.survey.values(of: x, on: .x)
    let ys = plot.survey.values(of: y, on: .y)
    var centers: [Point] = []
    var paints: [Paint] = []
    centers.reserveCapacity(xs.count)
    for index in xs.indices {
      let point = plot.point(xs[index], ys[index])
      guard xs[index].isFinite, ys[index].isFinite, plot.rect.contains(point, tolerance: 0.01)
      else { continue }
      if let numbers, !encoding.scale.hasColor(for: numbers[index]) { continue }
      centers.append(point)
      if let own = self.paints { paints.append(own[index]) }
    }
    guard !centers.isEmpty else { return [] }
    return [
      .markers(
        Markers(
          symbol: plot.style.symbol ?? .circle, diameter: plot.style.symbolSize, centers: centers,
          paints: self.paints == nil ? [plot.style.paint] : paints, opacity: plot.style.opacity ?? 1
        ))
    ]
  }
}
