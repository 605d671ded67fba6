/// Markdown that an author wrote, and where each of its characters stands in the source.
public struct Prose: Equatable, Sendable {
  /// The Markdown, in which every `\(expression)` is one scalar, `Interpolation.placeholder`.
  public var markdown: String
  /// Where the lines of `markdown` come from, one entry a line.
  public var origins: [Origin]
  /// The path of the file that it stands in.
  public var file: String

  /// Where a line of Markdown stands in the source.
  public struct Origin: Equatable, Sendable {
    /// The line in the source, from 1.
    public var line: Int
    /// Pairs of columns that begin together, in bytes from 1: in the Markdown and in the source.
    ///
    /// The first begins the line; each expression adds one after it.
    public var anchors: [Anchor]
    /// The path of the file that the line was included from; `nil` where it is the prose's own.
    public var file: String?

    /// Creates an origin.
    public init(line: Int, anchors: [Anchor], file: String? = nil) {
      self.line = line
      self.anchors = anchors
      self.file = file
    }
  }

  /// Two columns that mean the same place.
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

  /// Where a place in the Markdown stands in the source.
  ///
  /// - Parameters:
  ///   - line: The line in the Markdown, from 1; one beyond the end means the last.
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
