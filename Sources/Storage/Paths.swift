internal import Glibc
public import SystemPackage

extension FilePath {
  /// The path without links, `.` and `..`; nil if nothing is there.
  public var resolved: FilePath? {
    guard let found = realpath(isEmpty ? "." : string, nil) else { return nil }
    defer { free(found) }
    return FilePath(String(cString: found))
  }

  /// The absolute path, with `.` and `..` resolved lexically; a relative path starts at the current
  /// folder.
  public var absolute: FilePath {
    guard let here = FilePath(".").resolved else { return self }
    return here.pushing(self).lexicallyNormalized()
  }

  /// The path relative to a folder; both must be absolute.
  public func relative(to folder: FilePath) -> FilePath {
    let (from, to) = (Array(folder.components), Array(components))
    let common = zip(from, to).prefix { $0 == $1 }.count
    let up = Array(repeating: FilePath.Component(".."), count: from.count - common)
    return FilePath(root: nil, up + to[common...])
  }

  /// The folders that contain this path, nearest first, without the root and the current folder.
  public var ancestors: [FilePath] {
    sequence(first: removingLastComponent()) { $0.removingLastComponent() }
      .prefix { !$0.components.isEmpty }.map(\.self)
  }
}
