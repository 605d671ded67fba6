/// The rule for the bandwidth of a kernel density estimate.
public enum Bandwidth: Sendable, Equatable {
  /// The solve-the-equation rule of Sheather & Jones (1991,
  /// doi 10.1111/j.2517-6161.1991.tb01857.x), which keeps the modes of mixtures apart;
  /// Silverman's rule if the equation has no solution.
  case sheatherJones
  /// 0.9 · min(σ, IQR / 1.34) · n^(−1/5) (Silverman 1986); too wide for multimodal data.
  case silverman
  /// 1.06 · σ · n^(−1/5) (Scott 1992).
  case scott
  /// This standard deviation of the kernel, in data units, or in decades on a logarithmic axis.
  case value(Double)
}

/// A Gaussian kernel density estimate: f(x) = (1/n) Σᵢ N(x | xᵢ, h²).
public struct KernelDensity: Sendable, Equatable {
  /// Equally spaced points on the scale, from three bandwidths below the smallest sample to three
  /// above the largest.
  public let x: [Double]
  /// The densities at these points, per unit of the scale.
  public let density: [Double]
  /// h, in units of the scale: data units if it is linear, decades if it is logarithmic.
  public let bandwidth: Double
  /// Whether the requested rule had no solution, so that Silverman's was used.
  public let usesFallback: Bool

  /// Estimates the density of samples; non-finite samples are ignored.
  ///
  /// Samples are binned linearly on the grid (Wand 1994), with an error of the order of the squared
  /// step. Without samples, both lists are empty.
  ///
  /// - Parameters:
  ///   - samples: The samples.
  ///   - rule: The rule for the bandwidth.
  ///   - count: The number of points, 16 to 2²⁰.
  ///   - scale: The scale on which the kernel is Gaussian. On a logarithmic scale, the estimate is
  ///     that of the base-10 logarithms, and samples that are not positive are ignored.
  public init(
    _ samples: [Double], bandwidth rule: Bandwidth = .sheatherJones, count: Int = 512,
    on scale: Scale = .linear
  ) {
    let sorted = samples.filter { abs($0) <= 1e300 }.map(scale.transform)
      .filter(\.isFinite).sorted()
    guard let low = sorted.first, let high = sorted.last else {
      (x, density, bandwidth, usesFallback) = ([], [], .nan, false)
      return
    }
    var found: Double? =
      switch rule {
      case .sheatherJones: sheatherJonesBandwidth(sorted)
      case .silverman: silvermanBandwidth(sorted)
      case .scott: 1.06 * standardDeviation(sorted) / pow(Double(sorted.count), 0.2)
      case .value(let value): value
      }
    // A kernel much narrower than the spacing of floating-point numbers here would be a spike.
    let least = max(abs(low), abs(high)).ulp * 16
    if let h = found, !(h > least && h < 1e300) { found = nil }
    let h = max(found ?? silvermanBandwidth(sorted), least)
    bandwidth = h
    usesFallback = found == nil
    let count = min(max(16, count), 1 << 20)
    let (start, end) = (low - 3 * h, high + 3 * h)
    let step = (end - start) / Double(count - 1)
    var weights = Array(repeating: 0.0, count: count)
    for sample in sorted {
      let position = (sample - start) / step
      let index = Int(min(max(position, 0), Double(count - 2)))
      let fraction = position - Double(index)
      weights[index] += 1 - fraction
      weights[index + 1] += fraction
    }
    let reach = Int(min(Double(count - 1), (5 * h / step).rounded(.up)))
    let factor = 1 / (h * (2 * Double.pi).squareRoot() * Double(sorted.count))
    let kernel = (0...reach).map { index in
      let z = Double(index) * step / h
      return factor * exp(-z * z / 2)
    }
    x = (0..<count).map { scale.invert(start + Double($0) * step) }
    density = (0..<count).map { i in
      var sum = 0.0
      for j in max(0, i - reach)...min(count - 1, i + reach) {
        sum += weights[j] * kernel[abs(i - j)]
      }
      return sum
    }
  }
}

