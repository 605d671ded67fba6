import Storage
import SystemPackage

/// The source of a report.
public struct ReportSource: Equatable, Sendable {
  /// The path of the notebook or of the folder of chapters.
  public var path: String
  /// The values of the parameters, if the report is one of several from the same source.
  public var parameters: [String: String]?

  /// Creates a source.
  public init(path: String, parameters: [String: String]? = nil) {
    self.path = path
    self.parameters = parameters
  }
}

/// The path of a folder without links, `.` and `..`; nil if the folder does not exist.
func resolved(_ folder: String) -> String? { FilePath(folder).resolved?.string }

/// A path relative to a folder, so that both can be moved together.
///
/// Links in its parent folders are resolved; the last component is not.
///
/// - Parameters:
///   - path: The path to convert.
///   - folder: The path of a folder, as returned by `resolved`.
/// - Returns: The relative path; nil if the parent folder does not exist.
func path(_ path: String, from folder: String) -> String? {
  let path = FilePath(path)
  let target: FilePath?
  if let name = path.lastComponent, name.kind == .regular {
    target = path.removingLastComponent().resolved?.appending(name)
  } else {
    target = path.resolved
  }
  guard let relative = target?.relative(to: FilePath(folder)) else { return nil }
  return relative.isEmpty ? "." : relative.string
}

/// Resolves a path relative to a folder, with `..` resolved lexically.
func path(_ relative: String, in folder: String) -> String {
  FilePath(folder).pushing(FilePath(relative)).lexicallyNormalized().string
}

/// A path as a user in the current folder would write it.
func shortened(_ path: String) -> String {
  var short = FilePath(path)
  guard let here = FilePath(".").resolved, short.removePrefix(here), !short.isEmpty else {
    return path
  }
  return short.string
}
