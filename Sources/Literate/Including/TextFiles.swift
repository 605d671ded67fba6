public import Storage
internal import SystemPackage

/// The source of a report's texts: the disk, or a dictionary in a test.
public struct TextFiles: Sendable {
  private let read: @Sendable (String) throws(Diagnostics) -> SourceFile
  private let list: @Sendable (String) -> [String]
  private let kind: @Sendable (String) -> FileLog.Kind?

  /// Files on disk.
  ///
  /// - Parameter log: Records which version of each file was read.
  public static func disk(_ log: FileLog = FileLog()) -> TextFiles {
    TextFiles(
      read: { path throws(Diagnostics) in try SourceFile(contentsOf: path, log) },
      list: { log.names(in: $0.isEmpty ? "." : $0) }, kind: { log.kind(of: $0) })
  }

  /// Texts by their paths.
  public init(_ texts: [String: String]) {
    self.init(
      read: { path throws(Diagnostics) in
        guard let text = texts[path] else {
          let start = SourceLocation(file: path, line: 1, column: 1)
          throw Diagnostics([
            Diagnostic(.unreadable(path: path, reason: "there is no such file"), at: start)
          ])
        }
        return SourceFile(path: path, text: text)
      },
      list: { folder in
        texts.keys.filter { parentFolder(of: $0) == folder }.map { lastName(of: $0) }.sorted()
      },
      kind: { path in
        if texts[path] != nil { return .file }
        return texts.keys.contains { $0.hasPrefix("\(path)/") } ? .folder : nil
      })
  }

  private init(
    read: @escaping @Sendable (String) throws(Diagnostics) -> SourceFile,
    list: @escaping @Sendable (String) -> [String],
    kind: @escaping @Sendable (String) -> FileLog.Kind?
  ) {
    self.read = read
    self.list = list
    self.kind = kind
  }

  /// What is at a path, following links; nil if there is nothing.
  func kind(of path: String) -> FileLog.Kind? { kind(path) }

  /// The names in a folder, sorted, without hidden ones.
  func names(in folder: String) -> [String] { list(folder) }

  /// The file at a path.
  func file(at path: String) throws(Diagnostics) -> SourceFile { try read(path) }

  /// The names of the Markdown files in a folder, sorted.
  func markdownFiles(in folder: String) -> [String] {
    list(folder).filter { $0.hasSuffix(".md") }.sorted()
  }
}

/// The folder that contains a path; empty if the path has only one component.
func parentFolder(of path: String) -> String { FilePath(path).removingLastComponent().string }

/// The last component of a path.
func lastName(of path: String) -> String { FilePath(path).lastComponent?.string ?? path }

/// Resolves a path relative to the folder of a file, without `.` and, if they can be resolved,
/// `..`.
func path(_ path: String, relativeTo file: String) -> String {
  FilePath(parentFolder(of: file)).pushing(FilePath(path)).lexicallyNormalized().string
}
