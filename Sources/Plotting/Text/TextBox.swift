/// Typeset text: glyphs and rules relative to the start of a baseline, in points with y downwards.
public struct TextBox: Sendable, Equatable {
  /// One glyph.
  public struct Glyph: Sendable, Equatable {
    /// The face.
    public var face: FontFace
    /// The character, or the first of several.
    public var scalar: Unicode.Scalar
    /// The font size in points.
    public var size: Double
    /// The origin of the glyph.
    public var origin: Point
    /// The glyph selected by shaping; nil for the character's own glyph in the face.
    public var form: GlyphForm?

    /// Creates a glyph.
    public init(
      face: FontFace, scalar: Unicode.Scalar, size: Double, origin: Point, form: GlyphForm? = nil
    ) {
      self.face = face
      self.scalar = scalar
      self.size = size
      self.origin = origin
      self.form = form
    }
  }

  /// The glyphs from left to right.
  public var glyphs: [Glyph] = []
  /// Filled rectangles, such as fraction bars and the bars of roots.
  public var rules: [Rect] = []
  /// The advance width.
  public var width = 0.0
  /// The extent above the baseline.
  public var ascent = 0.0
  /// The extent below the baseline.
  public var descent = 0.0
  /// The text as a reader would say it, without commands.
  public var plainText = ""

  /// Creates an empty box.
  public init() {}

  /// The sum of ascent and descent.
  public var height: Double { ascent + descent }

  /// Adds another box with its origin at (x, y), with y downwards, and extends this box to contain
  /// it.
  ///
  /// The width becomes at least x plus the width of the other box.
  mutating func place(_ other: TextBox, x: Double, y: Double = 0) {
    for var glyph in other.glyphs {
      glyph.origin.x += x
      glyph.origin.y += y
      glyphs.append(glyph)
    }
    rules += other.rules.map { $0.offset(x: x, y: y) }
    width = max(width, x + other.width)
    ascent = max(ascent, other.ascent - y)
    descent = max(descent, other.descent + y)
  }

  /// Stacks lines into one box whose baseline is that of the first line.
  ///
  /// - Parameters:
  ///   - lines: The lines from top to bottom.
  ///   - alignment: 0 for left-aligned, ½ for centered, 1 for right-aligned.
  static func stacked(_ lines: [TextBox], alignment: Double) -> TextBox {
    guard lines.count > 1 else { return lines.first ?? TextBox() }
    let width = lines.map(\.width).max() ?? 0
    var box = TextBox()
    var y = 0.0
    for (index, line) in lines.enumerated() {
      if index > 0 { y += lines[index - 1].descent + line.ascent }
      box.place(line, x: alignment * (width - line.width), y: y)
    }
    box.plainText = lines.map(\.plainText).joined(separator: " ")
    return box
  }

  /// Appends another box to the right.
  mutating func append(_ other: TextBox, gap: Double = 0) {
    place(other, x: width + gap)
    plainText += other.plainText
  }
}
