/// Where the bins of a histogram end.
public enum Binning: Sendable, Equatable {
  /// NumPy's `auto`: the smaller of Sturges' width and Freedman–Diaconis' (the latter not below half
  /// the square-root rule's); at most 200 bins.
  case automatic
  /// Bins of width 2 · IQR · n^(−1/3) (Freedman & Diaconis 1981, doi 10.1007/BF01025868).
  case freedmanDiaconis
  /// Bins of width 3.49 · σ · n^(−1/3) (Scott 1979, doi 10.1093/biomet/66.3.605).
  case scott
  /// ⌈log₂ n⌉ + 1 bins (Sturges 1926).
  case sturges
  /// This many bins of equal width.
  case count(Int)
  /// Bins of this width, with edges at its multiples.
  case width(Double)
  /// These edges, rising.
  case edges([Double])

  /// The edges for some samples.
  ///
  /// Samples that are not finite do not count. Without any the edges are 0 and 1; where all samples
  /// are equal, half a unit on either side of them, as in NumPy.
  public func edges(for samples: [Double]) -> [Double] {
    let finite = samples.filter(\.isFinite).sorted()
    guard var low = finite.first, var high = finite.last else { return [0, 1] }
    if case .edges(let edges) = self { return edges.sorted() }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    if case .width(let width) = self, width > 0 {
      let first = (low / width).rounded(.down)
      let count = min(10_000, max(1, Int((high / width).rounded(.down) - first) + 1))
      return (0...count).map { (first + Double($0)) * width }
    }
    let count = binCount(sorted: finite, range: high - low)
    return (0...count).map { index in
      index == count ? high : low + (high - low) * (Double(index) / Double(count))
    }
  }

  /// The edges for some samples, and the heights of the bins whose areas add up to 1.
  public func densities(of samples: [Double]) -> (edges: [Double], heights: [Double]) {
    let edges = edges(for: samples)
    let counts = histogramCounts(of: samples, edges: edges)
    let total = Double(samples.count(where: \.isFinite))
    let heights = counts.enumerated().map { bin, count in
      total > 0 ? Double(count) / total / (edges[bin + 1] - edges[bin]) : 0
    }
    return (edges, heights)
  }

  private func binCount(sorted: [Double], range: Double) -> Int {
    let n = Double(sorted.count)
    let sturges = range / (log(n) / log(2) + 1)
    let freedmanDiaconis =
      2 * (quantile(0.75, ofSorted: sorted) - quantile(0.25, ofSorted: sorted)) / cbrt(n)
    let width: Double
    switch self {
    case .count(let count): return max(1, min(count, 10_000))
    case .sturges: width = sturges
    case .freedmanDiaconis: width = freedmanDiaconis
    case .scott:
      let mean = sorted.reduce(0, +) / n
      let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
      width = cbrt(24 * Double.pi.squareRoot() / n) * variance.squareRoot()
    case .automatic, .width, .edges:
      let squareRoot = range / n.squareRoot()
      let isWhole = sorted.allSatisfy { $0 == $0.rounded() }
      let automatic = min(max(freedmanDiaconis, squareRoot / 2), sturges)
      width = isWhole ? max(automatic, 1) : automatic
    }
    guard width > 0 else { return 1 }
    return max(1, min(200, Int((range / width).rounded(.up))))
  }
}

/// The quantile of sorted values by linear interpolation (Hyndman & Fan's type 7, as in R and NumPy).
func quantile(_ p: Double, ofSorted values: [Double]) -> Double {
  let position = p * Double(values.count - 1)
  let index = Int(position.rounded(.down))
  guard index + 1 < values.count else { return values[values.count - 1] }
  let fraction = position - Double(index)
  return values[index] + fraction * (values[index + 1] - values[index])
}
