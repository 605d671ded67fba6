/// A glyph selected by text shaping: from a font other than the ``FontFace``s, or a form of a
/// character such as a ligature or a letter joined to its neighbors.
public struct GlyphForm: Sendable, Hashable {
  /// The font of the glyph.
  public var font: FontFile
  /// The index of the glyph in the font.
  public var index: UInt32
  /// The characters that the glyph shows; empty for additional glyphs of the same characters.
  public var text: String
  /// Whether the glyph is part of right-to-left text.
  public var isRightToLeft: Bool

  /// Creates a glyph.
  public init(font: FontFile, index: UInt32, text: String, isRightToLeft: Bool) {
    self.font = font
    self.index = index
    self.text = text
    self.isRightToLeft = isRightToLeft
  }
}

/// A font installed on the system.
public struct FontFile: Sendable, Hashable {
  /// The path of the file.
  public var path: String
  /// The index of the font in a file with several fonts.
  public var index: Int
  /// The name of the family, such as `Noto Sans Arabic`.
  public var family: String

  /// Creates a font.
  public init(path: String, index: Int = 0, family: String) {
    self.path = path
    self.index = index
    self.family = family
  }
}
