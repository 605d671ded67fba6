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
  static func notebookFiles(in folder: String) -> [String] {
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
