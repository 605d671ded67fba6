/// Contours of a function of two variables: lines, or filled regions.
///
/// Regions are the sets above each level, painted from low to high, so that there are no seams
/// between them. If the mark chooses the levels, the region below the lowest one is also filled;
/// below given levels, or levels that contain a fraction of the total, nothing is filled.
///
/// ```swift
/// ContourMark(x: -3...3, y: -3...3, filled: true) { x, y in sin(x) * cos(y) }.colorBar("height")
/// ```
public struct ContourMark: Mark {
  /// The levels to draw.
  public enum Levels: Sendable, Equatable {
    /// About this many round numbers between the smallest and the largest value.
    case count(Int)
    /// These values.
    case values([Double])
    /// The levels whose regions contain these fractions of the total (highest-density regions).
    case mass([Double])
  }

  /// The kind `contour`.
  public static let kind = "contour"
  /// How the mark looks.
  public var style = MarkStyle()
  let field: ScalarField
  let levels: Levels
  let isFilled: Bool
  var encoding = ColorEncoding(showsBar: false)
  var isLabeled = false

  /// Creates contours of a field.
  public init(_ field: ScalarField, levels: Levels = .count(8), filled: Bool = false) {
    self.field = field
    self.levels = levels
    isFilled = filled
  }

  /// Creates contours of a function on a grid over x and y.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 120,
    levels: Levels = .count(8), filled: Bool = false,
    function: (Double, Double) throws -> Double
  ) rethrows {
    self.init(
      try ScalarField(x: x, y: y, resolution: resolution, function: function), levels: levels,
      filled: filled)
  }

  /// Sets the colors from the lowest level to the highest; `foregroundStyle` overrides them.
  ///
  /// Automatic levels are round numbers on the scale, such as powers of ten on a logarithmic one.
  public func colormap(_ colormap: Colormap, scale: ColorScale = .linear) -> ContourMark {
    var mark = self
    mark.encoding.colormap = colormap
    mark.encoding.scale = scale
    return mark
  }

  /// Labels each level with its value on its longest line, if there is space.
  public func labeled() -> ContourMark {
    var mark = self
    mark.isLabeled = true
    return mark
  }

  /// Shows a color bar beside the plot.
  public func colorBar(_ label: String? = nil) -> ContourMark {
    var mark = self
    (mark.encoding.showsBar, mark.encoding.label) = (true, label)
    return mark
  }

  /// A line, or a box if regions are filled.
  public var swatch: Swatch { isFilled ? .box(opacity: style.opacity ?? 1) : .line }
  /// Data with their own colors.
  public var role: MarkRole { .colored }

  /// Checks that the levels are finite and that the field is complete.
  public func survey(_ survey: inout ChartSurvey) throws {
    try field.validate(for: Self.kind)
    let given: [Double] =
      switch levels {
      case .count(let count): [Double(count)]
      case .values(let values), .mass(let values): values
      }
    for value in given where !(abs(value) <= 1e300) {
      throw PlottingError.invalidParameter(mark: Self.kind, name: "levels", value: value)
    }
    if case .values(let values) = levels {
      for value in values where !encoding.scale.hasColor(for: value) {
        throw PlottingError.invalidParameter(mark: Self.kind, name: "levels", value: value)
      }
    }
    try encoding.scale.validate(domain: nil, of: Self.kind)
    // Fields may have values of zero or less on any scale: they are below the lowest level.
    let missing = field.values.count { !$0.isFinite }
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
  }

  /// The extent of the grid.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(x: AxisExtent(of: field.x, padding: 0), y: AxisExtent(of: field.y, padding: 0))
  }

  /// The levels in increasing order.
  var values: [Double] {
    switch levels {
    case .values(let values): return values.sorted()
    case .mass(let masses): return field.levels(holding: masses).sorted()
    case .count(let count):
      guard let range = encoding.scale.domain(of: field.values), range.lowerBound < range.upperBound
      else { return [] }
      return encoding.scale.levels(in: range, count: min(max(count, 1), 1000))
    }
  }

  /// The numbers and colors of the color bar.
  public func colorKey(in survey: ChartSurvey) -> ColorKey? {
    encoding.showsBar ? key(values) : nil
  }

  private func key(_ levels: [Double]) -> ColorKey? {
    guard let low = levels.first, let high = levels.last else { return nil }
    // The regions below the lowest and above the highest level get steps as wide as their
    // neighbors.
    let axis = encoding.scale.axis
    let (lowest, highest) = (axis.transform(low), axis.transform(high))
    let alone = axis == .linear ? max(1, abs(low)) : 1
    let spread = highest - lowest
    let step = spread > 1e-290 ? spread / Double(levels.count - 1) : alone
    let limits = axis == .log ? 1e-300...1e300 : -1e300...1e300
    func within(_ value: Double) -> Double {
      min(max(value, limits.lowerBound), limits.upperBound)
    }
    let (below, above) = (
      within(axis.invert(lowest - step)), within(axis.invert(highest + step))
    )
    guard isFilled else {
      return ColorKey(
        label: encoding.label, domain: low...max(high, low + 1e-300), colormap: encoding.colormap,
        scale: encoding.scale)
    }
    let steps = (hasFloor ? [below] : []) + levels + [above]
    return ColorKey(
      label: encoding.label, domain: steps[0]...above, colormap: encoding.colormap,
      scale: encoding.scale, steps: steps, hasFloor: hasFloor)
  }

  /// Whether the region below the lowest level is filled.
  private var hasFloor: Bool {
    if case .count = levels { isFilled } else { false }
  }

  /// The field, one row per grid point.
  public func data(in survey: ChartSurvey) -> MarkData {
    let places = field.y.flatMap { y in field.x.map { (x: $0, y: y) } }
    return MarkData().with("x", places.map(\.x)).with("y", places.map(\.y))
      .with("value", field.values)
  }

  /// One path per level, and the labels.
  public func items(in plot: Plot) throws -> [DisplayItem] {
    let levels = values
    return contours(levels, in: plot) + (isLabeled ? try labels(levels, in: plot) : [])
  }

  private func contours(_ levels: [Double], in plot: Plot) -> [DisplayItem] {
    let key = key(levels)
    let floor = hasFloor ? key?.steps?.prefix(1) ?? [] : []
    let levels = floor + levels
    return levels.enumerated().flatMap { index, level -> [DisplayItem] in
      let upper = index + 1 < levels.count ? levels[index + 1] : key?.domain.upperBound ?? level
      let color = key.map { key in
        isFilled
          ? Paint.color(key.color(of: encoding.scale.middle(level, upper)))
          : .toned(key.color(of: level))
      }
      let paint = style.paint ?? color ?? plot.style.paint
      // The floor contains all points with a known value, however low.
      let squares = MarchingSquares(
        field, level: hasFloor && index == 0 ? -Double.greatestFiniteMagnitude : level)
      if isFilled {
        var path = Path()
        for ring in squares.rings() {
          let polygon = clip(polygon: ring.map { plot.point($0.x, $0.y) }, to: plot.rect)
          if polygon.count > 2 { path.append(polyline: polygon, closed: true) }
        }
        let fill = Fill(paint, opacity: plot.style.opacity ?? 1)
        return path.elements.isEmpty ? [] : [.path(path, fill: fill, stroke: nil)]
      }
      var stroke = plot.stroke(width: plot.theme.lineWidth * 0.7)
      stroke.paint = paint
      return plot.line(squares.lines().map { $0.map { plot.point($0.x, $0.y) } }, stroke: stroke)
    }
  }
}
