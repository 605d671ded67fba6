internal import CCairo
import Plotting
import Synchronization

/// The fonts of labels, each read from its file once and without hinting.
///
/// The cached values depend only on the font files, so a figure does not depend on what was drawn
/// before it. One lock guards the handles of FreeType, HarfBuzz and fontconfig.
final class FontLibrary: Sendable {
  /// The fonts of this process.
  static let shared = FontLibrary()

  private let loaded: Mutex<LoadedFonts>

  /// Creates a library of the font files at the given paths, by default the installed ones.
  init(
    files: @escaping @Sendable (FontFace) throws -> String = { face in try face.installedFile() }
  ) {
    loaded = Mutex(LoadedFonts(files: files))
  }

  /// The metrics for layout, the same that all back ends draw with.
  var metrics: FontMetrics {
    FontMetrics(
      glyph: { face, scalar in try self.loaded.withLock { try $0.metrics(of: scalar, in: face) } },
      shape: { text, style in try self.loaded.withLock { try $0.shape(text, style) } })
  }

  /// The outline of a glyph in thousandths of the font size, with y downwards; empty if the face
  /// has no such character.
  ///
  /// - Throws: ``RenderingError`` if the font's file is missing or unreadable.
  func outline(of glyph: TextBox.Glyph) throws -> Path {
    try loaded.withLock { try $0.outline(of: glyph) }
  }

  /// Calls a closure with Cairo's handle of a glyph's font and the index of the glyph in it, unless
  /// the face lacks the character.
  ///
  /// The handle is valid until the process ends.
  func withFont(
    of glyph: TextBox.Glyph, _ body: (_ font: OpaquePointer, _ index: UInt32) throws -> Void
  ) throws {
    try loaded.withLock { fonts in
      let file = try fonts.file(of: glyph)
      let font = try fonts.font(file)
      if let index = glyph.form?.index ?? font.index(of: glyph.scalar) {
        try body(font.cairo, index)
      }
    }
  }
}

/// Turns off hinting, so that glyphs have their designed shapes and widths at every size.
func setUnhinted(_ context: OpaquePointer) {
  let options = cairo_font_options_create()
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
  cairo_set_font_options(context, options)
  cairo_font_options_destroy(options)
}
