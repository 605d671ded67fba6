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

  /// Sets a line of text as one box, whose ascent and descent are those of its ink; nil sets one glyph for
  /// each character.
  ///
  /// With kerning, with the letters of any script, and with other fonts for what the faces lack.
  ///
  /// Throws ``MissingCharacter`` for a character that no font has.
  public var shape: (@Sendable (String, TextStyle) throws -> TextBox)?

  /// Metrics that answer from functions.
  public init(
    glyph: @escaping @Sendable (FontFace, Unicode.Scalar) throws -> GlyphMetrics?,
    shape: (@Sendable (String, TextStyle) throws -> TextBox)? = nil
  ) {
    self.glyph = glyph
    self.shape = shape
  }
}

/// How a line of text is set.
public struct TextStyle: Sendable, Hashable {
  /// The faces to take characters from; the first that has one is its face.
  public var faces: [FontFace]
  /// The font size in points.
  public var size: Double
  /// Whether the line as a whole runs from right to left.
  public var isRightToLeft: Bool

  /// Describes a style.
  public init(faces: [FontFace], size: Double, isRightToLeft: Bool = false) {
    self.faces = faces
    self.size = size
    self.isRightToLeft = isRightToLeft
  }
}

/// A character that no font has.
public struct MissingCharacter: Error, Sendable, Equatable {
  /// The character.
  public var scalar: Unicode.Scalar

  /// Describes the error.
  public init(scalar: Unicode.Scalar) { self.scalar = scalar }
}

extension FontMetrics {
  /// A line of text as one box, with the extents of its ink.
  ///
  /// - Throws: ``LabelError`` for a character that no font has, or what the back end throws.
  func set(_ text: String, _ style: TextStyle, of label: String) throws -> TextBox {
    do {
      var box = try shape?(text, style) ?? characters(text, style)
      box.plainText = text
      return box
    } catch let error as MissingCharacter {
      throw LabelError(label: label, problem: .missingGlyph(error.scalar))
    }
  }

  /// One glyph for each character, beside each other.
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
