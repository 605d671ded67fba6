/// A function sampled where it bends.
///
/// Intervals are halved until their middle lies on the chord to within a five-hundredth of the range
/// of the values, at most ten times. Values that are not finite are gaps.
public struct FunctionMark: Mark {
  /// `function`.
  public static let kind = "function"
  /// How the mark looks.
  public var style = MarkStyle()
  private let x: [Double]
  private let y: [Double]

  /// The graph of a function over a range.
  public init(over range: ClosedRange<Double>, _ function: (Double) throws -> Double) rethrows {
    let count = 64
    var samples = try (0...count).map { index in
      let x =
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count)
      return (x: x, y: try function(x))
    }
    let finite = samples.map(\.y).filter(\.isFinite)
    let tolerance = ((finite.max() ?? 0) - (finite.min() ?? 0)) / 500
    for _ in 0..<10 {
      var refined = [samples[0]]
      var isSmooth = true
      for (left, right) in zip(samples, samples.dropFirst()) {
        let x = (left.x + right.x) / 2
        let y = try function(x)
        let isKnown = left.y.isFinite && right.y.isFinite && y.isFinite
        if isKnown, abs(y - (left.y + right.y) / 2) > tolerance, x > left.x, x < right.x {
          refined.append((x, y))
          isSmooth = false
        }
        refined.append(right)
      }
      samples = refined
      if isSmooth || samples.count > 20_000 { break }
    }
    x = samples.map(\.x)
    y = samples.map(\.y)
  }

  /// The value of the curve at each x.
  public var reading: Reading.Manner? { .curve }

  /// A short line.
  public var swatch: Swatch { .line }

  /// Registers the samples.
  public func survey(_ survey: inout ChartSurvey) throws {
    try survey.register(x: .numbers(x), y: .numbers(y), of: Self.kind)
  }

  /// The reach of the samples.
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
