/// The faces that labels are set in: one family for text, the page's own for mathematics.
///
/// A back end gives each of them a font file and the metrics of that file.
public enum FontFace: String, Sendable, Hashable, CaseIterable {
  /// Labels and numbers.
  case text
  /// Titles.
  case textSemibold
  /// Letters in mathematics.
  case mathItalic
  /// `\boldsymbol`.
  case mathBoldItalic
  /// Digits, operators and names of functions in mathematics.
  case mathRegular
  /// `\mathbf`.
  case mathBold
  /// `\mathit`.
  case mathTextItalic
  /// `\mathcal`.
  case mathCaligraphic
  /// `\mathbb` and the symbols of the AMS.
  case mathBlackboard
  /// `\mathfrak`.
  case mathFraktur
  /// `\mathsf`.
  case mathSansSerif
  /// `\mathtt`.
  case mathTypewriter
  /// `\mathscr`.
  case mathScript
  /// Operators and delimiters one step larger.
  case mathSize1
  /// Operators of displayed mathematics, delimiters two steps larger.
  case mathSize2
  /// Delimiters three steps larger.
  case mathSize3
  /// Delimiters four steps larger.
  case mathSize4
}
