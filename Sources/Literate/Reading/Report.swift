/// A report as it is on disk: what `report.yml` says, and its chapters in order.
public struct Report: Equatable, Sendable {
  /// The name of its folder or file, without extension; the name of its folder in the output.
  public var name: String
  /// The folder that it lies in, as shown in messages.
  public var folder: String
  /// What `report.yml` says; for a lone file, what its front matter says.
  public var frontMatter: FrontMatter
  /// Whether it is one file rather than a folder of chapters.
  public var isSingleFile: Bool
  /// The chapters, in order.
  public var chapters: [Chapter]
  /// The parts that the chapters belong to, in order: all of them to one, or there are no parts.
  public var parts: [Part]

  /// Creates a report.
  public init(
    name: String, folder: String, frontMatter: FrontMatter, isSingleFile: Bool,
    chapters: [Chapter], parts: [Part] = []
  ) {
    self.name = name
    self.folder = folder
    self.frontMatter = frontMatter
    self.isSingleFile = isSingleFile
    self.chapters = chapters
    self.parts = parts
  }
}
