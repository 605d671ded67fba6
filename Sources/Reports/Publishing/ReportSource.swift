import Storage
import SystemPackage

/// What a report was made from.
public struct ReportSource: Equatable, Sendable {
  /// The path of the notebook or of the folder of chapters.
  public var path: String
  /// The values of the parameters, where the report is one of several of the same source.
  public var parameters: [String: String]?

  /// Creates a source.
  public init(path: String, parameters: [String: String]? = nil) {
    self.path = path
    self.parameters = parameters
  }
}

/// The path of a folder without links, `.` and `..`; nil where there is no such folder.
func resolved(_ folder: String) -> String? { FilePath(folder).resolved?.string }

/// The path of something as seen from a folder, so that both can be moved together.
///
/// Links above it are resolved; if it is a link itself, it is named and not what it leads to.
///
/// - Parameters:
///   - path: The path of something.
///   - folder: The path of a folder, as `resolved` gives it.
/// - Returns: Nil where the folder that it is in cannot be found.
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

/// The path that a path from a folder means, `..` resolved by name.
func path(_ relative: String, in folder: String) -> String {
  FilePath(folder).pushing(FilePath(relative)).lexicallyNormalized().string
}

/// A path as a person who works in the current folder would write it.
func shortened(_ path: String) -> String {
  var short = FilePath(path)
  guard let here = FilePath(".").resolved, short.removePrefix(here), !short.isEmpty else {
    return path
  }
  return short.string
}
