internal import Storage

extension Report {
  /// The path of the report: its file, or the folder of its chapters.
  public var path: String {
    isSingleFile ? chapters.first?.file.path ?? folder : folder
  }

  /// Whether a folder contains files that can be chapters.
  public static func hasChapters(in folder: String, files: TextFiles) -> Bool {
    !notebookFiles(in: folder, files: files).isEmpty
  }

  /// The beginning of a report: enough for its title and its number.
  public struct Beginning: Sendable {
    /// The report without most of its chapters.
    ///
    /// It has its front matter. If it is a single chapter without a title in `report.yml`, it also
    /// has the first lines of that chapter.
    public var report: Report
    /// Whether the chapter has no more lines than those that were read.
    public var isWhole = true

    /// Reads the beginning of a report.
    ///
    /// - Parameters:
    ///   - path: A folder of chapters or one file.
    ///   - count: The maximum number of lines to read from a chapter.
    ///   - files: The source of the texts.
    /// - Throws: `Diagnostics` if a file cannot be read or is not UTF-8.
    public init(of path: String, lines count: Int, files: TextFiles) throws(Diagnostics) {
      guard files.kind(of: path) == .folder else {
        report = Report(chapterAt: path, [])
        try read(path, lines: count, files)
        report.frontMatter = report.chapters[0].frontMatter
        return
      }
      report = Report(
        name: Report.lastName(of: path), folder: path, frontMatter: FrontMatter(),
        isSingleFile: false, chapters: [])
      let settings = "\(path)/report.yml"
      var listed: [Located<String>]?
      if files.kind(of: settings) != nil {
        let remainder = report.frontMatter.read(settings: try files.file(at: settings))
        listed = remainder.parts?.list.flatMap(\.chapters) ?? remainder.chapters
      }
      guard report.frontMatter.title == nil else { return }
      let chapters = listed?.map(\.value) ?? Report.chapterFiles(in: path, files: files)
      if chapters.count == 1 { try read("\(path)/\(chapters[0])", lines: count, files) }
    }

    /// Adds the first lines of a chapter.
    private mutating func read(
      _ path: String, lines count: Int, _ files: TextFiles
    ) throws(Diagnostics) {
      let file = try files.file(at: path)
      isWhole = file.lines.count <= count
      let first = file.lines.prefix(count).joined(separator: "\n") + "\n"
      report.chapters = [Chapter(readable: isWhole ? file : SourceFile(path: path, text: first))]
    }
  }
}

extension FrontMatter {
  /// Reads as much of a `report.yml` as possible.
  fileprivate mutating func read(settings source: SourceFile) -> Remainder {
    var reader = ProseReader(path: source.path)
    reader.interpolates = false
    let lines = source.lines.enumerated().map {
      ProseReader.Line(text: $1, number: $0 + 1, column: 1)
    }
    return read(lines, place: .report, cells: CellOptions(), with: &reader)
  }
}
