public import Storage
internal import SystemPackage

/// A file, a folder or the lack of one that the result of a run depends on.
public struct FileInput: Equatable, Sendable {
  /// What the program saw there first.
  public enum Sight: Equatable, Sendable {
    /// A file, whose contents it read.
    case contents(FileIdentity)
    /// A folder, whose names it listed.
    case names(FileIdentity)
    /// A file that it only asked about: that it exists, and perhaps its size.
    case file(FileIdentity)
    /// A folder that it only asked about.
    case folder
    /// Nothing.
    case absence
  }

  /// The absolute path.
  public var path: String
  /// What the program saw there before it changed anything.
  public var sight: Sight
  /// Whether someone else changed it while the program ran.
  ///
  /// The result belongs to no single state of the disk.
  public var changedDuringRun = false
  /// Whether the program itself then created, wrote or removed it; of a folder that was listed,
  /// whether it did so with something in it.
  public var isWritten = false

  /// Creates an input.
  public init(
    _ path: String, _ sight: Sight, changedDuringRun: Bool = false, isWritten: Bool = false
  ) {
    self.path = path
    self.sight = sight
    self.changedDuringRun = changedDuringRun
    self.isWritten = isWritten
  }

  /// What a program depends on, given all that it did.
  ///
  /// What it made itself is not an input: a file that it created or emptied before it read it. A
  /// file that it appended to before it read it is.
  ///
  /// - Parameter accesses: The accesses in order.
  /// - Returns: The inputs, one for each path, sorted by path.
  public static func inputs(of accesses: [FileAccess]) -> [FileInput] {
    var inputs: [String: FileInput] = [:]
    /// What the program made before it looked at it.
    var made: Set<String> = []
    /// Files as they were before the program wrote to them.
    var updated: [String: FileIdentity] = [:]
    for access in accesses where !made.contains(access.path) {
      let path = access.path
      switch access.kind {
      case .written:
        if inputs[path] == nil { made.insert(path) }
        inputs[path]?.isWritten = true
        let folder = FilePath(path).removingLastComponent().string
        if case .names? = inputs[folder]?.sight {
          inputs[folder]?.isWritten = true
        }
      case .updated:
        if inputs[path] == nil { updated[path] = updated[path] ?? access.identity }
        inputs[path]?.isWritten = true
      default:
        guard let sight = Sight(access) else { continue }
        if let before = updated[path], inputs[path] == nil {
          guard case .contents = sight else { continue }
          inputs[path] = FileInput(path, .contents(before), isWritten: true)
        } else if let known = inputs[path] {
          inputs[path] = known.seenAgain(sight)
        } else {
          inputs[path] = FileInput(path, sight)
        }
      }
    }
    return inputs.values.sorted { $0.path < $1.path }
  }

  private func seenAgain(_ next: Sight) -> FileInput {
    // What the program changed itself looks different, and is.
    if isWritten, sight.isLookedInto || sight == .absence { return self }
    var input = self
    switch (sight, next) {
    case (.contents(let first), .contents(let second)), (.names(let first), .names(let second)):
      input.changedDuringRun = changedDuringRun || first != second
    case (.contents, .file), (.names, .folder), (.file, .file), (.folder, .folder),
      (.absence, .absence):
      break
    case (.file, .contents), (.folder, .names):
      input.sight = next
    default:
      // It came, went, or became something else.
      input.changedDuringRun = true
      if next.isLookedInto, !sight.isLookedInto { input.sight = next }
    }
    return input
  }
}

extension FileInput.Sight {
  fileprivate init?(_ access: FileAccess) {
    switch (access.kind, access.identity) {
    case (.read, let identity?): self = .contents(identity)
    case (.listed, let identity?): self = .names(identity)
    case (.examined, let identity?): self = .file(identity)
    case (.examinedFolder, _): self = .folder
    case (.absent, _): self = .absence
    default: return nil
    }
  }

  fileprivate var isLookedInto: Bool {
    switch self {
    case .contents, .names: true
    default: false
    }
  }
}
