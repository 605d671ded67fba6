extension Report {
  /// Chapters that belong together under a title.
  public struct Part: Equatable, Sendable {
    /// The title, in inline Markdown.
    public var title: Prose
    /// Which of the report's chapters.
    public var chapters: Range<Int>

    /// Creates a part.
    public init(title: Prose, chapters: Range<Int>) {
      self.title = title
      self.chapters = chapters
    }
  }
}

/// A part as `report.yml` gives it.
struct PartSetting {
  /// The title's lines as they stand in the source.
  var title: [ProseReader.Line]
  /// The chapters' files, each with its place.
  var chapters: [Located<String>]
}

/// What `report.yml` says of the order of chapters.
struct ChapterList {
  /// The files in order, those that are there.
  private(set) var files: [String] = []
  /// What is wrong with the list.
  private(set) var diagnostics: [Diagnostic] = []

  /// Adds chapters.
  ///
  /// - Parameters:
  ///   - listed: The files' names.
  ///   - candidates: The files that could be chapters.
  /// - Returns: Which of all chapters they are.
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

  /// Reports the chapters of the folder that stand in no part: a part that was forgotten would
  /// silently take its chapters along.
  mutating func expectAll(_ chapters: [String], at location: SourceLocation) {
    for chapter in chapters where !files.contains(chapter) {
      diagnostics.append(Diagnostic(.chapterInNoPart(path: chapter), at: location))
    }
  }
}
