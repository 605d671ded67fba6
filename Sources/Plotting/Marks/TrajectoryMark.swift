/// A path through the plane in order of time, with arrowheads and a ring at its start.
public struct TrajectoryMark: Mark {
  /// The steps that have an arrowhead.
  public enum Arrows: Sendable, Equatable {
    /// None.
    case none
    /// The last step.
    case last
    /// Every step that is long enough.
    case each
  }

  /// The kind `trajectory`.
  public static let kind = "trajectory"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: [Double]
  let y: [Double]
  let arrows: Arrows

  /// Creates a path through (x₀, y₀), (x₁, y₁), ….
  public init(x: some Sequence<Double>, y: some Sequence<Double>, arrows: Arrows = .last) {
    self.x = Array(x)
    self.y = Array(y)
    self.arrows = arrows
  }

  /// The nearest point.
  public var reading: Reading.Manner? { .points }

  /// A short line.
  public var swatch: Swatch { .line }

  /// Registers both columns.
  public func survey(_ survey: inout ChartSurvey) throws {
    try survey.register(x: .numbers(x), y: .numbers(y), of: Self.kind)
  }

  /// The extent of the path.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(x: AxisExtent(of: x, padding: 0.05), y: AxisExtent(of: y, padding: 0.05))
  }

  /// The points of the path.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", x).with("y", y)
  }

  /// The path, its start and its arrowheads.
  public func items(in plot: Plot) -> [DisplayItem] {
    let runs = plot.runs(x, y)
    let width = plot.style.lineWidth ?? plot.theme.lineWidth * 0.75
    var items = plot.line(runs, stroke: plot.stroke(width: width))
    let length = 4.2 * width + 1.5 * plot.theme.strokeScale
    var heads = Path()
    for run in runs {
      // The direction of a head is that in which the path arrived, over a visible distance.
      func add(at index: Int) {
        guard plot.rect.contains(run[index]) else { return }
        let tail = run[..<index].last { (run[index] - $0).length > 0.3 * length }
        guard let tail, let head = arrowhead(at: run[index], from: tail, length: length) else {
          return
        }
        heads.elements += head.elements
      }
      switch arrows {
      case .none: break
      case .last: add(at: run.count - 1)
      case .each:
        for index in run.indices.dropFirst()
        where (run[index] - run[index - 1]).length > 1.6 * length {
          add(at: index)
        }
        add(at: run.count - 1)
      }
    }
    if !heads.elements.isEmpty {
      let fill = Fill(plot.style.paint, opacity: plot.style.opacity ?? 1)
      items.append(.path(heads, fill: fill, stroke: nil))
    }
    let starts = runs.compactMap(\.first)
    return items + plot.markers(starts, symbol: plot.style.symbol ?? .ring)
  }
}
