/// The confidence ellipse of a bivariate normal distribution.
///
/// It is the set (x − μ)ᵀ Σ⁻¹ (x − μ) ≤ χ²₂(p) with χ²₂(p) = −2 ln(1 − p), which contains the
/// probability p. A singular Σ gives the segment or the point on which the distribution is
/// concentrated.
public struct EllipseMark: Mark {
  /// The kind `ellipse`.
  public static let kind = "ellipse"
  /// How the mark looks.
  public var style = MarkStyle()
  let mean: [Double]
  let covariance: [[Double]]
  let level: Double
  var fillOpacity = 0.0

  /// Creates the ellipse that contains the probability `level`.
  ///
  /// - Parameters:
  ///   - mean: μ, two numbers.
  ///   - covariance: Σ, two rows of two numbers; symmetric and positive semidefinite.
  ///   - level: The probability, between 0 and 1 (exclusive).
  public init(mean: [Double], covariance: [[Double]], level: Double = 0.95) {
    self.mean = mean
    self.covariance = covariance
    self.level = level
  }

  /// Fills the ellipse with this opacity.
  public func filled(opacity: Double = 0.15) -> EllipseMark {
    var mark = self
    mark.fillOpacity = opacity
    return mark
  }

  /// A short line.
  public var swatch: Swatch { .line }

  /// Checks the parameters.
  ///
  /// - Throws: ``PlottingError/invalidParameter(mark:name:value:)`` if the level or the mean is
  ///   invalid, or ``PlottingError/invalidCovariance(mark:matrix:)`` if the matrix is not a
  ///   covariance.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard level > 0, level < 1 else {
      throw PlottingError.invalidParameter(mark: Self.kind, name: "level", value: level)
    }
    guard mean.count == 2, mean.allSatisfy(\.isFinite) else {
      throw PlottingError.invalidParameter(
        mark: Self.kind, name: "mean", value: mean.first { !$0.isFinite } ?? Double(mean.count))
    }
    guard axes != nil else {
      throw PlottingError.invalidCovariance(mark: Self.kind, matrix: covariance)
    }
  }

  /// The bounding box, mean ± √(χ²₂(p) Σᵢᵢ).
  public func extent(in survey: ChartSurvey) -> Extent {
    let radius = (-2 * log(1 - level)).squareRoot()
    func reach(_ i: Int) -> AxisExtent {
      let half = radius * max(0, covariance[i][i]).squareRoot()
      return AxisExtent(of: [mean[i] - half, mean[i] + half], padding: 0.05)
    }
    return Extent(x: reach(0), y: reach(1))
  }

  /// The mean, covariance and level.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", [mean[0]]).with("y", [mean[1]])
      .with("xx", [covariance[0][0]]).with("xy", [covariance[0][1]])
      .with("yy", [covariance[1][1]]).with("level", [level])
  }

  /// The outline, and the interior if it is filled.
  public func items(in plot: Plot) -> [DisplayItem] {
    let outline = self.outline(segments: 96).map { plot.point($0.x, $0.y) }
    guard outline.allSatisfy({ !$0.x.isNaN && !$0.y.isNaN }), let first = outline.first else {
      return []
    }
    var items: [DisplayItem] = []
    if fillOpacity > 0 {
      let polygon = clip(polygon: outline, to: plot.rect)
      if polygon.count > 2 {
        items.append(
          .path(
            Path(polyline: polygon, closed: true),
            fill: Fill(plot.style.paint, opacity: fillOpacity), stroke: nil))
      }
    }
    if let curve = curve(in: plot) {
      return items + [.path(curve, fill: nil, stroke: plot.stroke())]
    }
    return items + plot.line([outline + [first]])
  }

  /// The outline as four Bézier curves, with an error of at most 3·10⁻⁴ of its size; nil if it
  /// crosses the plot's frame or an axis is not linear.
  private func curve(in plot: Plot) -> Path? {
    guard let (major, minor) = axes, plot.x.scale == .linear, plot.y.scale == .linear else {
      return nil
    }
    let radius = (-2 * log(1 - level)).squareRoot()
    let center = plot.point(mean[0], mean[1])
    func arm(_ axis: Point) -> Point {
      plot.point(mean[0] + radius * axis.x, mean[1] + radius * axis.y) - center
    }
    let (u, v) = (arm(major), arm(minor))
    let reach = Point(
      x: (u.x * u.x + v.x * v.x).squareRoot(), y: (u.y * u.y + v.y * v.y).squareRoot())
    guard plot.rect.contains(center - reach), plot.rect.contains(center + reach) else { return nil }
    let count = 4
    // 4/3 tan(π/8): the length of a control arm for a quarter of the unit circle.
    let k = 0.5522847498307936
    func at(_ index: Int, along tangent: Double) -> Point {
      let angle = 2 * Double.pi * Double(index) / Double(count)
      let (c, s) = (cos(angle), sin(angle))
      return center + u * (c - tangent * s) + v * (s + tangent * c)
    }
    var path = Path([.move(at(0, along: 0))])
    for index in 0..<count {
      path.elements.append(
        .curve(at(index, along: k), at(index + 1, along: -k), at(index + 1, along: 0)))
    }
    path.elements.append(.close)
    return path
  }

  /// Points on the ellipse in data coordinates, counterclockwise.
  func outline(segments: Int) -> [Point] {
    guard let (major, minor) = axes else { return [] }
    let radius = (-2 * log(1 - level)).squareRoot()
    return (0..<segments).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(segments)
      return Point(x: mean[0], y: mean[1])
        + (major * cos(angle) + minor * sin(angle)) * radius
    }
  }

  /// The principal axes, each with the length of its standard deviation; nil if the matrix is not a
  /// covariance.
  private var axes: (major: Point, minor: Point)? {
    guard covariance.count == 2, covariance.allSatisfy({ $0.count == 2 }) else { return nil }
    let (a, b, c, d) = (covariance[0][0], covariance[0][1], covariance[1][0], covariance[1][1])
    guard [a, b, c, d].allSatisfy(\.isFinite) else { return nil }
    let scale = max(abs(a), abs(b), abs(d))
    guard abs(b - c) <= 1e-9 * scale else { return nil }
    let middle = (a + d) / 2
    let half = (((a - d) / 2) * ((a - d) / 2) + b * b).squareRoot()
    let (large, small) = (middle + half, middle - half)
    guard large >= 0, small >= -1e-9 * scale else { return nil }
    let angle = 0.5 * atan2(2 * b, a - d)
    let direction = Point(x: cos(angle), y: sin(angle))
    let normal = Point(x: -direction.y, y: direction.x)
    return (direction * large.squareRoot(), normal * max(0, small).squareRoot())
  }
}
