import Storage

/// KaTeX's style sheet and those of its fonts that formulas use.
struct FormulaStyle {
  /// A font, embedded in a page.
  struct Face: Equatable {
    /// The family's name, such as `KaTeX_Main`.
    var family: String
    var isBold: Bool
    var isItalic: Bool
    /// The font as an address that holds it.
    var address: String
  }

  /// The style sheet without fonts; empty where there are no formulas.
  var sheet = ""
  /// The fonts, in the order of their names.
  var faces: [Face] = []

  init() {}

  /// Reads what some formulas need.
  ///
  /// - Parameters:
  ///   - fonts: The formulas' fonts, such as `Math-Italic`.
  ///   - sizes: The changes of size in the formulas, such as `.reset-size6.size3`; nil for all.
  ///   - folder: The folder of KaTeX.
  /// - Throws: `FileFailure` where one of KaTeX's files cannot be read.
  init(fonts: Set<String>, sizes: Set<String>?, folder: String) throws(FileFailure) {
    guard !fonts.isEmpty else { return }
    let css = String(decoding: try readFile("\(folder)/katex.min.css"), as: UTF8.self)
    // In a layer of their own KaTeX's rules yield to every other, as they would to inline styles.
    sheet = "@layer katex{\(rules(of: css, sizes: sizes).joined())}"
    for font in fonts.sorted() {
      let file = try readFile("\(folder)/fonts/KaTeX_\(font).woff2")
      let parts = font.split(separator: "-")
      faces.append(
        Face(
          family: "KaTeX_\(parts[0])", isBold: parts[1].hasPrefix("Bold"),
          isItalic: parts[1].hasSuffix("Italic"), address: "data:font/woff2;base64,\(base64(file))")
      )
    }
  }

  /// The fonts that a formula uses, told from the classes of its elements.
  static func fonts(of html: String) -> Set<String> {
    var fonts: Set<String> = ["Main-Regular"]
    var seen: Set<Substring> = []
    for part in html.split(separator: "class=\"").dropFirst() {
      let value = part.prefix { $0 != "\"" }
      guard seen.insert(value).inserted else { continue }
      let classes = value.split(separator: " ")
      for name in classes { fonts.formUnion(byClass[name] ?? []) }
      if classes.contains("delimsizing") {
        for name in classes { fonts.formUnion(byDelimiterSize[name] ?? []) }
      }
    }
    return fonts
  }

  // KaTeX's own style sheet, version 0.16: which class sets which font.
  private static let byClass: [Substring: [String]] = [
    "mathnormal": ["Math-Italic"], "mathit": ["Main-Italic"], "textit": ["Main-Italic"],
    "mathbf": ["Main-Bold"], "textbf": ["Main-Bold", "Main-BoldItalic"],
    "boldsymbol": ["Math-BoldItalic"], "amsrm": ["AMS-Regular"], "mathbb": ["AMS-Regular"],
    "textbb": ["AMS-Regular"], "mathcal": ["Caligraphic-Regular"],
    "mathfrak": ["Fraktur-Regular"], "textfrak": ["Fraktur-Regular"],
    "mathboldfrak": ["Fraktur-Bold"], "textboldfrak": ["Fraktur-Bold"],
    "mathtt": ["Typewriter-Regular"], "texttt": ["Typewriter-Regular"],
    "mathscr": ["Script-Regular"], "textscr": ["Script-Regular"],
    "mathsf": ["SansSerif-Regular"], "textsf": ["SansSerif-Regular"],
    "mathboldsf": ["SansSerif-Bold"], "textboldsf": ["SansSerif-Bold"],
    "mathitsf": ["SansSerif-Italic"], "textitsf": ["SansSerif-Italic"],
    "small-op": ["Size1-Regular"], "large-op": ["Size2-Regular"],
    "delim-size1": ["Size1-Regular"], "delim-size4": ["Size4-Regular"],
  ]

  /// Every font that a formula can use.
  static let allFonts = Set(
    ["Main-Regular"] + byClass.values.joined() + byDelimiterSize.values.joined())

  private static let byDelimiterSize: [Substring: [String]] = [
    "size1": ["Size1-Regular"], "size2": ["Size2-Regular"], "size3": ["Size3-Regular"],
    "size4": ["Size4-Regular"],
  ]
}

/// The rules of KaTeX's style sheet that a page needs: its fonts come from elsewhere.
private func rules(of css: String, sizes: Set<String>?) -> [String] {
  let changesSize = [".katex .fontsize-ensurer", ".katex .sizing"].map { Array($0.utf8) }
  return css.utf8.split(separator: UInt8(ascii: "}")).compactMap { bytes in
    if bytes.starts(with: "@font-face".utf8) { return nil }
    if let sizes, let start = changesSize.first(where: bytes.starts(with:)) {
      let size = bytes.dropFirst(start.count).prefix { $0 != UInt8(ascii: ",") }
      if !sizes.contains(String(decoding: size, as: UTF8.self)) { return nil }
    }
    return String(decoding: bytes, as: UTF8.self) + "}"
  }
}
