/// Typeset text: glyphs and rules around the start of a baseline, in points, y downwards.
public struct TextBox: Sendable, Equatable {
  /// One glyph.
  public struct Glyph: Sendable, Equatable {
    /// The face.
    public var face: FontFace
    /// The character, or the first of several.
    public var scalar: Unicode.Scalar
    /// The font size in points.
    public var size: Double
    /// Where its origin lies.
    public var origin: Point
    /// The glyph that shaping chose; nil for the character's own glyph in the face.
    public var form: GlyphForm?

    /// Describes a glyph.
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
  /// Filled rectangles: fraction bars, the bars of roots.
  public var rules: [Rect] = []
  /// Advance width.
  public var width = 0.0
  /// Reach above the baseline.
  public var ascent = 0.0
  /// Reach below the baseline.
  public var descent = 0.0
  /// The text as a reader would say it, without commands.
  public var plainText = ""

  /// An empty box.
  public init() {}

  /// Ascent and descent together.
  public var height: Double { ascent + descent }

  /// Puts another box with its origin at (x, y), y downwards, and grows to contain it.
  ///
  /// The width becomes at least x plus the other's width.
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

  /// Lines below each other as one box whose baseline is that of the first.
  ///
  /// - Parameters:
  ///   - lines: The lines from top to bottom.
  ///   - alignment: 0 sets them flush left, ½ centers them, 1 sets them flush right.
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

  /// Puts another box after this one.
  mutating func append(_ other: TextBox, gap: Double = 0) {
    place(other, x: width + gap)
    plainText += other.plainText
  }
}
