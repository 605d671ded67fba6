internal import CCairo
internal import CTextShaping
import Plotting

/// An open font with its handles for FreeType, Cairo and HarfBuzz.
///
/// The handles are valid until the process ends.
struct LoadedFont {
  /// Cairo's handle.
  let cairo: OpaquePointer
  /// HarfBuzz's handle, scaled to font units.
  let harfBuzz: OpaquePointer
  /// The number of font units per em.
  let unitsPerEm: Double
  private let freeType: FT_Face

  /// Returns nil if Cairo or HarfBuzz cannot use the font.
  init?(_ handle: FT_Face, _ file: FontFile) {
    guard let blob = hb_blob_create_from_file_or_fail(file.path) else { return nil }
    let face = hb_face_create(blob, UInt32(file.index))
    defer {
      hb_face_destroy(face)
      hb_blob_destroy(blob)
    }
    guard let cairo = cairo_ft_font_face_create_for_ft_face(handle, 0),
      let harfBuzz = hb_font_create(face), handle.pointee.units_per_EM > 0
    else { return nil }
    let unitsPerEm = handle.pointee.units_per_EM
    hb_font_set_scale(harfBuzz, Int32(unitsPerEm), Int32(unitsPerEm))
    self.cairo = cairo
    self.harfBuzz = harfBuzz
    self.unitsPerEm = Double(unitsPerEm)
    freeType = handle
  }

  /// The index of a character's glyph; nil if the font has none.
  func index(of scalar: Unicode.Scalar) -> UInt32? {
    let index = FT_Get_Char_Index(freeType, FT_ULong(scalar.value))
    return index == 0 ? nil : index
  }

  /// The metrics of a character's glyph; nil if the font has none.
  func metrics(of scalar: Unicode.Scalar) -> GlyphMetrics? {
    // FT_LOAD_NO_SCALE: metrics in the font's own units.
    guard let index = index(of: scalar), FT_Load_Glyph(freeType, index, 1) == 0 else { return nil }
    let m = freeType.pointee.glyph.pointee.metrics
    let (left, top) = (Double(m.horiBearingX), Double(m.horiBearingY))
    return GlyphMetrics(
      advance: Double(m.horiAdvance) / unitsPerEm, left: left / unitsPerEm,
      right: (left + Double(m.width)) / unitsPerEm,
      bottom: (top - Double(m.height)) / unitsPerEm, top: top / unitsPerEm)
  }

  /// The outline of a glyph in thousandths of the font size, with y downwards.
  func outline(of index: UInt32) throws -> Path {
    let surface = try CairoSurface(imageWidth: 1, height: 1)
    let context = surface.context
    cairo_set_font_face(context, cairo)
    cairo_set_font_size(context, 1000)
    setUnhinted(context)
    var placed = cairo_glyph_t(index: UInt(index), x: 0, y: 0)
    cairo_glyph_path(context, &placed, 1)
    let outline = copyPath(of: context)
    try surface.finish()
    return outline
  }
}

/// The current path of a context as a value.
private func copyPath(of context: OpaquePointer) -> Path {
  guard let copied = cairo_copy_path(context) else { return Path() }
  defer { cairo_path_destroy(copied) }
  let count = Int(copied.pointee.num_data)
  guard let data = copied.pointee.data else { return Path() }
  var path = Path()
  var index = 0
  func point(_ offset: Int) -> Point {
    Point(x: data[index + offset].point.x, y: data[index + offset].point.y)
  }
  while index < count {
    let header = data[index].header
    switch header.type {
    case CAIRO_PATH_MOVE_TO: path.elements.append(.move(point(1)))
    case CAIRO_PATH_LINE_TO: path.elements.append(.line(point(1)))
    case CAIRO_PATH_CURVE_TO: path.elements.append(.curve(point(1), point(2), point(3)))
    default: path.elements.append(.close)
    }
    index += Int(header.length)
  }
  return path
}
