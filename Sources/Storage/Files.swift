import Glibc
internal import SystemPackage

/// A file that could not be read or written.
public struct FileFailure: Error, Equatable, Sendable {
  /// The path of the file.
  public var path: String
  /// The system call that failed.
  public var operation: String
  /// The error number (`errno`).
  public var code: Int32

  /// The system's description of the error.
  public var reason: String { String(cString: strerror(code)) }

  /// Creates the failure of the system call that was just made, from `errno`.
  public init(_ operation: String, _ path: String) {
    self.path = path
    self.operation = operation
    code = errno
  }
}

/// The contents of a file.
public func readFile(_ path: String) throws(FileFailure) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileFailure("read", path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileFailure("fstat", path) }
  return try readAll(of: descriptor, expecting: Int(status.st_size), path)
}

/// The first bytes of a file, at most `limit` of them.
public func readFile(_ path: String, atMost limit: Int) throws(FileFailure) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileFailure("read", path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileFailure("fstat", path) }
  return try readSome(min(limit, Int(status.st_size)), of: descriptor, path)
}

/// The contents of an open file.
///
/// - Parameter size: The expected number of bytes; there may be more or fewer.
func readAll(
  of descriptor: Int32, expecting size: Int, _ path: String
) throws(FileFailure) -> [UInt8] {
  // One more byte than expected, so that the same call also sees the end of the file.
  var room = size + 1
  var bytes = try readSome(room, of: descriptor, path)
  var got = bytes.count
  while got == room {
    // The file grew, or reports no size (as in /proc).
    room = max(bytes.count, 1 << 16)
    let more = try readSome(room, of: descriptor, path)
    got = more.count
    bytes += more
  }
  return bytes
}

/// The next bytes of an open file: `room` of them, or fewer at its end.
///
/// The buffer is not zeroed first: most files are figures, which are large.
private func readSome(_ room: Int, of descriptor: Int32, _ path: String) throws(FileFailure)
  -> [UInt8]
{
  var failure: FileFailure?
  let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
    while count < room {
      let got = read(descriptor, buffer.baseAddress! + count, room - count)
      if got == 0 { return }
      if got > 0 {
        count += got
      } else if errno != EINTR {
        failure = FileFailure("read", path)
        return
      }
    }
  }
  if let failure { throw failure }
  return bytes
}

/// Writes bytes to an open file.
public func writeAll(
  _ bytes: [UInt8], to descriptor: Int32, path: String = ""
) throws(FileFailure) {
  var offset = 0
  while offset < bytes.count {
    let done = bytes.withUnsafeBytes {
      write(descriptor, $0.baseAddress! + offset, bytes.count - offset)
    }
    if done < 0 {
      if errno == EINTR { continue }
      throw FileFailure("write", path)
    }
    offset += done
  }
}

/// Creates or replaces a file.
public func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileFailure) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw FileFailure("open", path) }
  defer { close(descriptor) }
  try writeAll(bytes, to: descriptor, path: path)
}

/// Waits until a file's contents, or a folder's names, are on disk.
///
/// Syncing a folder makes a rename in it survive a power failure.
public func sync(_ path: String) throws(FileFailure) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileFailure("open", path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw FileFailure("fsync", path) }
}

/// The names in a folder except `.` and `..`, sorted by their bytes.
public func fileNames(in folder: String) throws(FileFailure) -> [String] {
  guard let directory = opendir(folder) else { throw FileFailure("opendir", folder) }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// The paths that match a pattern with `*`, `?` and `[…]` (POSIX `glob`), sorted by their bytes.
public func paths(matching pattern: String) -> [String] {
  var found = glob_t()
  defer { globfree(&found) }
  guard glob(pattern, 0, nil, &found) == 0 else { return [] }
  return (0..<Int(found.gl_pathc)).compactMap { index in
    found.gl_pathv[index].map { String(cString: $0) }
  }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Whether something is at a path, even a dangling link.
public func exists(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}

/// Creates a folder and its missing parents.
public func makeFolders(_ path: String) throws(FileFailure) {
  if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
  let failure = FileFailure("mkdir", path)
  let parent = FilePath(path).removingLastComponent()
  guard failure.code == ENOENT, !parent.components.isEmpty else { throw failure }
  try makeFolders(parent.string)
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileFailure("mkdir", path) }
}

/// Removes a file, or a folder and its contents; what cannot be removed is left.
public func removeTree(_ path: String) {
  if unlink(path) == 0 || errno == ENOENT { return }
  for name in (try? fileNames(in: path)) ?? [] { removeTree("\(path)/\(name)") }
  rmdir(path)
}
