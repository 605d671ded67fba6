public import Glibc

/// A version of a file: as long as the identity is unchanged, so is the content.
///
/// Writing to a file changes its times; replacing it changes its inode. Programs cannot set the time
/// of the last change (`ctime`), so a copy that keeps size and date (`cp -p`, `rsync -t`) also has a
/// different identity.
public struct FileIdentity: Codable, Hashable, Sendable {
  /// The device that the file is on.
  public var device: UInt64
  /// The file's inode number.
  public var inode: UInt64
  /// The size in bytes.
  public var size: Int64
  /// When the content was last modified, in nanoseconds since 1970.
  public var modified: Int64
  /// When the file or its attributes last changed, in nanoseconds since 1970.
  public var changed: Int64

  /// Creates an identity from its parts; times are in nanoseconds since 1970.
  public init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// Creates an identity from the result of `stat`.
  public init(_ status: stat) {
    self.init(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
  }

  /// Whether both are versions of the same file or folder.
  public func isSameFile(as other: FileIdentity) -> Bool {
    device == other.device && inode == other.inode
  }

  /// The identity of the file at a path, following links; nil if there is none.
  public init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// A time in nanoseconds since 1970.
private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
