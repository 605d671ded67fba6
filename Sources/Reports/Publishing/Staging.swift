import CFileExchange
import Glibc
import Storage
import SystemPackage

/// A hidden folder next to a report's location in the output folder, to prepare the new version.
///
/// It has Lectern's marker from the beginning, so that the remains of a killed process are
/// recognized, and no other folder of that name is touched.
struct Staging {
  /// The path at which the report will be published.
  let place: String
  /// The path of the new version; after the exchange, that of the old one.
  let new: String
  /// The temporary path of the old version, on a file system that cannot exchange two folders.
  let old: String

  /// Determines the folders for a report.
  init(for name: String, in output: String) {
    place = "\(output)/\(name)"
    new = "\(output)/.\(name).lectern-new"
    old = "\(output)/.\(name).lectern-old"
  }

  /// The name of the report for the name of a hidden folder; nil for other names.
  static func placeName(ofHidden name: String) -> String? {
    let ends = [".lectern-new", ".lectern-old"]
    guard name.hasPrefix("."), let end = ends.first(where: name.hasSuffix) else { return nil }
    return String(name.dropFirst().dropLast(end.count))
  }

  /// Creates the hidden folder, with the manifest as its marker.
  func begin(_ manifest: [UInt8]) throws(FileFailure) {
    guard mkdir(new, 0o777) == 0 else { throw FileFailure("mkdir", new) }
    try writeFile("\(new)/\(manifestName)", manifest)
  }

  /// Removes or restores what a killed process left.
  ///
  /// - Throws: `Publisher.Occupied` if an item of somebody else has a hidden folder's name;
  ///   `FileFailure` if something cannot be removed.
  func recover() throws {
    if kind(of: place) == .absent, try isOurs(old) {
      guard rename(old, place) == 0 else { throw FileFailure("rename", place) }
    }
    // If the report's location is a folder of somebody else, it is left alone, and so are the
    // hidden folders next to it.
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

  /// Moves the new folder to its location.
  ///
  /// - Returns: The path of the old folder, if there was one.
  func exchange() throws -> String? {
    if kind(of: place) == .absent {
      guard rename(new, place) == 0 else { throw FileFailure("rename", place) }
      return nil
    }
    if exchange_paths(new, place) == 0 { return new }
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else { throw FileFailure("rename", place) }
    // Without an atomic exchange, there is a moment without a report. If this process cannot end
    // it, `recover` does.
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
  /// Files of somebody else that were added in the meantime are moved to the report's location. If
  /// that is not possible, they remain.
  func retire(_ hidden: String) throws {
    let contents = try FolderContents(of: hidden, repairing: true)
    var files = contents.entries.filter { $0.value.kind != .folder }.map(\.key)
    if kind(of: place) != .absent {
      let listed = try? ReportManifest.manifest(in: hidden)?.files
      let foreign = Set(contents.foreign(to: listed ?? files))
      for path in foreign.sorted() where contents.entries[path]?.kind != .folder {
        guard try !rescue(path, from: contents) else { continue }
        // Both have a file of this name; the one in the hidden folder remains as well.
        files.removeAll { $0 == path || $0 == manifestName }
      }
    }
    let folders = contents.entries.filter { $0.value.kind == .folder }.map(\.key)
    try contents.remove(files.sorted(), andFolders: folders)
  }

  /// Moves a file of somebody else to the report's location, unless that has a file of this name.
  ///
  /// - Returns: Whether the file is there now.
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
