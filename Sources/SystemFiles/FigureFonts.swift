/// The font files that figures use.
public enum FigureFont: String, CaseIterable, Sendable {
  case interRegular = "Inter-Regular.otf"
  case interSemiBold = "Inter-SemiBold.otf"
  case amsRegular = "KaTeX_AMS-Regular.ttf"
  case caligraphicRegular = "KaTeX_Caligraphic-Regular.ttf"
  case frakturRegular = "KaTeX_Fraktur-Regular.ttf"
  case mainBold = "KaTeX_Main-Bold.ttf"
  case mainItalic = "KaTeX_Main-Italic.ttf"
  case mainRegular = "KaTeX_Main-Regular.ttf"
  case mathBoldItalic = "KaTeX_Math-BoldItalic.ttf"
  case mathItalic = "KaTeX_Math-Italic.ttf"
  case sansSerifRegular = "KaTeX_SansSerif-Regular.ttf"
  case scriptRegular = "KaTeX_Script-Regular.ttf"
  case size1Regular = "KaTeX_Size1-Regular.ttf"
  case size2Regular = "KaTeX_Size2-Regular.ttf"
  case size3Regular = "KaTeX_Size3-Regular.ttf"
  case size4Regular = "KaTeX_Size4-Regular.ttf"
  case typewriterRegular = "KaTeX_Typewriter-Regular.ttf"

  /// The path of the file.
  ///
  /// - Throws: ``MissingSystemFile`` if it is not installed.
  public func path() throws(MissingSystemFile) -> String {
    try (rawValue.hasPrefix("Inter") ? SystemFolder.inter : .katexFonts).path(of: rawValue)
  }
}

extension FigureFont {
  /// The paths of all fonts.
  ///
  /// - Throws: ``MissingSystemFile`` for the first that is not installed.
  public static func paths() throws(MissingSystemFile) -> [String] {
    var paths: [String] = []
    for font in allCases { paths.append(try font.path()) }
    return paths
  }
}
