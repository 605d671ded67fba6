/// The font faces of labels: one family for text, and the math fonts of the page.
///
/// A back end provides a font file for each face, and the metrics of that file.
public enum FontFace: String, Sendable, Hashable, CaseIterable {
  /// Labels and numbers.
  case text
  /// Titles.
  case textSemibold
  /// Letters in math.
  case mathItalic
  /// `\boldsymbol`.
  case mathBoldItalic
  /// Digits, operators and function names in math.
  case mathRegular
  /// `\mathbf`.
  case mathBold
  /// `\mathit`.
  case mathTextItalic
  /// `\mathcal`.
  case mathCaligraphic
  /// `\mathbb` and the AMS symbols.
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
  /// Operators in display math, and delimiters two steps larger.
  case mathSize2
  /// Delimiters three steps larger.
  case mathSize3
  /// Delimiters four steps larger.
  case mathSize4
}
