internal import CTextShaping
import Plotting

/// A cache of shaped texts at font size 1, and of the fonts that have each character.
struct ShapedTexts {
  /// Characters instead of a string: an accented letter equals a letter followed by its accent, but
  /// some fonts have different glyphs for the two.
  struct Key: Hashable {
    let characters: [Unicode.Scalar]
    let style: TextStyle
  }

  struct CoverageKey: Hashable {
    let characters: [Unicode.Scalar]
    let faces: [FontFace]
    let wish: SystemFonts.Wish
  }

  var boxes: [Key: TextBox] = [:]
  /// Nil for characters that are in no font.
  var fonts: [CoverageKey: TextFont?] = [:]
}

/// The font of a part of a line.
struct TextFont: Equatable {
  var file: FontFile
  /// The face of the font; for a system font, the face that it replaces.
  var face: FontFace
  var isOfSystem: Bool
}

/// A part of a line that is shaped as one run, with one font, script and direction.
private struct TextItem {
  var font: TextFont
  var script: hb_script_t
  var level: Int
  var scalars: [Unicode.Scalar]

  var isRightToLeft: Bool { level % 2 == 1 }
}

extension LoadedFonts {
  /// Shapes a line of text into one box, whose ascent and descent are those of its ink.
  ///
  /// - Throws: `MissingCharacter`, ``RenderingError``.
  mutating func shape(_ text: String, _ style: TextStyle) throws -> TextBox {
    let unit = TextStyle(faces: style.faces, size: 1, isRightToLeft: style.isRightToLeft)
    let key = ShapedTexts.Key(characters: Array(text.unicodeScalars), style: unit)
    if let known = texts.boxes[key] { return known.scaled(by: style.size) }
    var box = TextBox()
    for item in BidirectionalText.ordered(try items(of: text, style), level: \.level) {
      let font = try font(item.font.file)
      for glyph in font.shaped(
        item.scalars, script: item.script, isRightToLeft: item.isRightToLeft,
        isPlain: !item.font.isOfSystem)
      {
        box.add(glyph, of: item, in: font)
      }
    }
    texts.boxes[key] = box
    return box.scaled(by: style.size)
  }

  /// Splits a line into its runs, in reading order.
  private mutating func items(of text: String, _ style: TextStyle) throws -> [TextItem] {
    let levels = BidirectionalText.levels(
      of: Array(text.unicodeScalars), isRightToLeft: style.isRightToLeft)
    let wish = SystemFonts.Wish(
      isBold: style.faces.first == .textSemibold, eastAsian: eastAsianForms(of: text))
    var items: [TextItem] = []
    var place = 0
    for character in text {
      let scalars = Array(character.unicodeScalars)
      let font = try font(for: character, style, wish)
      let (level, script) = (levels[place], script(of: scalars))
      place += scalars.count
      if let last = items.last, last.font == font, last.level == level,
        last.script == script || script == HB_SCRIPT_COMMON || last.script == HB_SCRIPT_COMMON
      {
        if last.script == HB_SCRIPT_COMMON { items[items.count - 1].script = script }
        items[items.count - 1].scalars += scalars
      } else {
        items.append(TextItem(font: font, script: script, level: level, scalars: scalars))
      }
    }
    return items
  }

  /// The first font that has a character with all its marks: from the style's faces, then the
  /// system.
  private mutating func font(
    for character: Character, _ style: TextStyle, _ wish: SystemFonts.Wish
  ) throws -> TextFont {
    let scalars = Array(character.unicodeScalars)
    let key = ShapedTexts.CoverageKey(characters: scalars, faces: style.faces, wish: wish)
    let found: TextFont?
    if let known = texts.fonts[key] {
      found = known
    } else {
      found = try search(scalars, style, wish)
      texts.fonts[key] = .some(found)
    }
    if let found { return found }
    let alone = try scalars.first { try search([$0], style, wish) == nil }
    throw MissingCharacter(scalar: alone ?? scalars[0])
  }

  private mutating func search(
    _ scalars: [Unicode.Scalar], _ style: TextStyle, _ wish: SystemFonts.Wish
  ) throws -> TextFont? {
    for face in style.faces {
      let file = try file(of: face)
      if try font(file).has(scalars) { return TextFont(file: file, face: face, isOfSystem: false) }
    }
    for file in system.fonts(having: scalars, wish) {
      if let font = try? font(file), font.has(scalars) {
        return TextFont(file: file, face: style.faces[0], isOfSystem: true)
      }
    }
    return nil
  }
}

/// The script of a character: that of its first scalar with a specific script.
private func script(of scalars: [Unicode.Scalar]) -> hb_script_t {
  let functions = hb_unicode_funcs_get_default()
  return scalars.map { hb_unicode_script(functions, $0.value) }
    .first { $0 != HB_SCRIPT_COMMON && $0 != HB_SCRIPT_INHERITED && $0 != HB_SCRIPT_UNKNOWN }
    ?? HB_SCRIPT_COMMON
}

/// The preferred forms of Chinese characters: Japanese if the text has kana, Korean if it has
/// hangul.
private func eastAsianForms(of text: String) -> String {
  let values = text.unicodeScalars.map(\.value)
  if values.contains(where: { (0x3040...0x30FF).contains($0) }) { return "JP" }
  return values.contains { (0xAC00...0xD7A3).contains($0) } ? "KR" : "SC"
}

extension TextBox {
  /// Appends a glyph.
  fileprivate mutating func add(_ glyph: ShapedGlyph, of item: TextItem, in font: LoadedFont) {
    let scalar = item.scalars[glyph.characters.lowerBound]
    var form: GlyphForm?
    if item.font.isOfSystem || glyph.characters.count != 1 || !glyph.isFirst
      || font.index(of: scalar) != glyph.index
    {
      var text = ""
      if glyph.isFirst { text.unicodeScalars += item.scalars[glyph.characters] }
      form = GlyphForm(
        font: item.font.file, index: glyph.index, text: text, isRightToLeft: item.isRightToLeft)
    }
    glyphs.append(
      Glyph(
        face: item.font.face, scalar: scalar, size: 1,
        origin: Point(x: width + glyph.offset.x, y: -glyph.offset.y), form: form))
    width += glyph.advance
    ascent = max(ascent, glyph.top + glyph.offset.y)
    descent = max(descent, -(glyph.bottom + glyph.offset.y))
  }

  /// The box scaled to another size.
  fileprivate func scaled(by factor: Double) -> TextBox {
    var box = self
    for index in glyphs.indices {
      let origin = glyphs[index].origin
      box.glyphs[index].origin = Point(x: origin.x * factor, y: origin.y * factor)
      box.glyphs[index].size *= factor
    }
    box.width *= factor
    box.ascent *= factor
    box.descent *= factor
    return box
  }
}
