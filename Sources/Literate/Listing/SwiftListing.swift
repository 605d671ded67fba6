internal import SwiftIDEUtils
internal import SwiftSyntax

/// Swift source, classified for display by the compiler's own parser.
public enum SwiftListing {
  /// Splits Swift source into lines of classified tokens.
  ///
  /// Any text is accepted, including invalid Swift.
  public static func lines(of source: String) -> [ListingLine] {
    lines(of: boundedParse(source) ?? SourceFileSyntax(statements: []), text: source)
  }

  static func lines(of tree: SourceFileSyntax, text: String) -> [ListingLine] {
    var lines = [ListingLine(number: 1, tokens: [])]
    let bytes = Array(text.utf8)
    var end = 0
    func append(_ range: Range<Int>, _ kind: ListingToken.Kind) {
      for (index, part) in bytes[range].split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).enumerated() {
        if index > 0 { lines.append(ListingLine(number: lines.count + 1, tokens: [])) }
        guard !part.isEmpty else { continue }
        let text = String(decoding: part, as: UTF8.self)
        let last = lines.count - 1
        if lines[last].tokens.last?.kind == kind {
          lines[last].tokens[lines[last].tokens.count - 1].text += text
        } else {
          lines[last].tokens.append(ListingToken(text: text, kind: kind))
        }
      }
    }
    for range in tree.classifications {
      let from = range.range.lowerBound.utf8Offset
      if from > end { append(end..<from, .plain) }
      end = range.range.upperBound.utf8Offset
      append(from..<end, ListingToken.Kind(range.kind))
    }
    if end < bytes.count { append(end..<bytes.count, .plain) }
    if lines.last?.tokens.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension ListingToken.Kind {
  init(_ classification: SyntaxClassification) {
    switch classification {
    case .keyword, .ifConfigDirective: self = .keyword
    case .type: self = .type
    case .stringLiteral, .regexLiteral: self = .string
    case .integerLiteral, .floatLiteral: self = .number
    case .lineComment, .docLineComment, .blockComment, .docBlockComment: self = .comment
    case .attribute: self = .attribute
    case .operator: self = .operator
    case .identifier, .dollarIdentifier, .argumentLabel: self = .identifier
    default: self = .plain
    }
  }
}

extension SwiftListing {
  /// The code as the compiler sees it, without comments and layout.
  ///
  /// It consists of the tokens and of whether there was a line break or a space between them:
  /// `a - b` and `a -b` differ.
  static func executedTokens(of code: some SyntaxProtocol) -> String {
    var result = ""
    var isApart = false
    for token in code.tokens(viewMode: .sourceAccurate) {
      let isIndented = token.leadingTriviaLength != .zero
      if !result.isEmpty {
        // Line breaks belong to the token after them.
        let startsLine = isIndented && token.leadingTrivia.contains(where: \.isNewline)
        result += startsLine ? "\n" : isApart || isIndented ? " " : ""
      }
      result += token.text
      isApart = token.trailingTriviaLength != .zero
    }
    return result
  }
}
