import Plotting
internal import SystemFiles

extension FontFace {
  /// The path of the font file of this face.
  ///
  /// - Throws: ``RenderingError`` if the font is not installed.
  func installedFile() throws(RenderingError) -> String {
    do {
      return try font.path()
    } catch {
      throw .fontMissing(reason: "\(error)")
    }
  }

  private var font: FigureFont {
    switch self {
    case .text: .interRegular
    case .textSemibold: .interSemiBold
    case .mathItalic: .mathItalic
    case .mathBoldItalic: .mathBoldItalic
    case .mathRegular: .mainRegular
    case .mathBold: .mainBold
    case .mathTextItalic: .mainItalic
    case .mathCaligraphic: .caligraphicRegular
    case .mathBlackboard: .amsRegular
    case .mathFraktur: .frakturRegular
    case .mathSansSerif: .sansSerifRegular
    case .mathTypewriter: .typewriterRegular
    case .mathScript: .scriptRegular
    case .mathSize1: .size1Regular
    case .mathSize2: .size2Regular
    case .mathSize3: .size3Regular
    case .mathSize4: .size4Regular
    }
  }
}
