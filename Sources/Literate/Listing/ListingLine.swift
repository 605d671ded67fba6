/// A line of code for display, split into classified tokens.
public struct ListingLine: Equatable, Sendable {
  /// The line's number in its file, or in its code block, from 1.
  public var number: Int
  /// The tokens; their joined texts are the line.
  public var tokens: [ListingToken]

  /// Creates a line.
  public init(number: Int, tokens: [ListingToken]) {
    self.number = number
    self.tokens = tokens
  }

  /// The line as text.
  public var text: String { tokens.map(\.text).joined() }
}

/// A piece of code of a single kind.
public struct ListingToken: Equatable, Sendable {
  /// The syntactic kind of a token, which determines its color.
  public enum Kind: String, Sendable, CaseIterable {
    case plain
    case keyword
    case type
    case identifier
    case string
    case number
    case comment
    case attribute
    case `operator`
  }

  /// The text, including white space.
  public var text: String
  /// The kind of the token.
  public var kind: Kind

  /// Creates a token.
  public init(text: String, kind: Kind) {
    self.text = text
    self.kind = kind
  }
}
