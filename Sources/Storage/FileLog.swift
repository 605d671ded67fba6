internal import Glibc
internal import Synchronization

/// Reads files, and remembers which version of each it read.
///
/// What a render reads goes through one log, so that “nothing changed” can later be decided from the
/// very versions that went into the pages, and a preview knows what to watch. The first look at a path
/// counts; a later look that finds something else makes the path ``FileState/changing``.
public final class FileLog: Sendable {
  private let seen = Mutex<[String: FileState]>([:])

  /// Creates an empty log.
  public init() {}

  /// The state of each path when it was first looked at.
  public var states: [String: FileState] { seen.withLock { $0 } }

  /// Notes the state of a path that was found out elsewhere.
  public func note(_ state: FileState, at path: String) {
    seen.withLock { seen in
      switch seen[path] {
      // To ask only whether there is something tells less.
      case nil: seen[path] = state
      case .present? where state != .absent: seen[path] = state
      case state?: break
      case .some(let known):
        if state == .present, known != .absent { return }
        seen[path] = .changing
      }
    }
  }

  /// Adds what another log saw.
  public func note(_ states: [String: FileState]) {
    for (path, state) in states { note(state, at: path) }
  }

  /// The bytes of a file.
  ///
  /// - Throws: `FileFailure` where it cannot be read.
  public func read(_ path: String) throws(FileFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let failure = FileFailure("open", path)
      note(FileIdentity(of: path) == nil ? .absent : .present, at: path)
      throw failure
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure("fstat", path) }
    let identity = FileIdentity(status)
    let bytes = try readAll(of: descriptor, expecting: Int(status.st_size), path)
    // Saved while it was being read.
    guard fstat(descriptor, &status) == 0 else { throw FileFailure("fstat", path) }
    note(FileIdentity(status) == identity ? .file(identity) : .changing, at: path)
    return bytes
  }

  /// The names in a folder, in the order of their bytes, hidden ones aside; none where there is no
  /// folder.
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

  /// What is at a path, links followed; nil where there is nothing.
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
  /// Whether every path is still as it was.
  public var areCurrent: Bool { allSatisfy { path, state in state.isCurrent(at: path) } }
}
