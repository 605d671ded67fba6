/// The bins of a histogram.
public enum Binning: Sendable, Equatable {
  /// NumPy's `auto`: the smaller of the widths by Sturges and by Freedman–Diaconis, the latter not
  /// below half the width by the square-root rule; at most 200 bins.
  case automatic
  /// Bins of width 2 · IQR · n^(−1/3) (Freedman & Diaconis 1981, doi 10.1007/BF01025868).
  case freedmanDiaconis
  /// Bins of width 3.49 · σ · n^(−1/3) (Scott 1979, doi 10.1093/biomet/66.3.605).
  case scott
  /// ⌈log₂ n⌉ + 1 bins (Sturges 1926).
  case sturges
  /// This many bins of equal width.
  case count(Int)
  /// Bins of this width, with edges at multiples of it.
  case width(Double)
  /// Bins with these edges, in increasing order.
  case edges([Double])

  /// The maximum number of bins.
  static let limit = 10_000

  /// The bin edges for samples, in increasing order.
  ///
  /// Non-finite samples are ignored. Without samples the edges are 0 and 1; if all samples are
  /// equal, they are half a unit below and above, as in NumPy. Given edges are deduplicated, and
  /// non-finite ones are ignored. If a given width is a short decimal, the edges are the numbers
  /// nearest to its decimal multiples: 0.3, not 3 · 0.1.
  ///
  /// - Parameters:
  ///   - samples: The samples.
  ///   - scale: The scale on which bins are equally wide. On a logarithmic scale, rules and numbers
  ///     of bins apply to the logarithms of the samples, and samples that are not positive are
  ///     ignored. Given edges and widths are in the unit of the samples on every scale.
  public func edges(for samples: [Double], on scale: Scale = .linear) -> [Double] {
    if !isGiven, !scale.isEven {
      let places = samples.map { abs($0) <= 1e300 ? scale.transform($0) : .nan }
      let inside = zip(samples, places).filter { $0.1.isFinite }.map(\.0)
      guard let low = inside.min(), let high = inside.max(), low < high else {
        return edges(for: inside)
      }
      let edges = edges(for: places).map(scale.invert)
      let rising = [low] + edges.dropFirst().dropLast() + [high]
      return zip(rising, rising.dropFirst()).allSatisfy { $0 < $1 } ? rising : [low, high]
    }
    if case .edges(let edges) = self {
      return edges.filter(\.isFinite).sorted().reduce(into: []) { rising, edge in
        if rising.last != edge { rising.append(edge) }
      }
    }
    let finite = samples.filter { abs($0) <= 1e300 }.sorted()
    guard var low = finite.first, var high = finite.last else { return [0, 1] }
    if low == high { (low, high) = apart(low) }
    if case .width(let width) = self, width > 0, width.isFinite {
      return multiples(of: width, from: low, through: high)
    }
    let count = binCount(sorted: finite, range: high - low)
    let edges = (0...count).map { index in
      index == count ? high : low + (high - low) * (Double(index) / Double(count))
    }
    // Far from zero there may be fewer floating-point numbers than edges.
    return zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 } ? edges : [low, high]
  }

  /// Whether edges or a width are given, in the unit of the samples.
  var isGiven: Bool {
    switch self {
    case .width, .edges: true
    case .automatic, .freedmanDiaconis, .scott, .sturges, .count: false
    }
  }

  /// Half a unit below and above a number, or more if adjacent floating-point numbers are farther
  /// apart.
  private func apart(_ value: Double) -> (Double, Double) {
    let half = max(0.5, 2 * value.ulp)
    return (value - half, value + half)
  }

  /// Multiples of a width around a range, each the number nearest to its decimal value.
  private func multiples(of width: Double, from low: Double, through high: Double) -> [Double] {
    // The width as a ratio of integers, so that each edge is rounded only once.
    let power = (0...15).first { power in
      let numerator = width * DecimalText.powerOfTen(power)
      return numerator < 9e15 && abs(numerator - numerator.rounded()) <= numerator * 1e-14
        && numerator.rounded() > 0
    }
    func edge(_ index: Double) -> Double {
      guard let power else { return index * width }
      let denominator = DecimalText.powerOfTen(power)
      return index * (width * denominator).rounded() / denominator
    }
    var first = (low / width).rounded(.down)
    guard first.isFinite, (high / width).isFinite, abs(first) < 9e15 else { return [low, high] }
    while edge(first) > low { first -= 1 }
    while edge(first + 1) <= low { first += 1 }
    var last = max(first + 1, (high / width).rounded(.down))
    while edge(last) <= high { last += 1 }
    let count = min(Self.limit, Int(min(last - first, Double(Self.limit))))
    return (0...count).map { edge(first + Double($0)) }
  }

  /// Checks widths and edges.
  ///
  /// - Throws: ``PlottingError/invalidParameter(mark:name:value:)`` if a width is not positive or
  ///   gives more than ``limit`` bins, or if edges are not finite or fewer than two.
  func validate(for samples: [Double], of mark: String) throws(PlottingError) {
    switch self {
    case .width(let width):
      let finite = samples.filter { abs($0) <= 1e300 }
      let range = (finite.max() ?? 0) - (finite.min() ?? 0)
      guard width > 0, width.isFinite, range / width < Double(Self.limit) else {
        throw .invalidParameter(mark: mark, name: "width", value: width)
      }
    case .edges(let edges):
      if let edge = edges.first(where: { !$0.isFinite }) {
        throw .invalidParameter(mark: mark, name: "edges", value: edge)
      }
      guard Set(edges).count > 1 else {
        throw .invalidParameter(mark: mark, name: "edges", value: edges.first ?? .nan)
      }
    case .automatic, .freedmanDiaconis, .scott, .sturges, .count: break
    }
  }

  /// The bin edges for samples, and the heights of the bins, whose areas add up to 1.
  public func densities(of samples: [Double]) -> (edges: [Double], heights: [Double]) {
    let edges = edges(for: samples)
    let counts = histogramCounts(of: samples, edges: edges)
    let total = Double(samples.count(where: \.isFinite))
    let heights = counts.enumerated().map { bin, count in
      total > 0 ? count / total / (edges[bin + 1] - edges[bin]) : 0
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
    case .count(let count): return max(1, min(count, Self.limit))
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
    // The variance of huge samples overflows.
    guard width > 0, width.isFinite, (range / width).isFinite else { return 1 }
    return Int(max(1, min(200, (range / width).rounded(.up))))
  }
}

/// The quantile of sorted values by linear interpolation (type 7 of Hyndman & Fan, as in R and
/// NumPy).
func quantile(_ p: Double, ofSorted values: [Double]) -> Double {
  let position = p * Double(values.count - 1)
  let index = Int(position.rounded(.down))
  guard index + 1 < values.count else { return values[values.count - 1] }
  let fraction = position - Double(index)
  return values[index] + fraction * (values[index + 1] - values[index])
}
