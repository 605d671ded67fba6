internal import CCairo
import Plotting

/// The fonts that fontconfig lists, as a fallback for characters that the figures' faces lack.
///
/// The choice depends only on the fonts, not on the user's language or fontconfig's preferences.
struct SystemFonts {
  /// The preferences among fonts that have a character.
  struct Wish: Hashable {
    /// Whether letters are bold, as in titles.
    var isBold: Bool
    /// The suffix of the family with the preferred forms of Chinese characters: `JP`, `KR` or `SC`.
    var eastAsian: String
  }

  private struct Entry {
    let file: FontFile
    let characters: OpaquePointer
    let weight: Int
    let slant: Int
    let width: Int
    let isMonospaced: Bool
  }

  private let entries: [Entry]

  /// Lists the fonts with monochrome outlines.
  init() {
    let pattern = FcPatternCreate()
    FcPatternAddBool(pattern, FC_OUTLINE, 1)
    let properties = FcObjectSetCreate()
    for name in [
      FC_FILE, FC_INDEX, FC_FAMILY, FC_FAMILYLANG, FC_CHARSET, FC_WEIGHT, FC_SLANT, FC_WIDTH,
      FC_SPACING, FC_COLOR, FC_VARIABLE,
    ] {
      FcObjectSetAdd(properties, name)
    }
    defer {
      FcPatternDestroy(pattern)
      FcObjectSetDestroy(properties)
    }
    // The set owns the character tables, so it is kept until the process ends.
    guard let set = FcFontList(nil, pattern, properties) else {
      entries = []
      return
    }
    entries = (0..<Int(set.pointee.nfont)).compactMap {
      set.pointee.fonts[$0].flatMap(Self.entry)
    }
  }

  /// Returns nil for variable and color fonts, and for fonts without a file.
  private static func entry(of pattern: OpaquePointer) -> Entry? {
    func number(_ name: String) -> Int? {
      var value: Int32 = 0
      return FcPatternGetInteger(pattern, name, 0, &value) == FcResultMatch ? Int(value) : nil
    }
    func text(_ name: String, _ place: Int32) -> String? {
      var value: UnsafeMutablePointer<FcChar8>?
      guard FcPatternGetString(pattern, name, place, &value) == FcResultMatch, let value else {
        return nil
      }
      return String(cString: value)
    }
    func isTrue(_ name: String) -> Bool {
      var value: FcBool = 0
      return FcPatternGetBool(pattern, name, 0, &value) == FcResultMatch && value == 1
    }
    var characters: OpaquePointer?
    guard FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch,
      let characters, let path = text(FC_FILE, 0), let index = number(FC_INDEX), index < 1 << 16,
      let weight = number(FC_WEIGHT), !isTrue(FC_VARIABLE), !isTrue(FC_COLOR)
    else { return nil }
    // A family may have names in several languages.
    let english = (0..<16).first { text(FC_FAMILYLANG, $0) == "en" } ?? 0
    guard let family = text(FC_FAMILY, english) ?? text(FC_FAMILY, 0) else { return nil }
    return Entry(
      file: FontFile(path: path, index: index, family: family), characters: characters,
      weight: weight, slant: number(FC_SLANT) ?? 0, width: number(FC_WIDTH) ?? 100,
      isMonospaced: (number(FC_SPACING) ?? 0) >= 90 || family.contains("Mono"))
  }

  /// The fonts that have all of the given characters, best first.
  func fonts(having scalars: [Unicode.Scalar], _ wish: Wish) -> [FontFile] {
    let needed = scalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    let found = entries.filter { entry in
      needed.allSatisfy { FcCharSetHasChar(entry.characters, $0.value) == 1 }
    }
    return found.sorted { rank($0, wish) < rank($1, wish) }.map(\.file)
  }

  /// Ranks fonts that resemble those of figures first: sans serif, upright, of a large family.
  ///
  /// A short name is that of a family's main font.
  private func rank(
    _ entry: Entry, _ wish: Wish
  ) -> (Int, Int, String, Int, String, Int) {
    let family = entry.file.family
    let isEastAsian = family.contains(" CJK ")
    let penalty =
      (entry.isMonospaced ? 8 : 0) + (family.contains("Sans") ? 0 : 4)
      + (family.hasPrefix("Noto ") ? 0 : 2)
      + (isEastAsian && !family.hasSuffix(wish.eastAsian) ? 1 : 0)
    let style =
      abs(entry.weight - (wish.isBold ? 180 : 80)) + 10 * entry.slant + abs(entry.width - 100)
    return (penalty, family.count, family, style, entry.file.path, entry.file.index)
  }
}
