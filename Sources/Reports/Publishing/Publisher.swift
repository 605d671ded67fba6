import Glibc
import Literate
import Parallelism
import Storage
import SystemPackage

/// Writes reports into an output folder, so that a reader sees the old or the new report as a
/// whole.
///
/// A report is written to a hidden folder next to its final location. When all of it is on disk, it
/// is exchanged with the old one atomically. Files that Lectern did not write are never replaced,
/// removed or followed; in a report's folder, they stay where they are.
public struct Publisher: Sendable {
  /// An item in the output folder that Lectern did not write has a name that it needs.
  public struct Occupied: Error, Equatable, Sendable {
    /// The path of the item.
    public var path: String
  }

  let output: String
  let isReport: @Sendable (String) -> Bool

  /// Creates a publisher.
  ///
  /// - Parameters:
  ///   - output: The path of the output folder. It is created by the first publication.
  ///   - isReport: Whether there is a report at the path of a source. A published report is left
  ///     over if its source is no longer a report.
  public init(
    output: String, isReport: @escaping @Sendable (String) -> Bool
  ) {
    self.output = FilePath(output).string
    self.isReport = isReport
  }

  /// Creates a publisher for which every existing source is a report.
  public init(output: String) {
    self.init(output: output) { access($0, F_OK) == 0 }
  }

  /// Writes a report.
  ///
  /// - Returns: The published files, and whether any of them is new.
  /// - Throws: `Occupied` if an item that Lectern did not write has the name of the report or of
  ///   one of its files; `FileFailure` if a file operation fails. In either case, the old report
  ///   remains complete.
  @discardableResult
  public func publish(_ report: PublishedReport) throws -> Publication {
    try makeFolders(output)
    return try whileLocked {
      let staging = Staging(for: report.name, in: output)
      try staging.recover()
      let old = try manifest(ofReport: report.name)
      if old == nil, kind(of: staging.place) != .absent { throw Occupied(path: staging.place) }
      let manifest = ReportManifest(
        files: report.files.keys.sorted(), card: report.card,
        source: report.source.flatMap { source in
          resolved(output).flatMap { path(source.path, from: $0) }
        }, parameters: report.source?.parameters)
      var files = report.files
      files[manifestName] = try manifest.manifestBytes()
      let contents = try FolderContents(of: staging.place)
      let same = Set(files.filter { contents.has($0.value, at: $0.key) }.map(\.key))
      let isNew = old != manifest || same.count < files.count
      if isNew { try write(files, same, replacing: old?.files ?? [], contents, by: staging) }
      return try publication(isNew: isNew, of: files.keys, in: staging.place)
    }
  }

  /// Writes a file into the output folder itself, if its contents have changed.
  ///
  /// - Throws: `Occupied` if an item that Lectern did not write has its name; `FileFailure`.
  @discardableResult
  public func publish(file name: String, _ bytes: [UInt8]) throws -> Publication {
    try makeFolders(output)
    return try whileLocked { try publishLocked(file: name, bytes) }
  }

  // MARK: Steps

