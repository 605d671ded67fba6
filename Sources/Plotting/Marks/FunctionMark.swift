/// The graph of a function, sampled adaptively.
///
/// The function is evaluated at 4097 points, which resolves peaks as narrow as a thousandth of the
/// range, and at further points where it is steep. Points that are collinear with others, within a
/// five-thousandth of the picture, are omitted. Non-finite values are gaps.
public struct FunctionMark: Mark {
  /// The kind `function`.
  public static let kind = "function"
  /// How the mark looks.
  public var style = MarkStyle()
  private let x: [Double]
  private let y: [Double]
  /// An end of a range that is too long to sample; nil otherwise.
  private let invalidEnd: Double?

  /// Samples a function over a range.
  public init(over range: ClosedRange<Double>, _ function: (Double) throws -> Double) rethrows {
    // An infinite range cannot be sampled.
    guard (range.upperBound - range.lowerBound).isFinite else {
      (x, y, invalidEnd) = ([], [], range.upperBound.isFinite ? range.lowerBound : range.upperBound)
      return
    }
    invalidEnd = nil
    let count = 4096
    var samples = try (0...count).map { index in
      let x =
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count)
      return (x: x, y: try function(x))
    }
    let finite = samples.map(\.y).filter(\.isFinite)
    let height = (finite.max() ?? 0) - (finite.min() ?? 0)
    for _ in 0..<8 {
      var refined = [samples[0]]
      var isSmooth = true
      for (left, right) in zip(samples, samples.dropFirst()) {
        let isKnown = left.y.isFinite && right.y.isFinite
        if isKnown, abs(right.y - left.y) > height / 100, (left.x + right.x) / 2 > left.x,
          (left.x + right.x) / 2 < right.x
        {
          let x = (left.x + right.x) / 2
          let y = try function(x)
          if y.isFinite, abs(y - (left.y + right.y) / 2) > height / 500 {
            refined.append((x, y))
            isSmooth = false
          }
        }
        refined.append(right)
      }
      samples = refined
      if isSmooth || samples.count > 40_000 { break }
    }
    samples = Self.corners(of: samples, range, height: height)
    x = samples.map(\.x)
    y = samples.map(\.y)
  }

  /// The value of the curve at each x.
  public var reading: Reading.Manner? { .curve }

  /// The samples without those that are collinear with others.
  private static func corners(
    of samples: [(x: Double, y: Double)], _ range: ClosedRange<Double>, height: Double
  ) -> [(x: Double, y: Double)] {
    let width = range.upperBound - range.lowerBound
    guard width > 0, height > 0, height.isFinite else { return samples }
    var result: [(x: Double, y: Double)] = []
    for run in samples.split(omittingEmptySubsequences: false, whereSeparator: { !$0.y.isFinite }) {
      // A gap is one non-finite value.
      if !result.isEmpty || run.isEmpty, let gap = samples.first(where: { !$0.y.isFinite }) {
        result.append((x: run.first?.x ?? gap.x, y: .nan))
      }
      let places = run.map {
        Point(x: ($0.x - range.lowerBound) / width * 1000, y: $0.y / height * 1000)
      }
      var rest = simplified(places, tolerance: 0.2)[...]
      for (sample, place) in zip(run, places) where rest.first == place {
        result.append(sample)
        rest.removeFirst()
      }
    }
    return result
  }

  /// A short line.
  public var swatch: Swatch { .line }

  /// Registers the samples.
  ///
  /// - Throws: ``PlottingError/invalidParameter(mark:name:value:)`` if the range is infinite.
  public func survey(_ survey: inout ChartSurvey) throws {
    if let invalidEnd {
      throw PlottingError.invalidParameter(mark: Self.kind, name: "range", value: invalidEnd)
    }
    try survey.register(x: .numbers(x), y: .numbers(y), of: Self.kind)
  }

  /// The extent of the samples.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(x: AxisExtent(of: x, padding: 0), y: AxisExtent(of: y, padding: 0.05))
  }

  /// The samples.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", x).with("y", y)
  }

  /// The line.
  public func items(in plot: Plot) -> [DisplayItem] {
    plot.line(plot.runs(x, y))
  }
}
