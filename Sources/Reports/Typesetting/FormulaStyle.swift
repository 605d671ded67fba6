import Storage
import SystemFiles

/// KaTeX's style sheet and the fonts that formulas use.
struct FormulaStyle {
  /// A font, embedded in a page.
  struct Face: Equatable {
    /// The family name, such as `KaTeX_Main`.
    var family: String
    var isBold: Bool
    var isItalic: Bool
    /// The font as a data URL.
    var address: String
  }

  /// The style sheet without fonts; empty if there are no formulas.
  var sheet = ""
  /// The fonts, sorted by name.
  var faces: [Face] = []

  init() {}

  /// Reads the style sheet and the fonts for some formulas.
  ///
  /// - Parameters:
  ///   - fonts: The formulas' fonts, such as `Math-Italic`.
  ///   - katex: The folder of KaTeX.
  /// - Throws: `MissingSystemFile` if one of KaTeX's files is missing; `FileFailure` if one cannot
  ///   be read.
  init(fonts: Set<String>, katex: SystemFolder = .katex) throws {
    guard !fonts.isEmpty else { return }
    let css = String(decoding: try readFile(katex.path(of: "katex.min.css")), as: UTF8.self)
    // In a separate layer, KaTeX's rules have a lower priority than those of the page.
    sheet = "@layer katex{\(withoutFonts(css))}"
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

/// KaTeX's style sheet without its font rules, which refer to files.
private func withoutFonts(_ css: String) -> String {
  css.split(separator: "}", omittingEmptySubsequences: true)
    .filter { !$0.hasPrefix("@font-face") }.map { $0 + "}" }.joined()
}
