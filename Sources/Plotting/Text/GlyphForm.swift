/// A glyph as text shaping chose it: one of a font that is none of the ``FontFace``s, or another form of
/// a character, such as a ligature or a letter joined to its neighbors.
public struct GlyphForm: Sendable, Hashable {
  /// The font that has the glyph.
  public var font: FontFile
  /// Its number in the font.
  public var index: UInt32
  /// The characters that it shows; empty for a further glyph of the same characters.
  public var text: String
  /// Whether it is part of text that runs from right to left.
  public var isRightToLeft: Bool

  /// Describes a glyph.
  public init(font: FontFile, index: UInt32, text: String, isRightToLeft: Bool) {
    self.font = font
    self.index = index
    self.text = text
    self.isRightToLeft = isRightToLeft
  }
}

/// A font of the system.
public struct FontFile: Sendable, Hashable {
  /// The path of its file.
  public var path: String
  /// Its number in a file of several fonts.
  public var index: Int
  /// The name of its family, such as `Noto Sans Arabic`.
  public var family: String

  /// Describes a font.
  public init(path: String, index: Int = 0, family: String) {
    self.path = path
    self.index = index
    self.family = family
  }
}