  /// Runs a closure while no other publisher writes into the output folder.
  ///
  /// The lock is released if the process is killed.
  func whileLocked<Result>(_ work: () throws -> Result) throws -> Result {
    let folder = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileFailure("open", output) }
    defer { close(folder) }
    while flock(folder, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileFailure("flock", output) }
    }
    return try work()
  }

  /// The manifest of a report in the output folder; nil if there is none.
  func manifest(ofReport name: String) throws -> ReportManifest? {
    let folder = "\(output)/\(name)"
    return kind(of: folder) == .folder ? try ReportManifest.manifest(in: folder) : nil
  }

  /// The versions of the files as they are now.
  private func publication(isNew: Bool, of names: some Sequence<String>, in folder: String) throws
    -> Publication
  {
    // Read last, because removing another link to a file also changes its identity.
    var files: [String: FileIdentity] = [:]
    for name in names {
      let path = "\(folder)/\(name)"
      guard let identity = FileIdentity(of: path) else { throw FileFailure("stat", path) }
      files[path] = identity
    }
    return Publication(isNew: isNew, files: files)
  }

  /// Writes a new version of a report and replaces the old one.
  private func write(
    _ files: [String: [UInt8]], _ same: Set<String>, replacing old: [String],
    _ contents: FolderContents, by staging: Staging
  ) throws {
    let retired: String?
    do {
      try staging.begin(files[manifestName] ?? [])
      let foreign = contents.foreign(to: old)
      try carry(foreign, of: contents, to: staging.new)
      let folders = try addFolders(of: files.keys, in: staging, Set(foreign))
        .union(contents.folders(with: foreign))
      var new = folders.map { "\(staging.new)/\($0)" } + [staging.new]
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
        let path = "\(staging.new)/\(name)"
        // An unchanged file is linked; it is already on disk.
        if same.contains(name), name != manifestName,
          link("\(staging.place)/\(name)", path) == 0
        {
          continue
        }
        if name != manifestName { try writeFile(path, bytes) }
        new.append(path)
      }
      try syncAll(new)
      retired = try staging.exchange()
      try sync(output)
    } catch {
      // If this fails, the next publication of the report removes it.
      try? FolderContents(of: staging.new).removeAll()
      throw error
    }
    if let retired { try staging.retire(retired) }
  }

  /// Links the files that Lectern did not write into the new folder, without copying them.
  private func carry(_ foreign: [String], of contents: FolderContents, to new: String) throws {
    for path in foreign {
      if contents.entries[path]?.kind == .folder {
        try makeFolders("\(new)/\(path)")
        continue
      }
      try makeFolders(FilePath("\(new)/\(path)").removingLastComponent().string)
      // Links a symbolic link itself, not its target.
      let old = "\(contents.folder)/\(path)"
      guard linkat(AT_FDCWD, old, AT_FDCWD, "\(new)/\(path)", 0) == 0 else {
        throw FileFailure("linkat", "\(new)/\(path)")
      }
    }
    for path in foreign.reversed() {
      guard let entry = contents.entries[path], entry.kind == .folder else { continue }
      chmod("\(new)/\(path)", entry.mode)
    }
  }

  /// Creates the folders of a report's files.
  ///
  /// - Returns: Their paths in the report's folder.
  /// - Throws: `Occupied` if an item of somebody else has the name of a file or a folder.
  private func addFolders(
    of files: some Sequence<String>, in staging: Staging, _ foreign: Set<String>
  ) throws -> Set<String> {
    var folders: Set<String> = []
    for file in files {
      if foreign.contains(file) { throw Occupied(path: "\(staging.place)/\(file)") }
      folders.formUnion(FilePath(file).ancestors.map(\.string))
    }
    for folder in folders.sorted() {
      let new = "\(staging.new)/\(folder)"
      if kind(of: new) != .folder, mkdir(new, 0o777) != 0 {
        guard errno != EEXIST else { throw Occupied(path: "\(staging.place)/\(folder)") }
        throw FileFailure("mkdir", new)
      }
    }
    return folders
  }
}

/// Waits until some files and folders are on disk, all at once so that the writes can be combined.
private func syncAll(_ paths: [String]) throws(FileFailure) {
  let failures = paths.concurrentMap { path -> FileFailure? in
    do throws(FileFailure) {
      try sync(path)
      return nil
    } catch {
      return error
    }
  }
  if let failure = failures.compactMap(\.self).first { throw failure }
}

extension FolderContents {
  /// Whether a file of the folder has these bytes.
  fileprivate func has(_ bytes: [UInt8], at path: String) -> Bool {
    guard let entry = entries[path], entry.kind == .file, entry.identity.size == bytes.count
    else { return false }
    return (try? readFile("\(folder)/\(path)")) == bytes
  }

  /// Removes everything, including the folder.
  fileprivate func removeAll() throws(FileFailure) {
    let folders = entries.filter { $0.value.kind == .folder }.map(\.key)
    try remove(Array(entries.keys), andFolders: folders)
  }
}
