/// A kernel density estimate of samples, as a filled curve.
public struct DensityMark: Mark {
  /// `density`.
  public static let kind = "density"
  /// How the mark looks.
  public var style = MarkStyle()
  private let estimate: KernelDensity
  private let missing: Int

  /// The estimate for some samples (``KernelDensity``).
  public init(_ samples: some Sequence<Double>, bandwidth: Bandwidth = .sheatherJones) {
    let samples = Array(samples)
    estimate = KernelDensity(samples, bandwidth: bandwidth)
    missing = samples.count { !$0.isFinite }
  }

  private static let opacity = 0.18

  /// The value of the curve at each x.
  public var reading: Reading.Manner? { .curve }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }

  /// Says what was left out and whether the bandwidth is a fallback.
  public func survey(_ survey: inout ChartSurvey) throws {
    try survey.register(.numbers(estimate.x), on: .x)
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
    if estimate.usesFallback { survey.notices.append(.bandwidthFallback(mark: Self.kind)) }
  }

  /// The curve, from zero up.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: estimate.x, padding: 0),
      y: AxisExtent(of: estimate.density + [0], padding: 0.06, baselines: [0]))
  }

  /// The estimated curve.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", estimate.x).with("y", estimate.density)
  }

  /// The area and its upper border.
  public func items(in plot: Plot) -> [DisplayItem] {
    // What a logarithmic axis has no place for is cut off.
    let curve = zip(estimate.x, estimate.density).map { plot.point($0, $1) }.filter(\.isFinite)
    guard let first = curve.first, let last = curve.last else { return [] }
    let floor = plot.y.floorPosition(0)
    let outline = [Point(x: first.x, y: floor)] + simplified(curve) + [Point(x: last.x, y: floor)]
    return plot.polygon(outline, opacity: plot.style.opacity ?? Self.opacity)
      + plot.line([curve], stroke: plot.stroke(opacity: 1))
  }
}
