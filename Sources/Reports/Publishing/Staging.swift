import CFileExchange
import Glibc
import Storage
import SystemPackage

/// A hidden folder beside a place in the output folder, in which what is to be there is prepared.
///
/// It has Lectern's mark from the beginning, so that one that was left by a process that was killed
/// is known as Lectern's, and nothing else of that name is touched.
struct Staging {
  /// The path of what will be published.
  let place: String
  /// Where it is prepared; after the exchange, where the old one is.
  let new: String
  /// Where the old one waits on a file system that cannot exchange two folders.
  let old: String

  /// Names the folders for a place.
  init(for name: String, in output: String) {
    place = "\(output)/\(name)"
    new = "\(output)/.\(name).lectern-new"
    old = "\(output)/.\(name).lectern-old"
  }

  /// The name of the place, if a name in the output folder is that of a hidden folder beside it.
  static func placeName(ofHidden name: String) -> String? {
    let ends = [".lectern-new", ".lectern-old"]
    guard name.hasPrefix("."), let end = ends.first(where: name.hasSuffix) else { return nil }
    return String(name.dropFirst().dropLast(end.count))
  }

  /// Creates the hidden folder, with the manifest in it that is the mark.
  func begin(_ manifest: [UInt8]) throws(FileFailure) {
    guard mkdir(new, 0o777) == 0 else { throw FileFailure("mkdir", new) }
    try writeFile("\(new)/\(manifestName)", manifest)
  }

  /// Clears away what a process left that was killed, or puts it back.
  ///
  /// - Throws: `Publisher.Occupied` where something of somebody else has a hidden folder's name;
  ///   `FileFailure` where something cannot be removed.
  func recover() throws {
    if kind(of: place) == .absent, try isOurs(old) {
      guard rename(old, place) == 0 else { throw FileFailure("rename", place) }
    }
    // A folder of somebody else at the place is left alone, and what is hidden beside it too.
    if kind(of: place) == .folder, kind(of: "\(place)/\(manifestName)") != .file { return }
    for hidden in [new, old] where try isOurs(hidden) {
      try retire(hidden)
      if kind(of: hidden) != .absent { throw Publisher.Occupied(path: hidden) }
    }
  }

  /// Whether there is a hidden folder that Lectern made.
  private func isOurs(_ hidden: String) throws -> Bool {
    switch kind(of: hidden) {
    case .absent: return false
    case .folder: break
    case .file, .other: throw Publisher.Occupied(path: hidden)
    }
    switch kind(of: "\(hidden)/\(manifestName)") {
    case .file: return true
    case .absent where rmdir(hidden) == 0: return false  // Killed before it could be marked.
    case .other where makeWritable(hidden): return try isOurs(hidden)  // Protected since.
    case .absent, .folder, .other: throw Publisher.Occupied(path: hidden)
    }
  }

  /// Puts the new folder at its place.
  ///
  /// - Returns: The path of the old folder, if there was one.
  func exchange() throws -> String? {
    if kind(of: place) == .absent {
      guard rename(new, place) == 0 else { throw FileFailure("rename", place) }
      return nil
    }
    if exchange_paths(new, place) == 0 { return new }
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else { throw FileFailure("rename", place) }
    // A file system that cannot exchange has a moment without a report; `recover` ends it if this
    // process can't.
    guard rename(place, old) == 0 else { throw FileFailure("rename", place) }
    guard rename(new, place) == 0 else {
      let failure = FileFailure("rename", place)
      rename(old, place)
      throw failure
    }
    return old
  }

  /// Removes a hidden folder.
  ///
  /// Files of somebody else that came into it meanwhile go to the place; where they cannot, they stay.
  func retire(_ hidden: String) throws {
    let contents = try FolderContents(of: hidden, repairing: true)
    var files = contents.entries.filter { $0.value.kind != .folder }.map(\.key)
    if kind(of: place) != .absent {
      let listed = try? ReportManifest.manifest(in: hidden)?.files
      let foreign = Set(contents.foreign(to: listed ?? files))
      for path in foreign.sorted() where contents.entries[path]?.kind != .folder {
        guard try !rescue(path, from: contents) else { continue }
        // Two files of one name: the one in the hidden folder stays as well.
        files.removeAll { $0 == path || $0 == manifestName }
      }
    }
    let folders = contents.entries.filter { $0.value.kind == .folder }.map(\.key)
    try contents.remove(files.sorted(), andFolders: folders)
  }

  /// Puts a file of somebody else to its place, if it is not there.
  ///
  /// - Returns: Whether it is there now.
  private func rescue(_ path: String, from contents: FolderContents) throws -> Bool {
    guard kind(of: place) == .folder, let entry = contents.entries[path] else { return false }
    var status = stat()
    if lstat("\(place)/\(path)", &status) == 0 {
      let there = FileIdentity(status)
      return there.inode == entry.identity.inode && there.device == entry.identity.device
    }
    let folder = FilePath("\(place)/\(path)").removingLastComponent().string
    try makeFolders(folder)
    guard kind(of: folder) == .folder else { return false }
    return linkat(AT_FDCWD, "\(contents.folder)/\(path)", AT_FDCWD, "\(place)/\(path)", 0) == 0
  }
}
