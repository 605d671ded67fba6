/// The metrics of one glyph in units of its font size, y upwards from the baseline.
public struct GlyphMetrics: Sendable, Equatable {
  /// How far the pen moves.
  public var advance: Double
  /// Left edge of the ink.
  public var left: Double
  /// Right edge of the ink.
  public var right: Double
  /// Lower edge of the ink.
  public var bottom: Double
  /// Upper edge of the ink.
  public var top: Double

  /// Metrics of one glyph.
  public init(advance: Double, left: Double, right: Double, bottom: Double, top: Double) {
    self.advance = advance
    self.left = left
    self.right = right
    self.bottom = bottom
    self.top = top
  }
}

/// What the layout knows about fonts; handed in by a back end, so that what is measured is what is drawn.
public struct FontMetrics: Sendable {
  /// The metrics of a character in a face, nil where the face has no such character.
  ///
  /// Throws where the face itself is not there.
  public var glyph: @Sendable (FontFace, Unicode.Scalar) throws -> GlyphMetrics?

  /// Metrics that answer from a function.
  public init(glyph: @escaping @Sendable (FontFace, Unicode.Scalar) throws -> GlyphMetrics?) {
    self.glyph = glyph
  }
}
