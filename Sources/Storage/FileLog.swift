internal import Glibc
internal import Synchronization

/// Reads files and records which version of each was read.
///
/// A render reads everything through a log, so that the next render can tell whether anything changed
/// and a preview knows which files to watch. The first state seen at a path is kept; if a later one
/// differs, the state becomes ``FileState/changing``.
public final class FileLog: Sendable {
  private let seen = Mutex<[String: FileState]>([:])

  /// Creates an empty log.
  public init() {}

  /// The state of each path when it was first examined.
  public var states: [String: FileState] { seen.withLock { $0 } }

  /// Records a state that was determined elsewhere.
  public func note(_ state: FileState, at path: String) {
    seen.withLock { seen in
      switch seen[path] {
      // `present` says less than any other state of something that exists.
      case nil: seen[path] = state
      case .present? where state != .absent: seen[path] = state
      case state?: break
      case .some(let known):
        if state == .present, known != .absent { return }
        seen[path] = .changing
      }
    }
  }

  /// Records the states of another log.
  public func note(_ states: [String: FileState]) {
    for (path, state) in states { note(state, at: path) }
  }

  /// The contents of a file.
  ///
  /// - Throws: `FileFailure` if it cannot be read.
  public func read(_ path: String) throws(FileFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let failure = FileFailure("read", path)
      note(FileIdentity(of: path) == nil ? .absent : .present, at: path)
      throw failure
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure("fstat", path) }
    let identity = FileIdentity(status)
    let bytes = try readAll(of: descriptor, expecting: Int(status.st_size), path)
    // A different identity now means that the file was written while it was being read.
    guard fstat(descriptor, &status) == 0 else { throw FileFailure("fstat", path) }
    note(FileIdentity(status) == identity ? .file(identity) : .changing, at: path)
    return bytes
  }

  /// The names in a folder except hidden ones, sorted by their bytes; empty if there is no folder.
  public func names(in folder: String) -> [String] {
    guard let names = try? fileNames(in: folder) else {
      note(FileIdentity(of: folder) == nil ? .absent : .present, at: folder)
      return []
    }
    note(.folder(names), at: folder)
    return names.filter { !$0.hasPrefix(".") }
  }

  /// What is at a path.
  public enum Kind: Sendable {
    case file
    case folder
  }

  /// What is at a path, following links; nil if nothing is.
  public func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      note(.absent, at: path)
      return nil
    }
    note(.present, at: path)
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }
}

extension [String: FileState] {
  /// Whether every path is still in its recorded state.
  public var areCurrent: Bool { allSatisfy { path, state in state.isCurrent(at: path) } }
}
