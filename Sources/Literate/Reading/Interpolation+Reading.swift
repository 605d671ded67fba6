internal import SwiftSyntax

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
