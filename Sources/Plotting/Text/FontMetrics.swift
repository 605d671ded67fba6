/// The metrics of a glyph in units of its font size, with y upwards from the baseline.
public struct GlyphMetrics: Sendable, Equatable {
  /// The advance of the pen.
  public var advance: Double
  /// The left edge of the ink.
  public var left: Double
  /// The right edge of the ink.
  public var right: Double
  /// The lower edge of the ink.
  public var bottom: Double
  /// The upper edge of the ink.
  public var top: Double

  /// Creates the metrics of a glyph.
  public init(advance: Double, left: Double, right: Double, bottom: Double, top: Double) {
    self.advance = advance
    self.left = left
    self.right = right
    self.bottom = bottom
    self.top = top
  }
}

/// The font metrics for layout, provided by a back end, so that what is measured is what is drawn.
public struct FontMetrics: Sendable {
  /// Returns the metrics of a character in a face; nil if the face has no such character.
  ///
  /// Throws an error if the face itself is missing.
  public var glyph: @Sendable (FontFace, Unicode.Scalar) throws -> GlyphMetrics?

  /// Shapes a line of text into one box, whose ascent and descent are those of its ink; nil to use
  /// one glyph per character.
  ///
  /// Shaping includes kerning, all scripts, and fallback fonts for characters that the faces lack.
  ///
  /// Throws ``MissingCharacter`` for a character that is in no font.
  public var shape: (@Sendable (String, TextStyle) throws -> TextBox)?

  /// Creates metrics from functions.
  public init(
    glyph: @escaping @Sendable (FontFace, Unicode.Scalar) throws -> GlyphMetrics?,
    shape: (@Sendable (String, TextStyle) throws -> TextBox)? = nil
  ) {
    self.glyph = glyph
    self.shape = shape
  }
}

/// The style of a line of text.
public struct TextStyle: Sendable, Hashable {
  /// The faces to search for each character, in order.
  public var faces: [FontFace]
  /// The font size in points.
  public var size: Double
  /// Whether the base direction of the line is right to left.
  public var isRightToLeft: Bool

  /// Creates a style.
  public init(faces: [FontFace], size: Double, isRightToLeft: Bool = false) {
    self.faces = faces
    self.size = size
    self.isRightToLeft = isRightToLeft
  }
}

/// A character that is in no font.
public struct MissingCharacter: Error, Sendable, Equatable {
  /// The character.
  public var scalar: Unicode.Scalar

  /// Creates the error.
  public init(scalar: Unicode.Scalar) { self.scalar = scalar }
}

extension FontMetrics {
  /// Typesets a line of text as one box, with the extents of its ink.
  ///
  /// - Throws: ``LabelError`` if a character is in no font, or any error from the back end.
  func set(_ text: String, _ style: TextStyle, of label: String) throws -> TextBox {
    do {
      var box = try shape?(text, style) ?? characters(text, style)
      box.plainText = text
      return box
    } catch let error as MissingCharacter {
      throw LabelError(label: label, problem: .missingGlyph(error.scalar))
    }
  }

  /// One glyph per character, side by side.
  private func characters(_ text: String, _ style: TextStyle) throws -> TextBox {
    var box = TextBox()
    for scalar in text.unicodeScalars {
      var found: (face: FontFace, metrics: GlyphMetrics)?
      for face in style.faces where found == nil {
        found = try glyph(face, scalar).map { (face, $0) }
      }
      guard let (face, metrics) = found else { throw MissingCharacter(scalar: scalar) }
      box.glyphs.append(
        .init(face: face, scalar: scalar, size: style.size, origin: Point(x: box.width, y: 0)))
      box.width += metrics.advance * style.size
      box.ascent = max(box.ascent, metrics.top * style.size)
      box.descent = max(box.descent, -metrics.bottom * style.size)
    }
    return box
  }
}
