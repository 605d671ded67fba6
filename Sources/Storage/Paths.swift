internal import Glibc
public import SystemPackage

extension FilePath {
  /// The path without links, `.` and `..`; nil where there is nothing at it.
  public var resolved: FilePath? {
    guard let found = realpath(isEmpty ? "." : string, nil) else { return nil }
    defer { free(found) }
    return FilePath(String(cString: found))
  }

  /// The path from the root, `.` and `..` resolved by name; a relative one begins at the current folder.
  public var absolute: FilePath {
    guard let here = FilePath(".").resolved else { return self }
    return here.pushing(self).lexicallyNormalized()
  }

  /// The path as seen from a folder; both begin at the root.
  public func relative(to folder: FilePath) -> FilePath {
    let (from, to) = (Array(folder.components), Array(components))
    let common = zip(from, to).prefix { $0 == $1 }.count
    let up = Array(repeating: FilePath.Component(".."), count: from.count - common)
    return FilePath(root: nil, up + to[common...])
  }

  /// The folders that this path is in, the nearest first, without the root and the current folder.
  public var ancestors: [FilePath] {
    sequence(first: removingLastComponent()) { $0.removingLastComponent() }
      .prefix { !$0.components.isEmpty }.map(\.self)
  }
}
