/// A histogram drawn as one stepped outline.
///
/// Histograms of one chart with automatic bins share edges, chosen from all their samples, so that
/// overlaid histograms can be compared.
public struct HistogramMark: Mark {
  /// The meaning of the height of a bin.
  public enum Normalization: Sendable, Equatable {
    /// The number of samples.
    case count
    /// The fraction of samples.
    case probability
    /// The fraction of samples divided by the width of the bin, so that the area is 1.
    ///
    /// On a logarithmic axis the width is in decades, unless edges or a width are given.
    case density
  }

  /// The kind `histogram`.
  public static let kind = "histogram"
  /// How the mark looks.
  public var style = MarkStyle()
  let samples: [Double]
  let binning: Binning
  let normalization: Normalization
  private let weights: [Double]?

  /// Creates a histogram of samples.
  ///
  /// Samples outside given edges and non-finite samples are not shown; the former count in the
  /// normalization, the latter do not.
  ///
  /// On a logarithmic axis, bins are equally wide on the axis: they are chosen from the logarithms
  /// of the samples, and samples that are not positive are ignored.
  ///
  /// - Parameters:
  ///   - samples: The samples.
  ///   - weights: The weight of each sample, not negative; nil for 1. Bins are chosen without the
  ///     weights.
  ///   - bins: The bins.
  ///   - normalization: The meaning of the height of a bin.
  public init(
    _ samples: some Sequence<Double>, weights: [Double]? = nil, bins: Binning = .automatic,
    normalization: Normalization = .count
  ) {
    self.samples = Array(samples)
    self.weights = weights
    binning = bins
    self.normalization = normalization
  }

  private static let opacity = 0.3

  /// A filled box.
  public var swatch: Swatch { .box(opacity: style.opacity ?? Self.opacity) }

  /// Pools the samples with those of the chart's other histograms.
  public func survey(_ survey: inout ChartSurvey) throws {
    try binning.validate(for: samples, of: Self.kind)
    if let weights {
      guard weights.count == samples.count else {
        throw PlottingError.unequalColumns(
          mark: Self.kind, lengths: [samples.count, weights.count])
      }
      for weight in weights where !(weight >= 0 && weight.isFinite) {
        throw PlottingError.invalidParameter(mark: Self.kind, name: "weight", value: weight)
      }
    }
    try survey.register(.numbers(samples), on: .x)
    let missing = samples.count { !$0.isFinite }
    if missing > 0 { survey.notices.append(.missingValues(mark: Self.kind, count: missing)) }
    if binning == .automatic { survey.pooledSamples += samples }
  }

  /// The extent of the bins, starting at zero.
  public func extent(in survey: ChartSurvey) -> Extent {
    let (edges, heights) = bins(in: survey)
    var x = AxisExtent(of: edges, padding: 0.02)
    if survey.scales.x == .log {
      // A given bin that contains zero starts at the end of the axis and keeps all its samples.
      let floor = edges.last { $0 <= 0 } ?? (binning.isGiven ? -.infinity : 0)
      x.nonPositiveCount = samples.count { $0 < floor || (!binning.isGiven && $0 <= 0) }
    }
    return Extent(
      x: x,
      y: AxisExtent(of: heights + [0], padding: 0.06, baselines: [0]))
  }

  /// The edges and the heights of the bins; bins include their lower edge, the last one both edges.
  func bins(in survey: ChartSurvey) -> (edges: [Double], heights: [Double]) {
    let scale = binning.isGiven ? .linear : survey.scales.x
    let edges =
      binning == .automatic ? survey.sharedEdges : binning.edges(for: samples, on: scale)
    let counts = histogramCounts(of: samples, weights: weights, edges: edges)
    let total = zip(samples, weights ?? samples.map { _ in 1 })
      .reduce(0) { scale.transform($1.0).isFinite ? $0 + $1.1 : $0 }
    let heights = counts.enumerated().map { index, count in
      switch normalization {
      case .count: count
      case .probability: total > 0 ? count / total : 0
      case .density:
        total > 0
          ? count / total / (scale.transform(edges[index + 1]) - scale.transform(edges[index])) : 0
      }
    }
    return (edges, heights)
  }

  /// The edges and the heights of the bins.
  public func data(in survey: ChartSurvey) -> MarkData {
    let (edges, heights) = bins(in: survey)
    return MarkData().with("xStart", Array(edges.dropLast())).with("xEnd", Array(edges.dropFirst()))
      .with("y", heights)
  }

  /// A filled shape and its outline.
  public func items(in plot: Plot) -> [DisplayItem] {
    let (edges, heights) = bins(in: plot.survey)
    guard heights.contains(where: { $0 > 0 }) else { return [] }
    // Bins that extend below a logarithmic axis start at its lower end.
    let floor = plot.y.floorPosition(0)
    var outline = [Point(x: plot.x.floorPosition(edges[0]), y: floor)]
    for (index, height) in heights.enumerated() {
      let (left, right) = (
        plot.x.floorPosition(edges[index]), plot.x.floorPosition(edges[index + 1])
      )
      // Skip bins that are entirely outside the scale.
      guard left != right else { continue }
      outline.append(Point(x: left, y: plot.y.floorPosition(height)))
      outline.append(Point(x: right, y: plot.y.floorPosition(height)))
    }
    outline.append(Point(x: plot.x.floorPosition(edges[edges.count - 1]), y: floor))
    let items = plot.polygon(outline, opacity: plot.style.opacity ?? Self.opacity)
    let stroke = plot.stroke(width: plot.theme.lineWidth * 0.7, opacity: 1)
    return items + plot.line([outline], stroke: stroke)
  }
}

/// The number of samples between adjacent edges; the last bin includes its upper edge.
///
/// - Parameter weights: The weight of each sample; nil for 1.
func histogramCounts(of samples: [Double], weights: [Double]? = nil, edges: [Double]) -> [Double] {
  var counts = Array(repeating: 0.0, count: max(0, edges.count - 1))
  guard edges.count > 1, let first = edges.first, let last = edges.last else { return counts }
  for (index, sample) in samples.enumerated() where sample >= first && sample <= last {
    var (low, high) = (0, counts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= sample { low = middle } else { high = middle - 1 }
    }
    counts[low] += weights?[index] ?? 1
  }
  return counts
}
