extension HeatMapMark {
  /// Creates a two-dimensional histogram: the number of pairs in each cell; empty cells have no
  /// color.
  ///
  /// - Parameters:
  ///   - x: The first values.
  ///   - y: The second values; pairs beyond the end of the shorter column and non-finite pairs are
  ///     ignored.
  ///   - xBins: The bins along x; their edges must be evenly spaced.
  ///   - yBins: The bins along y; their edges must be evenly spaced.
  ///   - normalization: The meaning of a cell's number; the volume of a density is 1.
  public init(
    countingX x: some Sequence<Double>, y: some Sequence<Double>, xBins: Binning = .automatic,
    yBins: Binning = .automatic, normalization: HistogramMark.Normalization = .count
  ) {
    let pairs = zip(x, y).filter { $0.isFinite && $1.isFinite }
    let xEdges = xBins.edges(for: pairs.map(\.0))
    let yEdges = yBins.edges(for: pairs.map(\.1))
    let (width, height) = (max(0, xEdges.count - 1), max(0, yEdges.count - 1))
    var counts = Array(repeating: 0.0, count: width * height)
    for (x, y) in pairs {
      if let i = bin(of: x, edges: xEdges), let j = bin(of: y, edges: yEdges) {
        counts[j * width + i] += 1
      }
    }
    let total = Double(pairs.count)
    func middles(_ edges: [Double]) -> [Double] {
      zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
    }
    let values = counts.enumerated().map { index, count -> Double in
      guard count > 0 else { return .nan }
      let (i, j) = (index % width, index / width)
      let area = (xEdges[i + 1] - xEdges[i]) * (yEdges[j + 1] - yEdges[j])
      return switch normalization {
      case .count: count
      case .probability: count / total
      case .density: count / total / area
      }
    }
    self.init(ScalarField(x: middles(xEdges), y: middles(yEdges), values: values))
    emptyCellsAreKnown = true
  }
}

/// The bin of a value; bins include their lower edge, the last one both edges.
private func bin(of value: Double, edges: [Double]) -> Int? {
  guard let first = edges.first, let last = edges.last, edges.count > 1, value >= first,
    value <= last
  else { return nil }
  var (low, high) = (0, edges.count - 2)
  while low < high {
    let middle = (low + high + 1) / 2
    if edges[middle] <= value { low = middle } else { high = middle - 1 }
  }
  return low
}
