internal import CCairo
import Plotting
import Synchronization

/// The fonts of labels, each read from its file once and without hinting.
///
/// What it keeps is a function of the font files alone, so a figure does not depend on what was
/// drawn before it. The handles of FreeType, HarfBuzz and fontconfig are guarded by one lock.
final class FontLibrary: Sendable {
  /// The fonts of this process.
  static let shared = FontLibrary()

  private let loaded: Mutex<LoadedFonts>

  /// The faces of the files at some paths, by default those that the system has.
  init(
    files: @escaping @Sendable (FontFace) throws -> String = { face in try face.installedFile() }
  ) {
    loaded = Mutex(LoadedFonts(files: files))
  }

  /// Metrics for the layout, the same that every back end draws with.
  var metrics: FontMetrics {
    FontMetrics(
      glyph: { face, scalar in try self.loaded.withLock { try $0.metrics(of: scalar, in: face) } },
      shape: { text, style in try self.loaded.withLock { try $0.shape(text, style) } })
  }

  /// The outline of a glyph in thousandths of the font size, y downwards; empty where its face has no
  /// such character.
  ///
  /// - Throws: ``RenderingError`` where the font's file is missing or unreadable.
  func outline(of glyph: TextBox.Glyph) throws -> Path {
    try loaded.withLock { try $0.outline(of: glyph) }
  }

  /// Calls with Cairo's handle of the font of a glyph, which lives as long as the process, and the
  /// glyph's number in it, unless the face has no such character.
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

/// Glyphs at their designed shapes and widths at every size.
func setUnhinted(_ context: OpaquePointer) {
  let options = cairo_font_options_create()
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
  cairo_set_font_options(context, options)
  cairo_font_options_destroy(options)
}
