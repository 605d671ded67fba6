extension Report {
  /// A group of chapters with a title.
  public struct Part: Equatable, Sendable {
    /// The title, in inline Markdown.
    public var title: Prose
    /// The range of its chapters in the report.
    public var chapters: Range<Int>

    /// Creates a part.
    public init(title: Prose, chapters: Range<Int>) {
      self.title = title
      self.chapters = chapters
    }
  }
}

/// A part as written in `report.yml`.
struct PartSetting {
  /// The title's lines as they are in the source.
  var title: [ProseReader.Line]
  /// The chapters' files, each with its location.
  var chapters: [Located<String>]
}

/// The order of chapters in `report.yml`.
struct ChapterList {
  /// The existing files, in order.
  private(set) var files: [String] = []
  /// The problems of the list.
  private(set) var diagnostics: [Diagnostic] = []

  /// Adds chapters.
  ///
  /// - Parameters:
  ///   - listed: The files' names.
  ///   - candidates: The files that can be chapters.
  /// - Returns: The range of the added chapters among all chapters.
  @discardableResult
  mutating func append(_ listed: [Located<String>], among candidates: [String]) -> Range<Int> {
    let start = files.count
    for chapter in listed {
      if files.contains(chapter.value) {
        diagnostics.append(
          Diagnostic(.duplicateChapter(path: chapter.value), at: chapter.location))
      } else if candidates.contains(chapter.value) {
        files.append(chapter.value)
      } else {
        let suggestion = suggestion(for: chapter.value, among: candidates)
        diagnostics.append(
          Diagnostic(
            .missingChapter(path: chapter.value, suggestion: suggestion), at: chapter.location))
      }
    }
    return start..<files.count
  }

  /// Reports the chapters of the folder that are in no part.
  ///
  /// Otherwise they would be silently missing from the report.
  mutating func expectAll(_ chapters: [String], at location: SourceLocation) {
    for chapter in chapters where !files.contains(chapter) {
      diagnostics.append(Diagnostic(.chapterInNoPart(path: chapter), at: location))
    }
  }
}
