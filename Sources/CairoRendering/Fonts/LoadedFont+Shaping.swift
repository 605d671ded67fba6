internal import CTextShaping
import Plotting

/// A glyph as placed by HarfBuzz, in units of the font size, with y upwards.
struct ShapedGlyph {
  /// The index of the glyph in the font.
  var index: UInt32
  /// The range of the characters that the glyph shows.
  var characters: Range<Int>
  /// Whether this is the first glyph of these characters.
  var isFirst: Bool
  /// The advance of the pen.
  var advance: Double
  /// The offset of the glyph from the pen.
  var offset: Point
  /// The upper edge of the ink, above the baseline.
  var top: Double
  /// The lower edge of the ink.
  var bottom: Double
}

extension LoadedFont {
  /// Whether the font has glyphs for all of these characters, which are shaped together.
  func has(_ scalars: [Unicode.Scalar]) -> Bool {
    let script = hb_unicode_script(hb_unicode_funcs_get_default(), scalars[0].value)
    return shaped(scalars, script: script, isRightToLeft: false, isPlain: false)
      .allSatisfy { $0.index != 0 }
  }

  /// Shapes characters into glyphs from left to right.
  ///
  /// - Parameter isPlain: Whether to turn off ligatures and contextual forms, as numbers and names
  ///   in figures require: Inter would turn `->` into an arrow.
  func shaped(
    _ scalars: [Unicode.Scalar], script: hb_script_t, isRightToLeft: Bool, isPlain: Bool
  ) -> [ShapedGlyph] {
    let buffer = hb_buffer_create()
    defer { hb_buffer_destroy(buffer) }
    let text = scalars.map(\.value)
    hb_buffer_add_codepoints(buffer, text, Int32(text.count), 0, Int32(text.count))
    hb_buffer_set_direction(buffer, isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, script)
    // By default, HarfBuzz uses the user's language.
    hb_buffer_set_language(buffer, hb_language_from_string("und", -1))
    let tags: [String] = isPlain ? ["liga", "clig", "calt"] : []
    let features = tags.map {
      hb_feature_t(tag: hb_tag_from_string($0, -1), value: 0, start: 0, end: .max)
    }
    hb_shape(harfBuzz, buffer, features, UInt32(features.count))
    let count = Int(hb_buffer_get_length(buffer))
    guard count > 0, let infos = hb_buffer_get_glyph_infos(buffer, nil),
      let positions = hb_buffer_get_glyph_positions(buffer, nil)
    else { return [] }
    let starts = Set((0..<count).map { Int(infos[$0].cluster) }).sorted() + [scalars.count]
    return (0..<count).map { place in
      let (info, position) = (infos[place], positions[place])
      let start = Int(info.cluster)
      let end = starts[starts.firstIndex(of: start).map { $0 + 1 } ?? starts.count - 1]
      var ink = hb_glyph_extents_t()
      _ = hb_font_get_glyph_extents(harfBuzz, info.codepoint, &ink)
      return ShapedGlyph(
        index: info.codepoint, characters: start..<end,
        isFirst: place == 0 || infos[place - 1].cluster != info.cluster,
        advance: Double(position.x_advance) / unitsPerEm,
        offset: Point(
          x: Double(position.x_offset) / unitsPerEm, y: Double(position.y_offset) / unitsPerEm),
        top: Double(ink.y_bearing) / unitsPerEm,
        bottom: Double(ink.y_bearing + ink.height) / unitsPerEm)
    }
  }
}
