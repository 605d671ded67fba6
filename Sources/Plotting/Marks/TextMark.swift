/// Text at a position in the plot, with math between dollar signs; kept inside the plot.
public struct TextMark: Mark {
  /// The position of the text relative to its point.
  public enum Anchor: Sendable, Equatable, CaseIterable {
    /// Centered on the point.
    case center
    /// Above the point.
    case top
    /// Below the point.
    case bottom
    /// To the left of the point.
    case leading
    /// To the right of the point.
    case trailing
    /// Above and to the left.
    case topLeading
    /// Above and to the right.
    case topTrailing
    /// Below and to the left.
    case bottomLeading
    /// Below and to the right.
    case bottomTrailing
  }

  /// The kind `text`.
  public static let kind = "text"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: Double
  let y: Double
  let text: String
  let anchor: Anchor

  /// Creates text at (x, y).
  public init(_ text: String, x: Double, y: Double, anchor: Anchor = .center) {
    self.text = text
    self.x = x
    self.y = y
    self.anchor = anchor
  }

  /// A symbol, because text would not identify the mark in a legend.
  public var swatch: Swatch { .symbol }
  /// An annotation, not data.
  public var role: MarkRole { .annotation }

  /// Nothing to share.
  public func survey(_ survey: inout ChartSurvey) throws {
    if !x.isFinite || !y.isFinite {
      survey.notices.append(.missingValues(mark: Self.kind, count: 1))
    }
  }

  /// The extent of the point.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(x: AxisExtent(of: [x], padding: 0), y: AxisExtent(of: [y], padding: 0))
  }

  /// The point and the text.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", [x]).with("y", [y]).with("text", .categories([text]))
  }

  /// The text, moved as little as necessary to be inside the plot.
  public func items(in plot: Plot) throws -> [DisplayItem] {
    let place = plot.point(x, y)
    guard x.isFinite, y.isFinite, plot.rect.contains(place, tolerance: 0.01) else { return [] }
    return [try plot.text(text, at: place, anchor: anchor)]
  }
}

/// Text beside a position, kept inside a rectangle.
func anchored(
  _ box: TextBox, _ anchor: TextMark.Anchor, at place: Point, in rect: Rect, paint: Paint
) -> TextRun {
  let gap = 3.5
  let (dx, dy): (Double, Double) =
    switch anchor {
    case .center: (0, 0)
    case .top: (0, -1)
    case .bottom: (0, 1)
    case .leading: (-1, 0)
    case .trailing: (1, 0)
    case .topLeading: (-1, -1)
    case .topTrailing: (1, -1)
    case .bottomLeading: (-1, 1)
    case .bottomTrailing: (1, 1)
    }
  var run = TextRun(
    box, at: Point(x: place.x + dx * gap, y: place.y + dy * gap), horizontal: (1 - dx) / 2,
    vertical: (1 - dy) / 2, paint: paint)
  let frame = rect.insetBy(2)
  let bounds = run.bounds
  run.origin.x += max(0, frame.minX - bounds.minX) - max(0, bounds.maxX - frame.maxX)
  run.origin.y += max(0, frame.minY - bounds.minY) - max(0, bounds.maxY - frame.maxY)
  return run
}
