import Literate

/// A piece of mathematics in TeX, and where its characters stand in the source.
struct TeXFormula: Equatable, Sendable {
  /// A place in the TeX whose place in the source is known.
  struct Anchor: Equatable, Sendable {
    /// The offset in the TeX, in units of UTF-16, as KaTeX counts.
    var offset: Int
    /// Where that is.
    var location: SourceLocation
    /// Whether what follows was put in by an expression, so that all of it has one place.
    var isComputed = false
  }

  /// The TeX, without its dollar signs.
  var tex: String
  /// Whether it is on a line of its own.
  var isDisplay: Bool
  /// Where it begins, after its dollar signs, and every place where TeX and source part.
  var anchors: [Anchor]

  /// What is typeset: all that decides how a formula looks.
  struct Key: Hashable, Sendable {
    var tex: String
    var isDisplay: Bool
  }

  var key: Key { Key(tex: tex, isDisplay: isDisplay) }

  /// Where a character of the TeX stands in the source.
  ///
  /// - Parameter offset: The character's offset in units of UTF-16.
  /// - Returns: The place; for what an expression put in, that of the expression.
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
