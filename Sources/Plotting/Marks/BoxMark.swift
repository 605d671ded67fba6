/// Box plots (Tukey 1977): median, quartiles, whiskers to the last sample within 1.5 interquartile
/// ranges of the box, and the samples beyond the whiskers.
public struct BoxMark: Mark {
  /// The kind `box`.
  public static let kind = "box"
  /// How the mark looks.
  public var style = MarkStyle()
  let names: [String]
  let samples: [[Double]]

  /// Creates one box per name.
  public init(x names: [String], samples: [[Double]]) {
    self.names = names
    self.samples = samples.map { $0.filter(\.isFinite).sorted() }
  }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: 0.25) }

  /// Registers the names.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard names.count == samples.count else {
      throw PlottingError.unequalColumns(mark: Self.kind, lengths: [names.count, samples.count])
    }
    try survey.register(.categories(names), on: .x)
  }

  /// The extent of all samples.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: survey.values(of: .categories(names), on: .x), padding: 0),
      y: AxisExtent(of: samples.joined(), padding: 0.05))
  }

  /// All samples.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData()
      .with("x", .categories(zip(names, samples).flatMap { name, s in s.map { _ in name } }))
      .with("y", Array(samples.joined()))
  }

  /// The box, whiskers and outliers for each name.
  public func items(in plot: Plot) -> [DisplayItem] {
    let places = plot.survey.values(of: .categories(names), on: .x)
    var (boxes, lines, medians) = ([DisplayItem](), [[Point]](), [[Point]]())
    var outliers: [Point] = []
    for (place, samples) in zip(places, samples) where !samples.isEmpty {
      let quartiles = [0.25, 0.5, 0.75].map { quantile($0, ofSorted: samples) }
      let fence = 1.5 * (quartiles[2] - quartiles[0])
      let inside = samples.filter { $0 >= quartiles[0] - fence && $0 <= quartiles[2] + fence }
      // An interpolated quartile may lie beyond the last sample inside the fence.
      let low = min(inside.first ?? quartiles[0], quartiles[0])
      let high = max(inside.last ?? quartiles[2], quartiles[2])
      // Values that a logarithmic axis cannot show are drawn at its lower end.
      func point(_ x: Double, _ value: Double) -> Point {
        Point(x: plot.x.position(x), y: plot.y.floorPosition(value))
      }
      let corners = [
        point(place - 0.28, quartiles[0]), point(place + 0.28, quartiles[0]),
        point(place + 0.28, quartiles[2]), point(place - 0.28, quartiles[2]),
      ]
      let polygon = clip(polygon: corners, to: plot.rect)
      if polygon.count > 2, plot.y.scale != .log || quartiles[2] > 0 {
        let fill = Fill(plot.style.paint, opacity: plot.style.opacity ?? 0.25)
        boxes.append(
          .path(
            Path(polyline: polygon, closed: true), fill: fill,
            stroke: plot.stroke(width: plot.theme.lineWidth * 0.7, opacity: 1)))
      }
      medians.append([
        plot.point(place - 0.28, quartiles[1]), plot.point(place + 0.28, quartiles[1]),
      ])
      for (end, quartile) in [(low, quartiles[0]), (high, quartiles[2])] {
        lines.append([point(place, quartile), point(place, end)])
        lines.append([plot.point(place - 0.12, end), plot.point(place + 0.12, end)])
      }
      outliers += samples.filter { $0 < low || $0 > high }.map { plot.point(place, $0) }
    }
    let width = plot.theme.lineWidth * 0.7
    return boxes
      + plot.line(lines, stroke: plot.stroke(width: width, opacity: 1))
      + plot.line(medians, stroke: plot.stroke(width: plot.theme.lineWidth * 1.3, opacity: 1))
      + plot.markers(outliers, symbol: plot.style.symbol ?? .ring)
  }
}
