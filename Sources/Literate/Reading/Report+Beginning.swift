internal import FoundationEssentials

extension Report {
  /// The path of the report: its file, or its folder of chapters.
  public var path: String {
    isSingleFile ? chapters.first?.file.path ?? folder : folder
  }

  /// Whether a folder contains files that could be chapters.
  public static func hasChapters(in folder: String) -> Bool { !notebookFiles(in: folder).isEmpty }

  /// The beginning of a report: as much as its title and its number need.
  public struct Beginning: Sendable {
    /// The report without most of its chapters.
    ///
    /// There is its front matter, and if it is one chapter without a title in `report.yml`, the first
    /// lines of that chapter.
    public var report: Report
    /// Whether the chapter has no more lines than were read.
    public var isWhole = true

    /// Reads the beginning of a report.
    ///
    /// - Parameters:
    ///   - path: A folder of chapters or one file.
    ///   - count: How many lines to read of a chapter at most.
    /// - Throws: `Diagnostics` where a file cannot be read or is not UTF-8.
    public init(of path: String, lines count: Int) throws(Diagnostics) {
      let name = Report.lastName(of: path)
      var isFolder = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
        report = Report(
          name: name.split(separator: ".").dropLast().joined(separator: "."),
          folder: parentFolder(of: path), frontMatter: FrontMatter(), isSingleFile: true,
          chapters: [])
        try read(path, lines: count)
        report.frontMatter = report.chapters[0].frontMatter
        return
      }
      report = Report(
        name: name, folder: path, frontMatter: FrontMatter(), isSingleFile: false, chapters: [])
      let settings = "\(path)/report.yml"
      var listed: [Label]?
      if FileManager.default.fileExists(atPath: settings) {
        let remainder = report.frontMatter.read(settings: try SourceFile(contentsOf: settings))
        listed = remainder.parts?.list.flatMap(\.chapters) ?? remainder.chapters
      }
      guard report.frontMatter.title == nil else { return }
      let files = listed?.map(\.name) ?? Report.chapterFiles(in: path)
      if files.count == 1 { try read("\(path)/\(files[0])", lines: count) }
    }

    /// Adds the first lines of a chapter.
    private mutating func read(_ path: String, lines count: Int) throws(Diagnostics) {
      let file = try SourceFile(contentsOf: path)
      isWhole = file.lines.count <= count
      let first = file.lines.prefix(count).joined(separator: "\n") + "\n"
      report.chapters = [Chapter(readable: isWhole ? file : SourceFile(path: path, text: first))]
    }
  }
}

extension FrontMatter {
  /// Reads a `report.yml`, as far as it can be read.
  fileprivate mutating func read(settings source: SourceFile) -> Remainder {
    var reader = ProseReader(path: source.path)
    reader.interpolates = false
    let lines = source.lines.enumerated().map {
      ProseReader.Line(text: $1, number: $0 + 1, column: 1)
    }
    return read(lines, place: .report, cells: CellOptions(), with: &reader)
  }
}
