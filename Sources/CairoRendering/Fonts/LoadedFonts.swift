internal import CCairo
import Plotting

/// The open fonts, with a cache of what was read from them.
struct LoadedFonts: ~Copyable {
  private struct MetricsKey: Hashable {
    let face: FontFace
    let scalar: Unicode.Scalar
  }

  private struct OutlineKey: Hashable {
    let font: FontFile
    let index: UInt32
  }

  private let files: @Sendable (FontFace) throws -> String
  private var library: FT_Library?
  private var faces: [FontFace: FontFile] = [:]
  private var fonts: [FontFile: LoadedFont] = [:]
  private var metrics: [MetricsKey: GlyphMetrics?] = [:]
  private var outlines: [OutlineKey: Path] = [:]
  var texts = ShapedTexts()
  /// The fonts of the system, listed when first needed.
  private(set) lazy var system = SystemFonts()

  init(files: @escaping @Sendable (FontFace) throws -> String) { self.files = files }

  /// The font of a face.
  mutating func file(of face: FontFace) throws -> FontFile {
    if let file = faces[face] { return file }
    let file = FontFile(path: try files(face), family: face.rawValue)
    faces[face] = file
    return file
  }

  mutating func file(of glyph: TextBox.Glyph) throws -> FontFile {
    try glyph.form?.font ?? file(of: glyph.face)
  }

  mutating func font(_ file: FontFile) throws -> LoadedFont {
    if let font = fonts[file] { return font }
    if library == nil {
      let code = FT_Init_FreeType(&library)
      guard code == 0 else { throw RenderingError.fontUnreadable(file: "", code: Int(code)) }
    }
    var handle: FT_Face?
    let code = FT_New_Face(library, file.path, FT_Long(file.index), &handle)
    guard code == 0, let handle, let font = LoadedFont(handle, file) else {
      throw RenderingError.fontUnreadable(file: file.path, code: Int(code))
    }
    fonts[file] = font
    return font
  }

  /// The metrics of a character; nil if the face lacks it.
  mutating func metrics(of scalar: Unicode.Scalar, in face: FontFace) throws -> GlyphMetrics? {
    let key = MetricsKey(face: face, scalar: scalar)
    if let known = metrics[key] { return known }
    let found = try font(file(of: face)).metrics(of: scalar)
    metrics[key] = .some(found)
    return found
  }

  mutating func outline(of glyph: TextBox.Glyph) throws -> Path {
    let file = try file(of: glyph)
    let font = try font(file)
    guard let index = glyph.form?.index ?? font.index(of: glyph.scalar) else { return Path() }
    let key = OutlineKey(font: file, index: index)
    if let known = outlines[key] { return known }
    let outline = try font.outline(of: index)
    outlines[key] = outline
    return outline
  }
}
