/// A line of code as it is shown, in classified pieces.
public struct ListingLine: Equatable, Sendable {
  /// The line's number in its file, or in its code block, from 1.
  public var number: Int
  /// The pieces; their texts together are the line.
  public var tokens: [ListingToken]

  /// Creates a line.
  public init(number: Int, tokens: [ListingToken]) {
    self.number = number
    self.tokens = tokens
  }

  /// The line as text.
  public var text: String { tokens.map(\.text).joined() }
}

/// A piece of code of one kind.
public struct ListingToken: Equatable, Sendable {
  /// What a piece of code is, for its color.
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

  /// The text, white space included.
  public var text: String
  /// What it is.
  public var kind: Kind

  /// Creates a token.
  public init(text: String, kind: Kind) {
    self.text = text
    self.kind = kind
  }
}
