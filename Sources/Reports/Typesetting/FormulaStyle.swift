import Storage
import SystemFiles

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
  ///   - katex: The folder of KaTeX.
  /// - Throws: `MissingSystemFile` where one of KaTeX's files is missing, `FileFailure` where one
  ///   cannot be read.
  init(fonts: Set<String>, sizes: Set<String>?, katex: SystemFolder = .katex) throws {
    guard !fonts.isEmpty else { return }
    let css = String(decoding: try readFile(katex.path(of: "katex.min.css")), as: UTF8.self)
    // In a layer of their own KaTeX's rules yield to every other, as they would to inline styles.
    sheet = "@layer katex{\(rules(of: css, sizes: sizes).joined())}"
    for font in fonts.sorted() {
      let file = try readFile(katex.path(of: "fonts/KaTeX_\(font).woff2"))
      let parts = font.split(separator: "-")
      faces.append(
        Face(
          family: "KaTeX_\(parts[0])", isBold: parts[1].hasPrefix("Bold"),
          isItalic: parts[1].hasSuffix("Italic"), address: "data:font/woff2;base64,\(base64(file))")
      )
    }
  }
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
