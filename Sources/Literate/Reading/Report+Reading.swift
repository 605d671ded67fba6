internal import FoundationEssentials

extension Report {
  /// The chapters' files of a folder that has any, so that it is a report.
  ///
  /// - Parameter folder: The folder's path.
  /// - Returns: The names of its `.swift` and `.md` files in order; names that begin with a dot or an
  ///   underscore are left out, for drafts, and so are files that others of them include.
  public static func chapterFiles(in folder: String) -> [String] {
    let candidates = notebookFiles(in: folder)
    let included = included(among: candidates.map { "\(folder)/\($0)" })
    return candidates.filter { !included.contains("\(folder)/\($0)") }
  }

  /// The names of all files of a folder that could be chapters, in order.
  fileprivate static func notebookFiles(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter {
      ($0.hasSuffix(".swift") || $0.hasSuffix(".md")) && !$0.hasPrefix(".") && !$0.hasPrefix("_")
        && $0 != "README.md"
    }.sorted()
  }

  /// Reads a report from disk.
  ///
  /// - Parameter path: A folder of chapters, with or without a `report.yml`, or one file.
  /// - Throws: `Diagnostics`: everything that is wrong with any of its files.
  public init(reading path: String) throws(Diagnostics) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let file = Self.lastName(of: path)
    // Of a link, what it leads to.
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
      try self.init(folder: path, name: file)
    } else {
      let stem = file.split(separator: ".").dropLast().joined(separator: ".")
      let chapter = try Chapter(reading: SourceFile(contentsOf: path))
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      self.init(
        name: stem, folder: folder, frontMatter: chapter.frontMatter, isSingleFile: true,
        chapters: [chapter])
    }
  }

  /// The last name of a path; of `.` and `..` the name of the folder that they mean.
  public static func lastName(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard name == "." || name == ".." || name == "/" else { return name }
    let place = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    return place.split(separator: "/").last.map(String.init) ?? "report"
  }

  private init(folder: String, name: String) throws(Diagnostics) {
    let readable = try ReadableReport(folder: folder, name: name)
    guard !readable.problems.contains(where: { $0.severity == .error }) else {
      throw Diagnostics(readable.problems)
    }
    self = readable.report
  }
}

/// As much of a report as can be read.
public struct ReadableReport: Sendable {
  /// The report, without the chapters that cannot be read.
  public var report: Report
  /// What is wrong with its files.
  public var problems: [Diagnostic] = []
  /// The texts of the chapters that are left out, where they are texts.
  public var unread: [SourceFile] = []
}

extension ReadableReport {
  /// Reads a report from disk.
  ///
  /// - Parameter path: A folder of chapters, with or without a `report.yml`, or one file.
  /// - Throws: `Diagnostics` where nothing can be read.
  public init(reading path: String) throws(Diagnostics) {
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
      try self.init(folder: path, name: Report.lastName(of: path))
    } else {
      self.init(report: try Report(reading: path))
    }
  }

  fileprivate init(folder: String, name: String) throws(Diagnostics) {
    let settings = "\(folder)/report.yml"
    var problems: [Diagnostic] = []
    var frontMatter = FrontMatter()
    var defaults = CellOptions()
    var files = Report.chapterFiles(in: folder)
    if FileManager.default.fileExists(atPath: settings) {
      let source = try SourceFile(contentsOf: settings)
      var reader = ProseReader(path: settings)
      reader.interpolates = false
      let lines = source.lines.enumerated().map {
        ProseReader.Line(text: $1, number: $0 + 1, column: 1)
      }
      let remainder = frontMatter.read(lines, place: .report, cells: defaults, with: &reader)
      problems += reader.diagnostics
      defaults = remainder.cells
      if let listed = remainder.chapters {
        files = Report.notebookFiles(in: folder)
        for chapter in listed where !files.contains(chapter.name) {
          let problem = Problem.missingChapter(
            path: chapter.name, suggestion: suggestion(for: chapter.name, among: files))
          problems.append(Diagnostic(problem, at: chapter.location))
        }
        files = listed.map(\.name).filter { files.contains($0) }
      }
    }
    var chapters: [Chapter] = []
    for file in files {
      var source: SourceFile?
      do {
        let text = try SourceFile(contentsOf: "\(folder)/\(file)")
        source = text
        chapters.append(try Chapter(reading: text, defaults: defaults))
      } catch {
        problems += error.list
        if let source { unread.append(source) }
      }
    }
    if problems.isEmpty {
      problems += unknownParameters(frontMatter.params, among: chapters.flatMap(\.parameters))
      for index in chapters.indices { problems += chapters[index].set(frontMatter.params) }
    }
    report = Report(
      name: name, folder: folder, frontMatter: frontMatter, isSingleFile: false,
      chapters: chapters)
    self.problems = problems
  }

  /// Whether there may be something with a label once the chapters have run.
  ///
  /// Figures of a cell that shows several get letters, as in `fig-x-a`; and a chapter that is left
  /// out seems to have a label where it says the name as one.
  public func mayHave(label: String) -> Bool {
    let letter = label.split(separator: "-").last
    if let letter, letter.count == 1, letter.allSatisfy({ ("a"..."z").contains($0) }) {
      let whole = label.dropLast(2)
      let cells = report.chapters.flatMap(\.codeCells)
      if cells.contains(where: { $0.options.label.map { $0.name == whole } ?? false }) {
        return true
      }
    }
    return unread.contains { $0.text.contains("#\(label)") || $0.text.contains("label: \(label)") }
  }
}

extension SourceFile {
  /// Reads a file from disk.
  ///
  /// - Throws: `Diagnostics` with one entry, where it cannot be read or is not UTF-8.
  public init(contentsOf path: String) throws(Diagnostics) {
    let start = SourceLocation(file: path, line: 1, column: 1)
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      let reason =
        FileManager.default.fileExists(atPath: path) ? "it cannot be read" : "there is no such file"
      throw Diagnostics([Diagnostic(.unreadable(path: path, reason: reason), at: start)])
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Diagnostics([Diagnostic(.notUTF8(path: path), at: start)])
    }
    self.init(path: path, text: text)
  }
}
