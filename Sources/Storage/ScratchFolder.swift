internal import Glibc

/// A temporary folder, which is removed by ``remove()`` or when the last reference to it is released.
///
/// A folder is locked while its process runs; unlocked folders, left by processes that were killed,
/// are removed when the next one is created.
public final class ScratchFolder: Sendable {
  /// The path of the folder.
  public let path: String
  private let lock: Int32

  /// Creates an empty folder.
  ///
  /// - Parameter place: The folder to create it in; created if needed.
  /// - Throws: `FileFailure` if that folder cannot be written.
  public init(in place: String) throws(FileFailure) {
    try makeFolders(place)
    // This lock is needed because a new folder would look abandoned until it is locked.
    let guardian = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard guardian >= 0 else { throw FileFailure("open", place) }
    defer { close(guardian) }
    guard flock(guardian, LOCK_EX) == 0 else { throw FileFailure("flock", place) }
    for name in (try? fileNames(in: place)) ?? [] where name.hasPrefix("run-") {
      let abandoned = open("\(place)/\(name)", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard abandoned >= 0 else { continue }
      if flock(abandoned, LOCK_EX | LOCK_NB) == 0 { removeTree("\(place)/\(name)") }
      close(abandoned)
    }
    var template = Array("\(place)/run-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw FileFailure("mkdir", place) }
    path = String(cString: made)
    lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else { throw FileFailure("open", path) }
  }

  /// Removes the folder now.
  ///
  /// The result of a task may be released by another thread, after the process has exited.
  public func remove() { removeTree(path) }

  deinit {
    removeTree(path)
    close(lock)
  }
}
