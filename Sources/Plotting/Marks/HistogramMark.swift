/// A histogram drawn as one stepped outline.
///
/// Histograms of one chart that leave their bins open share edges, found from all their samples together, so that overlays can be compared.
public struct HistogramMark: Mark {
  /// What the height of a bin is.
  public enum Normalization: Sendable, Equatable {
    /// The number of samples.
    case count
    /// The fraction of samples.
    case probability
    /// The fraction of samples over the width of the bin; the area is 1.
    case density
  }

  /// `histogram`.
  public static let kind = "histogram"
  /// How the mark looks.
  public var style = MarkStyle()
  let samples: [Double]
  let binning: Binning
  let normalization: Normalization

  /// The histogram of some samples.
  ///
  /// Samples outside given edges, and those that are not finite, are not shown; the latter do not
  /// count in the normalization, the former do.
  public init(
    _ samples: some Sequence<Double>, bins: Binning = .automatic,
    normalization: Normalization = .count
  ) {
    self.samples = Array(samples)
    binning = bins
    self.normalization = normalization
  }

  private static let opacity = 0.3

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }

  /// Pools the samples with those of the other histograms of the chart.
  public func survey(_ survey: inout ChartSurvey) throws {
    if case .width(let width) = binning, !(width > 0) {
      throw PlottingError.invalidParameter(mark: Self.kind, name: "width", value: width)
    }
    try survey.register(.numbers(samples), on: .x)
    let missing = samples.count { !$0.isFinite }
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
    if binning == .automatic { survey.pooledSamples += samples }
  }

  /// The bins, from zero up.
  public func extent(in survey: ChartSurvey) -> Extent {
    let (edges, heights) = bins(in: survey)
    return Extent(
      x: AxisExtent(of: edges, padding: 0.02),
      y: AxisExtent(of: heights + [0], padding: 0.06, baselines: [0]))
  }

  /// Edges, and heights of the bins between them; a bin contains its lower edge, the last one both.
  func bins(in survey: ChartSurvey) -> (edges: [Double], heights: [Double]) {
    let edges = binning == .automatic ? survey.sharedEdges : binning.edges(for: samples)
    let counts = histogramCounts(of: samples, edges: edges)
    let total = Double(samples.count { $0.isFinite })
    let heights = counts.enumerated().map { index, count in
      switch normalization {
      case .count: Double(count)
      case .probability: total > 0 ? Double(count) / total : 0
      case .density:
        total > 0 ? Double(count) / total / (edges[index + 1] - edges[index]) : 0
      }
    }
    return (edges, heights)
  }

  /// Edges and heights of the bins.
  public func data(in survey: ChartSurvey) -> MarkData {
    let (edges, heights) = bins(in: survey)
    return MarkData().with("xStart", Array(edges.dropLast())).with("xEnd", Array(edges.dropFirst()))
      .with("y", heights)
  }

  /// A filled shape and its outline.
  public func items(in plot: Plot) -> [DisplayItem] {
    let (edges, heights) = bins(in: plot.survey)
    guard heights.contains(where: { $0 > 0 }) else { return [] }
    let floor = plot.y.scale == .log ? plot.y.domain.lowerBound : 0
    var outline = [plot.point(edges[0], floor)]
    for (index, height) in heights.enumerated() {
      let top = max(height, floor)
      outline.append(plot.point(edges[index], top))
      outline.append(plot.point(edges[index + 1], top))
    }
    outline.append(plot.point(edges[edges.count - 1], floor))
    let fill = Fill(plot.style.paint, opacity: plot.style.opacity ?? Self.opacity)
    let polygon = clip(polygon: outline, to: plot.rect)
    var items: [DisplayItem] = []
    if polygon.count > 2 {
      items.append(.path(Path(polyline: polygon, closed: true), fill: fill, stroke: nil))
    }
    let stroke = plot.stroke(width: plot.theme.lineWidth * 0.7, opacity: 1)
    return items + plot.line([outline], stroke: stroke)
  }
}

/// How many samples lie between neighboring edges; the last bin contains its upper edge too.
func histogramCounts(of samples: [Double], edges: [Double]) -> [Int] {
  var counts = Array(repeating: 0, count: max(0, edges.count - 1))
  guard edges.count > 1, let first = edges.first, let last = edges.last else { return counts }
  for sample in samples where sample >= first && sample <= last {
    var (low, high) = (0, counts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= sample { low = middle } else { high = middle - 1 }
    }
    counts[low] += 1
  }
  return counts
}
