/// Words at a place of the plot, with mathematics between dollar signs; kept inside the plot.
public struct TextMark: Mark {
  /// Which side of the place the words are on.
  public enum Anchor: Sendable, Equatable, CaseIterable {
    /// Centered on the place.
    case center
    /// Above it.
    case top
    /// Below it.
    case bottom
    /// To its left.
    case leading
    /// To its right.
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

  /// `text`.
  public static let kind = "text"
  /// How the mark looks.
  public var style = MarkStyle()
  let x: Double
  let y: Double
  let text: String
  let anchor: Anchor

  /// Words at (x, y).
  public init(_ text: String, x: Double, y: Double, anchor: Anchor = .center) {
    self.text = text
    self.x = x
    self.y = y
    self.anchor = anchor
  }

  /// Words in a legend make no sense; a symbol stands in.
  public var swatch: Swatch { .symbol }
  /// An annotation, not data.
  public var role: MarkRole { .annotation }

  /// Nothing to share.
  public func survey(_ survey: inout ChartSurvey) throws {
    if !x.isFinite || !y.isFinite {
      survey.notices.append(.missingValues(mark: Self.kind, count: 1))
    }
  }

  /// The place.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(x: AxisExtent(of: [x], padding: 0), y: AxisExtent(of: [y], padding: 0))
  }

  /// The place and the words.
  public func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", [x]).with("y", [y]).with("text", .categories([text]))
  }

  /// The words, moved as little as needed to lie inside the plot.
  public func items(in plot: Plot) throws -> [DisplayItem] {
    let place = plot.point(x, y)
    guard x.isFinite, y.isFinite, plot.rect.contains(place, tolerance: 0.01) else { return [] }
    return [try plot.text(text, at: place, anchor: anchor)]
  }
}

/// A text beside a place, kept inside a rectangle.
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
