public import Storage
internal import SystemPackage

/// A path that the result of a run depends on.
public struct FileInput: Equatable, Sendable {
  /// What the program first found at the path.
  public enum Observation: Equatable, Sendable {
    /// A file that it read.
    case contents(FileIdentity)
    /// A folder that it listed.
    case names(FileIdentity)
    /// A file of which it only checked the existence and perhaps the size.
    case file(FileIdentity)
    /// A folder of which it only checked the existence.
    case folder
    /// Nothing.
    case absent
  }

  /// The absolute path.
  public var path: String
  /// What the program found there before it changed anything.
  public var observation: Observation
  /// Whether another program changed it during the run, so that the result belongs to no single state
  /// of the disk.
  public var changedDuringRun = false
  /// Whether the program later created, wrote or removed it, or something in it if it is a folder that
  /// the program had listed.
  public var isWritten = false

  /// Creates an input.
  public init(
    _ path: String, _ observation: Observation, changedDuringRun: Bool = false,
    isWritten: Bool = false
  ) {
    self.path = path
    self.observation = observation
    self.changedDuringRun = changedDuringRun
    self.isWritten = isWritten
  }

  /// The inputs of a program, given its file accesses.
  ///
  /// A file that the program created or truncated before reading it is not an input. A file that it
  /// appended to before reading it is.
  ///
  /// - Parameter accesses: The accesses in order.
  /// - Returns: The inputs, one for each path, sorted by path.
  public static func inputs(of accesses: [FileAccess]) -> [FileInput] {
    var inputs: [String: FileInput] = [:]
    /// The paths that the program wrote before it read them.
    var created: Set<String> = []
    /// The versions of files before the program wrote to them.
    var updated: [String: FileIdentity] = [:]
    for access in accesses where !created.contains(access.path) {
      let path = access.path
      switch access.kind {
      case .written:
        if inputs[path] == nil { created.insert(path) }
        inputs[path]?.isWritten = true
        let folder = FilePath(path).removingLastComponent().string
        if case .names? = inputs[folder]?.observation {
          inputs[folder]?.isWritten = true
        }
      case .updated:
        if inputs[path] == nil { updated[path] = updated[path] ?? access.identity }
        inputs[path]?.isWritten = true
      default:
        guard let observation = Observation(access) else { continue }
        if let before = updated[path], inputs[path] == nil {
          guard case .contents = observation else { continue }
          inputs[path] = FileInput(path, .contents(before), isWritten: true)
        } else if let known = inputs[path] {
          inputs[path] = known.updated(with: observation)
        } else {
          inputs[path] = FileInput(path, observation)
        }
      }
    }
    return inputs.values.sorted { $0.path < $1.path }
  }

  private func updated(with next: Observation) -> FileInput {
    // A difference is expected if the program itself changed the path.
    if isWritten, observation.includesContents || observation == .absent { return self }
    var input = self
    switch (observation, next) {
    case (.contents(let first), .contents(let second)), (.names(let first), .names(let second)):
      input.changedDuringRun = changedDuringRun || first != second
    case (.contents, .file), (.names, .folder), (.file, .file), (.folder, .folder),
      (.absent, .absent):
      break
    case (.file, .contents), (.folder, .names):
      input.observation = next
    default:
      // It appeared, disappeared, or became something else.
      input.changedDuringRun = true
      if next.includesContents, !observation.includesContents { input.observation = next }
    }
    return input
  }
}

extension FileInput.Observation {
  fileprivate init?(_ access: FileAccess) {
    switch (access.kind, access.identity) {
    case (.read, let identity?): self = .contents(identity)
    case (.listed, let identity?): self = .names(identity)
    case (.examined, let identity?): self = .file(identity)
    case (.examinedFolder, _): self = .folder
    case (.absent, _): self = .absent
    default: return nil
    }
  }

  fileprivate var includesContents: Bool {
    switch self {
    case .contents, .names: true
    default: false
    }
  }
}
