internal import Glibc

/// Results of earlier work on disk, each under everything that decided it.
///
/// An entry is one file, which appears under its name in one step. Reading takes the whole of it into
/// memory and verifies it, so that no other process can take away or change what this one uses, and
/// any entry may be removed at any time. A damaged entry is the same as none, except that
/// ``Found/damaged`` says so.
public struct Cache: Sendable {
  /// The folder of the entries.
  public let folder: String
  /// The number of bytes to which ``trim()`` reduces the entries; those not used for longest go first.
  public let capacity: Int

  /// Opens a cache.
  ///
  /// - Parameters:
  ///   - folder: Its folder, which need not exist.
  ///   - capacity: How many bytes its entries may take together after ``trim()``.
  public init(folder: String, capacity: Int = 2 << 30) {
    self.folder = folder
    self.capacity = capacity
  }

  /// What is under a key.
  public enum Found: Equatable, Sendable {
    case entry(CacheEntry)
    case absent
    /// Something that is not as it was written.
    case damaged
  }

  /// Looks up a result, and marks it as used now.
  public func find(_ key: CacheKey) -> Found {
    let path = "\(folder)/\(key)"
    guard let bytes = try? readFile(path) else { return exists(path) ? .damaged : .absent }
    guard let entry = CacheEntry(encoded: bytes) else { return .damaged }
    utimensat(AT_FDCWD, path, nil, 0)
    return .entry(entry)
  }

  /// The entry under a key, if there is one that is whole.
  public subscript(key: CacheKey) -> CacheEntry? {
    if case .entry(let entry) = find(key) { entry } else { nil }
  }

  /// Keeps a result in place of what was under its key.
  ///
  /// - Parameters:
  ///   - entry: The result.
  ///   - key: Everything that decided it.
  ///   - isDurable: Whether to wait until the disk has the entry. One that is lost in a power failure
  ///     is found damaged, and a result that is cheap to compute again need not wait.
  /// - Throws: `FileFailure` where the folder cannot be written; what was there stays.
  public func keep(
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
    // While it is locked, another process is writing it.
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

  /// Changes the entry under a key while no other process does; a damaged entry is the same as none.
  ///
  /// - Throws: `FileFailure` where the folder cannot be written.
  public func update(
    _ key: CacheKey, _ change: (inout CacheEntry) throws -> Void
  ) throws {
    try makeFolders(folder)
    let lock = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0 else { throw FileFailure("open", "\(folder)/lock") }
    // The lock ends with the descriptor, and so with the process.
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else { throw FileFailure("flock", "\(folder)/lock") }
    var entry = self[key] ?? CacheEntry()
    try change(&entry)
    try keep(entry, as: key)
  }

  /// How many entries there are, and how many bytes they take.
  public var size: (entries: Int, bytes: Int) {
    let files = files.filter { !$0.isUnfinished }
    return (files.count, files.reduce(0) { $0 + $1.bytes })
  }

  /// Removes the entries that were not used for longest until the others fit in the capacity, and
  /// what processes left that were killed while they wrote.
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

  /// What the name of a file contains that is being written.
  private static let unfinished = ".new-"

  private struct File {
    var path: String
    var bytes: Int
    /// When it was last used.
    var used: Int64
    var isUnfinished: Bool
  }

  /// The files of the kinds' folders, in no order; nothing else in the folder is looked at.
  private var files: [File] {
    let kinds = (try? fileNames(in: folder)) ?? []
    return kinds.flatMap { kind in
      // Entries are named by their digests; other files are not.
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
