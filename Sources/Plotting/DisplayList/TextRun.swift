/// A line of typeset text placed on the page.
public struct TextRun: Sendable, Equatable {
  /// The glyphs and rules, relative to the start of the baseline.
  public var box: TextBox
  /// Where the baseline starts.
  public var origin: Point
  /// Whether the text runs upwards, rotated by 90° about its origin.
  public var isVertical: Bool
  /// The color.
  public var paint: Paint

  /// The rectangle that the text covers on the page, from its advance width, ascent and descent.
  public var bounds: Rect {
    isVertical
      ? Rect(
        x: origin.x - box.ascent, y: origin.y - box.width, width: box.ascent + box.descent,
        height: box.width)
      : Rect(
        x: origin.x, y: origin.y - box.ascent, width: box.width, height: box.ascent + box.descent)
  }

  /// Creates a text run with the anchor of its box at a point.
  ///
  /// A `horizontal` of 0 puts the left edge of the box at the point, ½ the center, 1 the right
  /// edge; `vertical` works likewise from the top edge to the bottom edge.
  init(
    _ box: TextBox, at point: Point, horizontal: Double, vertical: Double, paint: Paint = .ink
  ) {
    self.box = box
    origin = Point(
      x: point.x - horizontal * box.width,
      y: point.y + box.ascent - vertical * (box.ascent + box.descent))
    isVertical = false
    self.paint = paint
  }

  /// Creates the label of a tick beside a vertical axis, centered on its digits rather than on its
  /// box; a label of several lines is centered as a whole.
  init(_ box: TextBox, beside point: Point, horizontal: Double, theme: Theme) {
    self.init(box, at: point, horizontal: horizontal, vertical: 0.5)
    if box.height < 2 * theme.labelSize { origin.y = point.y + 0.36 * theme.labelSize }
  }

  /// Creates a text run that runs upwards, with its box centered on the point.
  init(vertical box: TextBox, centeredAt point: Point, paint: Paint = .ink) {
    self.box = box
    origin = Point(
      x: point.x + (box.ascent - box.descent) / 2, y: point.y + box.width / 2)
    isVertical = true
    self.paint = paint
  }
}
