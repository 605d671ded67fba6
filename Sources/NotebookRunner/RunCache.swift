internal import FoundationEssentials
internal import Glibc
internal import Literate
public import NotebookOutputs
internal import Storage

/// Finished runs on disk, by what decided them.
///
/// An entry is a folder that appears under its name in one step, so that renders which run at the
/// same time never see half of one. An entry that cannot be read counts as absent.
public struct RunCache: Sendable {
  /// Where the entries lie.
  public var folder: String
  /// How many entries are kept; the ones that were not used for longest go first.
  public var capacity: Int
  /// How many bytes the entries may take together, the newest aside.
  public var bytes: Int

  /// Creates a cache in a folder, which need not exist.
  public init(folder: String, capacity: Int = 200, bytes: Int = 1 << 30) {
    self.folder = folder
    self.capacity = capacity
    self.bytes = bytes
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

  /// What there is of a run.
  enum Kept {
    case found(Entry)
    /// Nothing, or what was made from data that changed since.
    case absent
    /// Something that is not whole, or that another program wrote.
    case damaged
  }

  /// The entry under a key, if it is whole and the data that it was made from are as they were.
  func lookUp(_ key: Digest) -> Kept {
    let path = "\(runs)/\(key)"
    guard let data = try? Data(contentsOf: URL(filePath: "\(path)/outputs.json")) else {
      return access(path, F_OK) == 0 ? .damaged : .absent
    }
    guard var entry = try? JSONDecoder().decode(Entry.self, from: data) else { return .damaged }
    for case .shown(.figure(let figure)) in entry.outputs.cells.joined()
    where access("\(path)/\(figure.stem).svg", R_OK) != 0 { return .damaged }
    guard entry.isCurrent else { return .absent }
    utimes(path, nil)
    entry.outputs.folder = path
    return .found(entry)
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
      RunEnvironment.accesses,
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
    let dated = names.map { name in
      var status = stat()
      stat("\(runs)/\(name)", &status)
      return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec, name)
    }
    var total = 0
    for (rank, (_, _, name)) in dated.sorted(by: >).enumerated() {
      total += size(of: "\(runs)/\(name)")
      guard rank > 0, rank >= capacity || total > bytes else { continue }
      try? FileManager.default.removeItem(atPath: "\(runs)/\(name)")
    }
  }

  private func size(of entry: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: entry)) ?? []
    return names.reduce(0) { sum, name in
      var status = stat()
      return stat("\(entry)/\(name)", &status) == 0 ? sum + Int(status.st_size) : sum
    }
  }
}

/// Why a run could not be kept.
public enum CacheError: Error, Equatable, Sendable {
  /// A folder cannot be written; the second value is the system's `errno`.
  case unwritable(path: String, Int32)
}
