internal import SwiftSyntax

/// An expression in prose, a caption or alternative text: `\(fit.iterations)`.
public struct Interpolation: Equatable, Sendable {
  /// The text between the parentheses, including format arguments.
  public var arguments: String
  /// The location of its backslash.
  public var location: SourceLocation
  /// The arguments as the compiler sees them, without layout.
  var executed: String
  /// The names that the expression reads, each with the location of its first use.
  var reads: [Located<String>]

  /// Plane 16 is for private use and no font is used for it, so a placeholder never equals a
  /// character of a text.
  private static let firstPlaceholder: UInt32 = 0x10_0000
  /// The maximum number of expressions in a chapter.
  static let limit = 0xFFF0

  /// The scalar that represents the n-th expression of a chapter in Markdown.
  public static func placeholder(_ site: Int) -> Unicode.Scalar {
    Unicode.Scalar(firstPlaceholder + UInt32(site)) ?? "\u{FFFD}"
  }

  /// The index of the expression that a scalar represents; `nil` if it is not a placeholder.
  public static func site(of scalar: Unicode.Scalar) -> Int? {
    scalar.value >= firstPlaceholder ? Int(scalar.value - firstPlaceholder) : nil
  }
}

extension Interpolation {
  /// Reads the interpolation at the beginning of a text.
  ///
  /// The Swift parser finds its end, so strings and closures inside it may contain parentheses.
  ///
  /// - Parameters:
  ///   - bytes: The text from `\(` to the end of its line.
  ///   - location: Where it begins.
  /// - Returns: The interpolation and its length in bytes; `nil` if it has no end.
  static func read(
    _ bytes: ArraySlice<UInt8>, at location: SourceLocation
  ) -> (Interpolation, bytes: Range<Int>)? {
    let text = "\"" + String(decoding: bytes, as: UTF8.self)
    guard let tree = boundedParse(text) else { return nil }
    let tokens = tree.tokens(viewMode: .sourceAccurate)
    let found = tokens.lazy.compactMap { $0.parent?.as(ExpressionSegmentSyntax.self) }.first
    guard let segment = found, segment.rightParen.presence == .present else { return nil }
    // The parsed text has an additional byte, the quotation mark before it.
    let length = segment.rightParen.endPositionBeforeTrailingTrivia.utf8Offset - 1
    let arguments = bytes.prefix(length).dropFirst(2).dropLast()
    let reads = names(
      readIn: segment.expressions, at: location.column - 2, of: location.file, LineTable(text))
    // Unexpected tokens between the parentheses count as well.
    let executed = SwiftListing.executedTokens(of: segment).dropFirst(2).dropLast()
    let interpolation = Interpolation(
      arguments: String(decoding: arguments, as: UTF8.self), location: location,
      executed: String(executed),
      reads: reads.map {
        var label = $0
        label.location.line = location.line
        return label
      })
    return (interpolation, bytes.startIndex..<bytes.startIndex + length)
  }
}
