import Glibc
import Storage

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
func resolved(_ folder: String) -> String? {
  guard let path = realpath(folder.isEmpty ? "." : folder, nil) else { return nil }
  defer { free(path) }
  return String(cString: path)
}

/// The path of something as seen from a folder, so that both can be moved together.
///
/// Links above it are resolved; if it is a link itself, it is named and not what it leads to.
///
/// - Parameters:
///   - path: The path of something.
///   - folder: The path of a folder, as `resolved` gives it.
/// - Returns: Nil where the folder that it is in cannot be found.
func path(_ path: String, from folder: String) -> String? {
  let name = path.split(separator: "/").last.map(String.init) ?? ""
  let absolute: String
  if name.isEmpty || name == "." || name == ".." {
    guard let whole = resolved(path) else { return nil }
    absolute = whole
  } else {
    var parent = path
    while parent.hasSuffix("/") { parent.removeLast() }
    parent.removeLast(name.count)
    guard let resolvedParent = resolved(parent) else { return nil }
    absolute = resolvedParent == "/" ? "/\(name)" : "\(resolvedParent)/\(name)"
  }
  let (from, to) = (folder.split(separator: "/"), absolute.split(separator: "/"))
  let shared = zip(from, to).prefix { $0 == $1 }.count
  let steps = Array(repeating: "..", count: from.count - shared) + to[shared...].map(String.init)
  return steps.isEmpty ? "." : steps.joined(separator: "/")
}

/// The path that a path from a folder means, `..` resolved by name.
func path(_ relative: String, in folder: String) -> String {
  if relative.hasPrefix("/") { return relative }
  var parts = folder.split(separator: "/")[...]
  for part in relative.split(separator: "/") where part != "." {
    if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
  }
  return "/" + parts.joined(separator: "/")
}

/// A path as a person who works in the current folder would write it.
func shortened(_ path: String) -> String {
  guard let here = resolved("."), path.hasPrefix(here + "/") else { return path }
  return String(path.dropFirst(here.count + 1))
}
