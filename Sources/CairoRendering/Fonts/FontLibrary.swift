internal import CCairo
import Plotting
import Synchronization

/// The faces of labels, each read from its file once and without hinting.
///
/// What it keeps is a function of the font files alone, so a figure does not depend on what was
/// drawn before it. FreeType's handles are guarded by one lock.
final class FontLibrary: Sendable {
  /// The faces of this process.
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
    FontMetrics { face, scalar in try self.glyph(scalar, in: face)?.metrics }
  }

  /// A glyph; nil where the face has no such character.
  ///
  /// - Throws: ``RenderingError`` where the face's file is missing or unreadable.
  func glyph(_ scalar: Unicode.Scalar, in face: FontFace) throws -> Glyph? {
    try loaded.withLock { try $0.glyph(scalar, in: face) }
  }

  /// The outline of a glyph in thousandths of the font size, y downwards.
  func outline(of scalar: Unicode.Scalar, in face: FontFace) throws -> Path {
    try loaded.withLock { try $0.outline(of: scalar, in: face) }
  }

  /// Calls with Cairo's handle of a face, which lives as long as the process.
  func withFace<Result: Sendable>(
    _ face: FontFace, _ body: (OpaquePointer) throws -> Result
  ) throws -> Result {
    try loaded.withLock { try body($0.face(face).cairo) }
  }

  /// The place of a character in its font file, with its metrics.
  struct Glyph: Sendable {
    let index: UInt
    let metrics: GlyphMetrics
  }
}

/// FreeType's and Cairo's handles with what was read through them.
private struct LoadedFonts: ~Copyable {
  struct Face {
    let freeType: FT_Face
    let cairo: OpaquePointer
    let unitsPerEm: Double
  }

  private struct Key: Hashable {
    let face: FontFace
    let scalar: Unicode.Scalar
  }

  private let files: @Sendable (FontFace) throws -> String
  private var library: FT_Library?
  private var faces: [FontFace: Face] = [:]
  private var glyphs: [Key: FontLibrary.Glyph?] = [:]
  private var outlines: [Key: Path] = [:]

  init(files: @escaping @Sendable (FontFace) throws -> String) { self.files = files }

  mutating func face(_ name: FontFace) throws -> Face {
    if let face = faces[name] { return face }
    if library == nil {
      let code = FT_Init_FreeType(&library)
      guard code == 0 else { throw RenderingError.fontUnreadable(file: "", code: Int(code)) }
    }
    let file = try files(name)
    var handle: FT_Face?
    let code = FT_New_Face(library, file, 0, &handle)
    guard code == 0, let handle, let cairo = cairo_ft_font_face_create_for_ft_face(handle, 0) else {
      throw RenderingError.fontUnreadable(file: file, code: Int(code))
    }
    let face = Face(
      freeType: handle, cairo: cairo, unitsPerEm: Double(handle.pointee.units_per_EM))
    faces[name] = face
    return face
  }

  mutating func glyph(_ scalar: Unicode.Scalar, in name: FontFace) throws -> FontLibrary.Glyph? {
    let key = Key(face: name, scalar: scalar)
    if let known = glyphs[key] { return known }
    let face = try face(name)
    let index = FT_Get_Char_Index(face.freeType, FT_ULong(scalar.value))
    var glyph: FontLibrary.Glyph?
    // FT_LOAD_NO_SCALE: metrics in the font's own units.
    if index != 0, FT_Load_Glyph(face.freeType, index, 1) == 0 {
      let m = face.freeType.pointee.glyph.pointee.metrics
      let em = face.unitsPerEm
      let (left, top) = (Double(m.horiBearingX), Double(m.horiBearingY))
      glyph = FontLibrary.Glyph(
        index: UInt(index),
        metrics: GlyphMetrics(
          advance: Double(m.horiAdvance) / em, left: left / em,
          right: (left + Double(m.width)) / em, bottom: (top - Double(m.height)) / em,
          top: top / em))
    }
    glyphs[key] = .some(glyph)
    return glyph
  }

  mutating func outline(of scalar: Unicode.Scalar, in name: FontFace) throws -> Path {
    let key = Key(face: name, scalar: scalar)
    if let known = outlines[key] { return known }
    guard let glyph = try glyph(scalar, in: name) else { return Path() }
    let surface = try CairoSurface(imageWidth: 1, height: 1)
    let context = surface.context
    cairo_set_font_face(context, try face(name).cairo)
    cairo_set_font_size(context, 1000)
    setUnhinted(context)
    var placed = cairo_glyph_t(index: glyph.index, x: 0, y: 0)
    cairo_glyph_path(context, &placed, 1)
    let outline = copyPath(of: context)
    try surface.finish()
    outlines[key] = outline
    return outline
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
