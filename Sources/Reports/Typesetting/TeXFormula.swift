import Literate

/// A formula in TeX, with the source locations of its characters.
struct TeXFormula: Equatable, Sendable {
  /// A position in the TeX with a known source location.
  struct Anchor: Equatable, Sendable {
    /// The offset in the TeX, in UTF-16 code units as in KaTeX.
    var offset: Int
    /// The source location.
    var location: SourceLocation
    /// Whether the text after it is the value of an expression, which has a single location.
    var isComputed = false
  }

  /// The TeX, without its dollar signs.
  var tex: String
  /// Whether it is a displayed formula.
  var isDisplay: Bool
  /// The beginning, after the dollar signs, and each position from which the TeX and the source
  /// differ.
  var anchors: [Anchor]

  /// The inputs that determine how a formula looks.
  struct Key: Hashable, Sendable {
    var tex: String
    var isDisplay: Bool
  }

  var key: Key { Key(tex: tex, isDisplay: isDisplay) }

  /// The source location of a character in the TeX.
  ///
  /// - Parameter offset: The character's offset in UTF-16 code units.
  /// - Returns: The location. For the value of an expression, it is that of the expression.
  func location(ofOffset offset: Int) -> SourceLocation {
    guard let anchor = anchors.last(where: { $0.offset <= offset }) ?? anchors.first else {
      return SourceLocation(file: "", line: 1, column: 1)
    }
    if anchor.isComputed { return anchor.location }
    let between = tex.utf16.dropFirst(anchor.offset).prefix(max(offset - anchor.offset, 0))
    var location = anchor.location
    location.column += String(decoding: between, as: UTF16.self).utf8.count
    return location
  }
}
