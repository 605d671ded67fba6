/// Markdown written by an author, with the source location of each character.
public struct Prose: Equatable, Sendable {
  /// The Markdown, with each `\(expression)` replaced by a scalar, `Interpolation.placeholder`.
  public var markdown: String
  /// The origins of the lines of `markdown`, one per line.
  public var origins: [Origin]
  /// The path of its file.
  public var file: String

  /// The source location of a line of Markdown.
  public struct Origin: Equatable, Sendable {
    /// The line in the source, from 1.
    public var line: Int
    /// Pairs of corresponding columns in the Markdown and in the source, in bytes from 1.
    ///
    /// The first pair is the beginning of the line; each expression adds a pair after it.
    public var anchors: [Anchor]
    /// The path of the file from which the line was included; `nil` for the prose's own file.
    public var file: String?

    /// Creates an origin.
    public init(line: Int, anchors: [Anchor], file: String? = nil) {
      self.line = line
      self.anchors = anchors
      self.file = file
    }
  }

  /// A pair of columns with the same location.
  public struct Anchor: Equatable, Sendable {
    /// The column in the Markdown.
    public var markdown: Int
    /// The column in the source.
    public var source: Int

    /// Creates an anchor.
    public init(markdown: Int, source: Int) {
      self.markdown = markdown
      self.source = source
    }
  }

  /// Creates prose.
  public init(markdown: String, origins: [Origin], file: String) {
    self.markdown = markdown
    self.origins = origins
    self.file = file
  }

  /// The source location of a position in the Markdown.
  ///
  /// - Parameters:
  ///   - line: The line in the Markdown, from 1. A line beyond the end means the last line.
  ///   - column: The column in bytes, from 1.
  public func location(line: Int, column: Int) -> SourceLocation {
    guard !origins.isEmpty else { return SourceLocation(file: file, line: 1, column: 1) }
    let origin = origins[min(max(line, 1), origins.count) - 1]
    let anchor = origin.anchors.last { $0.markdown <= column } ?? Anchor(markdown: 1, source: 1)
    return SourceLocation(
      file: origin.file ?? file, line: origin.line,
      column: max(anchor.source + max(column - anchor.markdown, 0), 1))
  }
}
