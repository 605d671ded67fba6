/// Filled contours of a density over the simplex of three outcomes, such as a Dirichlet density.
public struct SimplexContourMark: Mark {
  /// The kind `simplex contour`.
  public static let kind = "simplex contour"
  /// How the mark looks.
  public var style = MarkStyle()
  private let field: ScalarField
  private let levels: [Double]
  private var colormap = Colormap.viridis
  private var barLabel: String?
  private var hasBar = true

  /// Evaluates a function of three probabilities on a grid, just inside the border.
  ///
  /// - Parameters:
  ///   - resolution: The number of grid points along the base.
  ///   - levels: The approximate number of regions.
  ///   - density: The function of (p₁, p₂, p₃).
  public init(
    resolution: Int = 160, levels: Int = 9, density: ([Double]) throws -> Double
  ) rethrows {
    // The grid extends a little beyond the triangle, so that the border crosses cells with known
    // values.
    let margin = 2 / Double(max(8, resolution))
    let field = try ScalarField(
      x: -margin...(1 + margin), y: -margin...(SimplexTriangle.height + margin),
      resolution: resolution
    ) { try density(SimplexTriangle.distribution(x: $0, y: $1)) }
    let inside = zip(field.values.indices, field.values).filter { index, value in
      let (i, j) = (index % field.x.count, index / field.x.count)
      let (x, y) = (field.x[i], field.y[j])
      let third = y / SimplexTriangle.height
      return value.isFinite && third >= 0 && x - third / 2 >= 0 && 1 - x - third / 2 >= 0
    }.map(\.1).sorted()
    // A density may be infinite at a corner, so the colors end at the 99th percentile.
    let low = inside.first ?? 0
    let high = inside.isEmpty ? 1 : quantile(0.99, ofSorted: inside)
    let ticks =
      low < high
      ? ExtendedWilkinson.ticks(
        for: low...high, target: Double(max(2, levels)), containment: .inside
      ) { _ in 1 } : nil
    self.field = field
    self.levels = ticks?.values ?? []
  }

  /// Sets the colors from the lowest level to the highest.
  public func colormap(_ colormap: Colormap) -> SimplexContourMark {
    var mark = self
    mark.colormap = colormap
    return mark
  }

  /// Labels the color bar.
  public func colorBar(_ label: String) -> SimplexContourMark {
    var mark = self
    mark.barLabel = label
    return mark
  }

  /// Omits the color bar.
  public func withoutColorBar() -> SimplexContourMark {
    var mark = self
    mark.hasBar = false
    return mark
  }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: 1) }
  /// Data with their own colors.
  public var role: MarkRole { .colored }

  /// Reports the number of points without a value.
  public func survey(_ survey: inout ChartSurvey) throws {
    let missing = field.values.count { !$0.isFinite }
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
  }

  /// The extent of the triangle.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: [0, 1], padding: 0),
      y: AxisExtent(of: [0, SimplexTriangle.height], padding: 0))
  }

  private var key: ColorKey? {
    guard let low = levels.first, let high = levels.last, levels.count > 1 else { return nil }
    let step = (high - low) / Double(levels.count - 1)
    // If the lowest level is zero, it is the floor of the density; otherwise there is a step below
    // it.
    let steps = (low == 0 ? [] : [low - step]) + levels + [high + step]
    return ColorKey(
      label: barLabel, domain: steps[0]...(high + step), colormap: colormap, steps: steps,
      hasFloor: low != 0)
  }

  /// The numbers and colors of the color bar.
  public func colorKey(in survey: ChartSurvey) -> ColorKey? { hasBar ? key : nil }

  /// The grid points inside the triangle with their probabilities.
  public func data(in survey: ChartSurvey) -> MarkData {
    let places = field.y.flatMap { y in field.x.map { SimplexTriangle.distribution(x: $0, y: y) } }
    let inside = places.indices.filter { index in places[index].allSatisfy { $0 >= 0 } }
    return (0..<3).reduce(MarkData()) { data, k in
      data.with("p\(k + 1)", inside.map { places[$0][k] })
    }.with("value", inside.map { field.values[$0] })
  }

  /// The whole triangle in the lowest color, with the region above each level on top.
  public func items(in plot: Plot) -> [DisplayItem] {
    guard let key, let steps = key.steps else { return [] }
    let opacity = plot.style.opacity ?? 1
    return zip(steps, steps.dropFirst()).enumerated().compactMap { index, step in
      let rings =
        index == 0 ? [SimplexTriangle.corners] : MarchingSquares(field, level: step.0).rings()
      var path = Path()
      for ring in rings {
        let polygon = clip(
          polygon: clip(polygon: ring, toConvex: SimplexTriangle.corners).map {
            plot.point($0.x, $0.y)
          },
          to: plot.rect)
        if polygon.count > 2 { path.append(polyline: polygon, closed: true) }
      }
      guard !path.elements.isEmpty else { return nil }
      let color = key.color(of: (step.0 + step.1) / 2)
      return .path(path, fill: Fill(.color(color), opacity: opacity), stroke: nil)
    }
  }
}
