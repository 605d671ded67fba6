internal import SwiftSyntax

/// An expression in prose, a caption or an alternative text: `\(fit.iterations)`.
public struct Interpolation: Equatable, Sendable {
  /// What is between the parentheses, format arguments included.
  public var arguments: String
  /// Where its backslash is.
  public var location: SourceLocation
  /// What the compiler sees of the arguments, without their layout.
  var executed: String
  /// The names that the expression reads, each with its first place.
  var reads: [Located<String>]

  /// Plane 16 is private and nothing draws with it, so a placeholder meets no character of a text.
  private static let firstPlaceholder: UInt32 = 0x10_0000
  /// How many expressions a chapter can hold.
  static let limit = 0xFFF0

  /// The scalar that stands in Markdown for the n-th expression of a chapter.
  public static func placeholder(_ site: Int) -> Unicode.Scalar {
    Unicode.Scalar(firstPlaceholder + UInt32(site)) ?? "\u{FFFD}"
  }

  /// Which expression a scalar stands for, if it is a placeholder.
  public static func site(of scalar: Unicode.Scalar) -> Int? {
    scalar.value >= firstPlaceholder ? Int(scalar.value - firstPlaceholder) : nil
  }
}

extension Interpolation {
  /// Reads the interpolation that a piece of text begins with.
  ///
  /// The Swift parser finds its end, so that strings and closures inside it may contain parentheses.
  ///
  /// - Parameters:
  ///   - bytes: The text from `\(` to the end of its line.
  ///   - location: Where it begins.
  /// - Returns: The interpolation and the bytes that it takes; nil if it never ends.
  static func read(
    _ bytes: ArraySlice<UInt8>, at location: SourceLocation
  ) -> (Interpolation, bytes: Range<Int>)? {
    let text = "\"" + String(decoding: bytes, as: UTF8.self)
    guard let tree = boundedParse(text) else { return nil }
    let tokens = tree.tokens(viewMode: .sourceAccurate)
    let found = tokens.lazy.compactMap { $0.parent?.as(ExpressionSegmentSyntax.self) }.first
    guard let segment = found, segment.rightParen.presence == .present else { return nil }
    // One byte of the parsed text is the quotation mark before it.
    let length = segment.rightParen.endPositionBeforeTrailingTrivia.utf8Offset - 1
    let arguments = bytes.prefix(length).dropFirst(2).dropLast()
    let reads = names(
      readIn: segment.expressions, at: location.column - 2, of: location.file, LineTable(text))
    // What the parser did not expect between the parentheses counts as well.
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
