internal import Glibc

/// Results of earlier work on disk, keyed by everything that determined them.
///
/// An entry is one file, written atomically. It is read into memory as a whole and verified, so that
/// no other process can remove or change it during use, and any entry may be removed at any time. A
/// damaged entry is treated like a missing one, but reported as ``LookupResult/damaged``.
public struct Cache: Sendable {
  /// The folder of the entries.
  public let folder: String
  /// The total size in bytes to which ``trim()`` reduces the entries, least recently used first.
  public let capacity: Int

  /// Opens a cache.
  ///
  /// - Parameters:
  ///   - folder: Its folder, which need not exist.
  ///   - capacity: The maximum total size of the entries after ``trim()``, in bytes.
  public init(folder: String, capacity: Int = 2 << 30) {
    self.folder = folder
    self.capacity = capacity
  }

  /// The result of a lookup.
  public enum LookupResult: Equatable, Sendable {
    case entry(CacheEntry)
    case absent
    /// An entry that is not as it was written.
    case damaged
  }

  /// Looks up an entry and marks it as just used.
  public func find(_ key: CacheKey) -> LookupResult {
    let path = "\(folder)/\(key)"
    guard let bytes = try? readFile(path) else { return exists(path) ? .damaged : .absent }
    guard let entry = CacheEntry(encoded: bytes) else { return .damaged }
    utimensat(AT_FDCWD, path, nil, 0)
    return .entry(entry)
  }

  /// The entry for a key; nil if it is absent or damaged.
  public subscript(key: CacheKey) -> CacheEntry? {
    if case .entry(let entry) = find(key) { entry } else { nil }
  }

  /// Stores an entry, replacing an earlier one for the same key.
  ///
  /// - Parameters:
  ///   - entry: The entry.
  ///   - key: Its key.
  ///   - isDurable: Whether to wait until the entry is on disk. An entry lost in a power failure is
  ///     later found damaged, so a result that is cheap to recompute need not wait.
  /// - Throws: `FileFailure` if the folder cannot be written; an earlier entry is left unchanged.
  public func store(
    _ entry: CacheEntry, as key: CacheKey, isDurable: Bool = true
  ) throws(FileFailure) {
    let path = "\(folder)/\(key)"
    try makeFolders("\(folder)/\(key.kind)")
    var template = Array("\(path)\(Self.unfinished)XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let temporary = String(
      decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { throw FileFailure("open", temporary) }
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // The lock shows other processes that the file is still being written.
    flock(descriptor, LOCK_EX)
    do throws(FileFailure) {
      try writeAll(entry.encoded, to: descriptor, path: temporary)
      if isDurable, fsync(descriptor) != 0 { throw FileFailure("fsync", temporary) }
      guard rename(temporary, path) == 0 else { throw FileFailure("rename", path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Changes the entry for a key while no other process does; an absent or damaged entry starts empty.
  ///
  /// - Throws: `FileFailure` if the folder cannot be written.
  public func update(
    _ key: CacheKey, _ change: (inout CacheEntry) throws -> Void
  ) throws {
    try makeFolders(folder)
    let lock = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0 else { throw FileFailure("open", "\(folder)/lock") }
    // Closing the descriptor releases the lock, also when the process ends.
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else { throw FileFailure("flock", "\(folder)/lock") }
    var entry = self[key] ?? CacheEntry()
    try change(&entry)
    try store(entry, as: key)
  }

  /// The number of entries and their total size in bytes.
  public var size: (entries: Int, bytes: Int) {
    let files = files.filter { !$0.isUnfinished }
    return (files.count, files.reduce(0) { $0 + $1.bytes })
  }

  /// Removes the least recently used entries until the rest fit in the capacity, and unfinished files
  /// of processes that were killed.
  public func trim() {
    let files = files
    for file in files where file.isUnfinished { removeIfAbandoned(file.path) }
    let entries = files.filter { !$0.isUnfinished }
    var total = entries.reduce(0) { $0 + $1.bytes }
    for file in entries.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) {
      guard total > capacity else { return }
      unlink(file.path)
      total -= file.bytes
    }
  }

  /// Removes all entries.
  ///
  /// - Throws: `FileFailure` for the first that cannot be removed.
  public func clear() throws(FileFailure) {
    for file in files {
      guard unlink(file.path) == 0 || errno == ENOENT else {
        throw FileFailure("unlink", file.path)
      }
    }
  }

  /// Marks the name of a file that is being written.
  private static let unfinished = ".new-"

  private struct File {
    var path: String
    var bytes: Int
    /// When it was last used, in nanoseconds since 1970.
    var used: Int64
    var isUnfinished: Bool
  }

  /// The entries' files in unspecified order; other files in the folder are ignored.
  private var files: [File] {
    let kinds = (try? fileNames(in: folder)) ?? []
    return kinds.flatMap { kind in
      // The names of entries begin with a digest of 64 digits.
      ((try? fileNames(in: "\(folder)/\(kind)")) ?? []).compactMap { name -> File? in
        let digest = name.prefix(64)
        guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit),
          let identity = FileIdentity(of: "\(folder)/\(kind)/\(name)")
        else { return nil }
        return File(
          path: "\(folder)/\(kind)/\(name)", bytes: Int(identity.size), used: identity.modified,
          isUnfinished: name.dropFirst(64).hasPrefix(Self.unfinished))
      }
    }
  }

  private func removeIfAbandoned(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
  }
}