func standardDeviation(_ values: [Double]) -> Double {
  guard values.count > 1 else { return 0 }
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(values.count - 1)).squareRoot()
}

/// R's `bw.nrd0`, with its fallbacks for samples without spread.
private func silvermanBandwidth(_ sorted: [Double]) -> Double {
  let deviation = standardDeviation(sorted)
  let range = quantile(0.75, ofSorted: sorted) - quantile(0.25, ofSorted: sorted)
  var spread = min(deviation, range / 1.34)
  // The mean of equal numbers may be inexact, which is not a spread.
  let isConstant = sorted[0] == sorted[sorted.count - 1]
  if isConstant || !(spread > 0 && spread.isFinite) {
    spread = deviation > 0 && deviation.isFinite && !isConstant ? deviation : abs(sorted[0])
    if !(spread > 0) { spread = 1 }
  }
  return 0.9 * spread / pow(Double(sorted.count), 0.2)
}

/// R's `bw.SJ(method = "ste")` on a thousand bins, with the equation solved by bisection; nil if
/// there is no solution within 0.1 to 1 times the oversmoothed bandwidth, widened twice.
private func sheatherJonesBandwidth(_ sorted: [Double]) -> Double? {
  let n = Double(sorted.count)
  guard sorted.count > 3, sorted[0] < sorted[sorted.count - 1] else { return nil }
  let range = quantile(0.75, ofSorted: sorted) - quantile(0.25, ofSorted: sorted)
  let scale = min(standardDeviation(sorted), range / 1.349)
  guard scale > 0 else { return nil }
  let bins = 1000
  let width = (sorted[sorted.count - 1] - sorted[0]) * 1.01 / Double(bins)
  var counts = Array(repeating: 0.0, count: bins + 1)
  for sample in sorted { counts[min(bins, Int((sample - sorted[0]) / width))] += 1 }
  // The number of pairs at each distance in bins.
  let pairs = (0...bins).map { lag -> Double in
    if lag == 0 { return counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    return zip(counts, counts[lag...]).reduce(0) { $0 + $1.0 * $1.1 }
  }
  func functional(_ h: Double, _ power: Double, _ atZero: Double, _ term: (Double) -> Double)
    -> Double
  {
    var sum = 0.0
    for (lag, count) in pairs.enumerated() where count > 0 {
      let delta = (Double(lag) * width / h) * (Double(lag) * width / h)
      if delta >= 1000 { break }
      sum += exp(-delta / 2) * term(delta) * count
    }
    return (2 * sum + n * atZero) / (n * (n - 1) * pow(h, power) * (2 * Double.pi).squareRoot())
  }
  func fourth(_ h: Double) -> Double { functional(h, 5, 3) { $0 * $0 - 6 * $0 + 3 } }
  func sixth(_ h: Double) -> Double {
    functional(h, 7, -15) { $0 * $0 * $0 - 15 * $0 * $0 + 45 * $0 - 15 }
  }
  let roughness = -sixth(1.23 * scale / pow(n, 1.0 / 9))
  guard roughness > 0 else { return nil }
  let ratio = fourth(1.24 * scale / pow(n, 1.0 / 7)) / roughness
  guard ratio > 0 else { return nil }
  let alpha = 1.357 * pow(ratio, 1.0 / 7)
  let constant = 1 / (2 * Double.pi.squareRoot() * n)
  func excess(_ h: Double) -> Double {
    pow(constant / fourth(alpha * pow(h, 5.0 / 7)), 0.2) - h
  }
  var high = 1.144 * scale / pow(n, 0.2)
  var low = 0.1 * high
  for _ in 0..<2 where !(excess(low) > 0 && excess(high) < 0) {
    (low, high) = (low / 2, high * 1.2)
  }
  guard excess(low) > 0, excess(high) < 0 else { return nil }
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if excess(middle) > 0 { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
