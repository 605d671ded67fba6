import Glibc
import Storage
import SystemPackage

/// The contents of a folder, at any depth.
///
/// Links are listed but not followed.
struct FolderContents {
  /// An item in the folder.
  struct Entry {
    var kind: FileKind
    var identity: FileIdentity
    /// The permission bits.
    var mode: mode_t
  }

  /// The path of the folder.
  let folder: String
  /// The items, by path in the folder.
  private(set) var entries: [String: Entry] = [:]

  /// Lists a folder.
  ///
  /// A folder that does not exist is empty.
  ///
  /// - Parameters:
  ///   - folder: The path of the folder.
  ///   - repairs: Whether to make folders readable if their owner may not read them.
  init(of folder: String, repairing repairs: Bool = false) throws(FileFailure) {
    self.folder = folder
    if kind(of: folder) == .folder { try list("", repairs) }
  }

  private mutating func list(_ path: String, _ repairs: Bool) throws(FileFailure) {
    let place = path.isEmpty ? folder : "\(folder)/\(path)"
    if repairs { makeWritable(place) }
    for name in try fileNames(in: place) {
      let path = path.isEmpty ? name : "\(path)/\(name)"
      var status = stat()
      guard lstat("\(folder)/\(path)", &status) == 0 else {
        throw FileFailure("lstat", "\(folder)/\(path)")
      }
      let kind: FileKind =
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
      entries[path] = Entry(
        kind: kind, identity: FileIdentity(status), mode: status.st_mode & 0o7777)
      if kind == .folder { try list(path, repairs) }
    }
  }

  /// The paths that are not Lectern's, with each folder before its contents.
  ///
  /// A file is Lectern's if the manifest lists it and it is still a file. A folder is Lectern's if
  /// the manifest lists a file in it.
  ///
  /// - Parameter files: The files that the manifest lists.
  func foreign(to files: [String]) -> [String] {
    let files = Set(files)
    let folders = foldersAbove(files)
    return entries.filter { path, entry in
      switch entry.kind {
      case .file: path != manifestName && !files.contains(path)
      case .folder: !folders.contains(path)
      case .other, .absent: true
      }
    }.keys.sorted()
  }

  /// The folders that contain some entries, or are among them.
  func folders(with paths: [String]) -> Set<String> {
    foldersAbove(paths).union(paths.filter { entries[$0]?.kind == .folder })
  }

  /// The folders that contain some files, below this folder.
  func foldersAbove(_ files: some Sequence<String>) -> Set<String> {
    Set(files.flatMap { FilePath($0).ancestors.map(\.string) })
  }

  /// Removes some files, then the folders that become empty, and then the folder itself if it is
  /// empty.
  ///
  /// A write-protected folder is made writable first.
  ///
  /// - Parameters:
  ///   - files: The paths of files in the folder. If they include the manifest, it is removed last,
  ///     so that a partly removed folder still has its marker.
  ///   - folders: Other folders to remove if they are empty.
  func remove(_ files: [String], andFolders folders: [String] = []) throws(FileFailure) {
    let listed = files.filter { entries[$0].map { $0.kind != .folder } ?? false }
    for path in listed where path != manifestName {
      try repairing(path, "unlink") { unlink($0) }
    }
    for path in foldersAbove(listed).union(folders).sorted(by: >) {
      try repairing(path, "rmdir") { rmdir($0) == 0 || errno == ENOTEMPTY ? 0 : -1 }
    }
    if listed.contains(manifestName) { try repairing(manifestName, "unlink") { unlink($0) } }
    guard rmdir(folder) == 0 || errno == ENOENT || errno == ENOTEMPTY else {
      throw FileFailure("rmdir", folder)
    }
  }

  private func repairing(
    _ path: String, _ operation: String, _ remove: (String) -> Int32
  ) throws(FileFailure) {
    let place = "\(folder)/\(path)"
    if remove(place) == 0 || errno == ENOENT { return }
    let failure = FileFailure(operation, place)
    guard failure.code == EACCES else { throw failure }
    let parent = FilePath(place).removingLastComponent().string
    guard makeWritable(parent), remove(place) == 0 else { throw failure }
  }
}

/// Gives the owner of a folder read and write permission if the owner does not have it.
///
/// - Returns: Whether the permissions were changed. Only the owner can change them.
@discardableResult
func makeWritable(_ folder: String) -> Bool {
  var status = stat()
  return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    && status.st_mode & 0o700 != 0o700 && chmod(folder, status.st_mode & 0o7777 | 0o700) == 0
}
