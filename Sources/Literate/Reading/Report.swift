public import Storage
internal import SystemPackage

/// A report as it is on disk: the settings of `report.yml`, and the chapters in order.
public struct Report: Equatable, Sendable {
  /// The name of its folder or file, without extension.
  ///
  /// It is also the name of its output folder.
  public var name: String
  /// Its folder, as shown in messages.
  public var folder: String
  /// The settings of `report.yml`; for a single file, its front matter.
  public var frontMatter: FrontMatter
  /// Whether it is a single file rather than a folder of chapters.
  public var isSingleFile: Bool
  /// The chapters, in order.
  public var chapters: [Chapter]
  /// The parts, in order.
  ///
  /// Either every chapter is in a part or there are no parts.
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

extension Report {
  /// The chapter files of a folder.
  ///
  /// A folder that has any is a report.
  ///
  /// - Parameters:
  ///   - folder: The folder's path.
  ///   - files: The source of the texts.
  /// - Returns: The names of its `.swift` and `.md` files in order. Names that begin with a dot or
  ///   an underscore, for drafts, are left out, and so are files that other chapters include.
  public static func chapterFiles(
    in folder: String, files: TextFiles = .disk()
  ) -> [String] {
    let candidates = notebookFiles(in: folder, files: files)
    let included = included(among: candidates.map { "\(folder)/\($0)" }, files: files)
    return candidates.filter { !included.contains("\(folder)/\($0)") }
  }

  /// The names of all files in a folder that can be chapters, in order.
  static func notebookFiles(in folder: String, files: TextFiles) -> [String] {
    files.names(in: folder).filter {
      ($0.hasSuffix(".swift") || $0.hasSuffix(".md")) && !$0.hasPrefix("_") && $0 != "README.md"
    }
  }

  /// Reads a report from disk.
  ///
  /// - Parameters:
  ///   - path: A folder of chapters, with or without a `report.yml`, or one file.
  ///   - files: The source of the texts.
  /// - Throws: `Diagnostics` with all problems of its files.
  public init(reading path: String, files: TextFiles = .disk()) throws(Diagnostics) {
    let path = FilePath(path).string
    if files.kind(of: path) == .folder {
      try self.init(folder: path, name: Self.lastName(of: path), files: files)
    } else {
      let chapter = try Chapter(reading: files.file(at: path), files: files)
      self.init(chapterAt: path, [chapter])
      frontMatter = chapter.frontMatter
    }
  }

  /// Creates a report from one file.
  init(chapterAt path: String, _ chapters: [Chapter]) {
    let folder = parentFolder(of: path)
    self.init(
      name: FilePath(path).stem ?? path, folder: folder.isEmpty ? "." : folder,
      frontMatter: FrontMatter(), isSingleFile: true, chapters: chapters)
  }

  /// The last component of a path.
  ///
  /// For `.` and `..`, it is the name of that folder.
  public static func lastName(of path: String) -> String {
    let path = FilePath(path)
    if let last = path.lastComponent, last.kind == .regular { return last.string }
    return path.absolute.lastComponent?.string ?? "report"
  }

  private init(folder: String, name: String, files: TextFiles) throws(Diagnostics) {
    let readable = try ReadableReport(folder: folder, name: name, files: files)
    guard !readable.problems.contains(where: { $0.severity == .error }) else {
      throw Diagnostics(readable.problems)
    }
    self = readable.report
  }
}

extension SourceFile {
  /// Reads a file from disk.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - log: Records which version of the file was read.
  /// - Throws: `Diagnostics` with one entry if the file cannot be read or is not UTF-8.
  public init(contentsOf path: String, _ log: FileLog = FileLog()) throws(Diagnostics) {
    let start = SourceLocation(file: path, line: 1, column: 1)
    let bytes: [UInt8]
    do {
      bytes = try log.read(path)
    } catch {
      let reason = log.kind(of: path) == nil ? "there is no such file" : "it cannot be read"
      throw Diagnostics([Diagnostic(.unreadable(path: path, reason: reason), at: start)])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics([Diagnostic(.notUTF8(path: path), at: start)])
    }
    self.init(path: path, text: text)
  }
}
