/// A kernel density estimate of samples, as a filled curve.
public struct DensityMark: Mark {
  /// The kind `density`.
  public static let kind = "density"
  /// How the mark looks.
  public var style = MarkStyle()
  private let samples: [Double]
  private let bandwidth: Bandwidth
  private let linear: KernelDensity

  /// Estimates the density of samples (``KernelDensity``).
  ///
  /// On a logarithmic axis, the estimate is that of the logarithms of the samples, with densities
  /// per decade, so that the area on the axis is 1.
  public init(_ samples: some Sequence<Double>, bandwidth: Bandwidth = .sheatherJones) {
    self.samples = Array(samples)
    self.bandwidth = bandwidth
    linear = KernelDensity(self.samples, bandwidth: bandwidth)
  }

  private func estimate(in survey: ChartSurvey) -> KernelDensity {
    let scale = survey.scales.x
    return scale.isEven ? linear : KernelDensity(samples, bandwidth: bandwidth, on: scale)
  }

  private static let opacity = 0.18

  /// The value of the curve at each x.
  public var reading: Reading.Manner? { .curve }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }

  /// Reports omitted samples, and whether the bandwidth is a fallback.
  public func survey(_ survey: inout ChartSurvey) throws {
    let estimate = estimate(in: survey)
    try survey.register(.numbers(estimate.x), on: .x)
    let missing = samples.count { !$0.isFinite }
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
    if estimate.usesFallback { survey.notices.append(.bandwidthFallback(mark: Self.kind)) }
  }

  /// The extent of the curve, starting at zero.
  public func extent(in survey: ChartSurvey) -> Extent {
    let estimate = estimate(in: survey)
    var x = AxisExtent(of: estimate.x, padding: 0)
    if survey.scales.x == .log { x.nonPositiveCount = samples.count { $0 <= 0 } }
    return Extent(
      x: x,
      y: AxisExtent(of: estimate.density + [0], padding: 0.06, baselines: [0]))
  }

  /// The estimated curve.
  public func data(in survey: ChartSurvey) -> MarkData {
    let estimate = estimate(in: survey)
    return MarkData().with("x", estimate.x).with("y", estimate.density)
  }

  /// The area and its outline.
  public func items(in plot: Plot) -> [DisplayItem] {
    let estimate = estimate(in: plot.survey)
    let curve = zip(estimate.x, estimate.density).map { plot.point($0, $1) }.filter(\.isFinite)
    guard let first = curve.first, let last = curve.last else { return [] }
    let floor = plot.y.floorPosition(0)
    let outline = [Point(x: first.x, y: floor)] + simplified(curve) + [Point(x: last.x, y: floor)]
    return plot.polygon(outline, opacity: plot.style.opacity ?? Self.opacity)
      + plot.line([curve], stroke: plot.stroke(opacity: 1))
  }
}
