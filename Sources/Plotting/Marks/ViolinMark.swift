/// Violin plots: mirrored kernel densities, with a bar over the quartiles and a dot at the median.
public struct ViolinMark: Mark {
  /// The kind `violin`.
  public static let kind = "violin"
  /// How the mark looks.
  public var style = MarkStyle()
  let names: [String]
  private let samples: [[Double]]
  private let bandwidth: Bandwidth
  private let linear: [KernelDensity]

  /// Creates one violin per name, all with the same maximum width.
  ///
  /// On a logarithmic axis, the estimates are those of the logarithms of the samples.
  public init(
    x names: [String], samples: [[Double]], bandwidth: Bandwidth = .sheatherJones
  ) {
    self.names = names
    self.samples = samples.map { $0.filter(\.isFinite).sorted() }
    self.bandwidth = bandwidth
    linear = self.samples.map { KernelDensity($0, bandwidth: bandwidth, count: 128) }
  }

  private func estimates(on scale: Scale) -> [KernelDensity] {
    scale.isEven
      ? linear : samples.map { KernelDensity($0, bandwidth: bandwidth, count: 128, on: scale) }
  }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: 0.25) }

  /// Registers the names, and reports whether a bandwidth is a fallback.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard names.count == samples.count else {
      throw PlottingError.unequalColumns(mark: Self.kind, lengths: [names.count, samples.count])
    }
    try survey.register(.categories(names), on: .x)
    if estimates(on: survey.scales.y).contains(where: \.usesFallback) {
      survey.notices.append(.bandwidthFallback(mark: Self.kind))
    }
  }

  /// The extent of the estimates, which goes beyond the samples.
  public func extent(in survey: ChartSurvey) -> Extent {
    var y = AxisExtent(of: estimates(on: survey.scales.y).flatMap(\.x), padding: 0.03)
    if survey.scales.y == .log { y.nonPositiveCount = samples.joined().count { $0 <= 0 } }
    return Extent(
      x: AxisExtent(of: survey.values(of: .categories(names), on: .x), padding: 0), y: y)
  }

  /// All samples.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData()
      .with("x", .categories(zip(names, samples).flatMap { name, s in s.map { _ in name } }))
      .with("y", Array(samples.joined()))
  }

  /// The outline, the bar and the dot for each name.
  public func items(in plot: Plot) -> [DisplayItem] {
    let places = plot.survey.values(of: .categories(names), on: .x)
    var items: [DisplayItem] = []
    var (bars, medians) = ([[Point]](), [Point]())
    for (place, (samples, estimate)) in zip(places, zip(samples, estimates(on: plot.y.scale))) {
      guard let peak = estimate.density.max(), peak > 0 else { continue }
      func side(_ sign: Double) -> [Point] {
        zip(estimate.x, estimate.density).map { plot.point(place + sign * 0.4 * $1 / peak, $0) }
      }
      // The part that a logarithmic axis cannot show is cut off.
      let outline = (side(1) + side(-1).reversed()).filter(\.isFinite)
      let polygon = clip(polygon: outline, to: plot.rect)
      if polygon.count > 2 {
        items.append(
          .path(
            Path(polyline: polygon, closed: true),
            fill: Fill(plot.style.paint, opacity: plot.style.opacity ?? 0.25),
            stroke: plot.stroke(width: plot.theme.lineWidth * 0.7, opacity: 1)))
      }
      bars.append([0.25, 0.75].map { plot.point(place, quantile($0, ofSorted: samples)) })
      medians.append(plot.point(place, quantile(0.5, ofSorted: samples)))
    }
    let bar = plot.line(bars, stroke: plot.stroke(width: plot.theme.lineWidth * 2, opacity: 1))
    let dots = plot.markers(medians, symbol: .circle).map { item -> DisplayItem in
      guard case .markers(var markers) = item else { return item }
      markers.paints = [.background]
      markers.diameter *= 0.75
      return .markers(markers)
    }
    return items + bar + dots
  }
}
