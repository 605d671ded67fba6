internal import FoundationEssentials
internal import Glibc
internal import Literate
public import NotebookOutputs

/// Finished runs on disk, by what decided them.
///
/// An entry is a folder that appears under its name in one step, so that renders which run at the
/// same time never see half of one. An entry that cannot be read counts as absent.
public struct RunCache: Sendable {
  /// Where the entries lie.
  public var folder: String
  /// How many entries are kept; the ones that were not used for longest go first.
  public var capacity: Int

  /// Creates a cache in a folder, which need not exist.
  public init(folder: String, capacity: Int = 200) {
    self.folder = folder
    self.capacity = capacity
  }

  /// What an entry says besides its files.
  struct Entry: Codable {
    var outputs: ChapterOutputs
    var warnings: [CellWarning]
    /// The files that the notebook read through its loaders, with the digests of what they held.
    var inputs: [String: String] = [:]

    /// Whether every file that the run read still holds the same.
    var isCurrent: Bool {
      inputs.allSatisfy { path, digest in RunCache.digest(ofFile: path) == digest }
    }
  }

  /// The digest of a file's bytes, or a word that is none where it cannot be read.
  static func digest(ofFile path: String) -> String {
    (try? Data(contentsOf: URL(filePath: path))).map { "\(Digest([UInt8]($0)))" } ?? "unreadable"
  }

  /// A warning of the compiler, placed by its cell, so that it moves along when prose is edited.
  struct CellWarning: Codable {
    var cell: Int
    var line: Int
    var column: Int
    var problem: Problem
  }

  func entry(_ key: Digest) -> Entry? {
    let path = "\(runs)/\(key)"
    guard let data = try? Data(contentsOf: URL(filePath: "\(path)/outputs.json")),
      var entry = try? JSONDecoder().decode(Entry.self, from: data), entry.isCurrent
    else { return nil }
    utimes(path, nil)
    entry.outputs.folder = path
    return entry
  }

  /// A folder for a run that is about to begin.
  ///
  /// Left-overs of killed renders are removed.
  func beginRun() throws -> String {
    let running = "\(folder)/running"
    try FileManager.default.createDirectory(atPath: running, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: running) {
      let process = name.split(separator: "-").first.flatMap { pid_t($0) }
      if let process, kill(process, 0) == 0 || errno == EPERM { continue }
      try? FileManager.default.removeItem(atPath: "\(running)/\(name)")
    }
    var template = Array("\(running)/\(getpid())-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw CacheError.unwritable(path: running, errno) }
    return String(cString: made)
  }

  /// Keeps a finished run: the folder becomes the entry.
  ///
  /// - Returns: Where the run's files lie from now on.
  func keep(_ entry: Entry, from running: String, as key: Digest) throws -> String {
    for name in [
      "main.swift", "support.swift", "notebook", "events", "output", "error", "position",
    ] {
      try? FileManager.default.removeItem(atPath: "\(running)/\(name)")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(entry).write(to: URL(filePath: "\(running)/outputs.json"))
    try FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: true)
    let path = "\(runs)/\(key)"
    if rename(running, path) != 0 {
      // There already: another render was faster, or the entry was damaged. Ours is whole.
      let doomed = "\(running)-replaced"
      rename(path, doomed)
      let placed = rename(running, path)
      try? FileManager.default.removeItem(atPath: doomed)
      guard placed == 0 else { throw CacheError.unwritable(path: path, errno) }
    }
    trim()
    return path
  }

  /// Removes what a run left that was not kept, because it did not come to its end.
  public func discard(_ outputs: ChapterOutputs) {
    guard outputs.folder.hasPrefix("\(folder)/running/") else { return }
    try? FileManager.default.removeItem(atPath: outputs.folder)
  }

  private var runs: String { "\(folder)/runs" }

  private func trim() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
    guard names.count > capacity else { return }
    let dated = names.map { name in
      var status = stat()
      stat("\(runs)/\(name)", &status)
      return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec, name)
    }
    for (_, _, name) in dated.sorted(by: <).prefix(names.count - capacity) {
      try? FileManager.default.removeItem(atPath: "\(runs)/\(name)")
    }
  }
}

/// Why a run could not be kept.
public enum CacheError: Error, Equatable, Sendable {
  /// A folder cannot be written; the second value is the system's `errno`.
  case unwritable(path: String, Int32)
}
