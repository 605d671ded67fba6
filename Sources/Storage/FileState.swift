/// What was found at a path.
public enum FileState: Hashable, Sendable {
  /// A file of this version.
  case file(FileIdentity)
  /// A folder, with a digest of the names in it.
  case folder(names: Digest)
  /// A pattern, with a digest of the paths that match it.
  case matches(paths: Digest)
  /// A file or folder of which only the existence was checked.
  case present
  /// Nothing.
  case absent
  /// Different things at different times, because it changed while it was being read.
  case changing
}

extension FileState {
  /// The state of a folder with these names in it; hidden names are ignored.
  public static func folder(_ names: [String]) -> FileState {
    .folder(names: Digest(names.filter { !$0.hasPrefix(".") }.sorted().joined(separator: "\0")))
  }

  /// The state of a pattern that matches these paths.
  public static func matches(_ paths: [String]) -> FileState {
    .matches(paths: Digest(paths.joined(separator: "\0")))
  }

  /// Whether the path is still in this state.
  public func isCurrent(at path: String) -> Bool {
    switch self {
    case .file(let identity): FileIdentity(of: path) == identity
    case .folder: (try? fileNames(in: path)).map(Self.folder) == self
    case .matches: Self.matches(paths(matching: path)) == self
    case .present: FileIdentity(of: path) != nil
    case .absent: FileIdentity(of: path) == nil
    case .changing: false
    }
  }
}

// The text form is stored in the cache: one letter, then decimal numbers or a digest.
extension FileState {
  /// The state as text.
  public var text: String {
    switch self {
    case .file(let identity):
      "f \(identity.device) \(identity.inode) \(identity.size) \(identity.modified) \(identity.changed)"
    case .folder(let names): "d \(names)"
    case .matches(let paths): "m \(paths)"
    case .present: "p"
    case .absent: "a"
    case .changing: "c"
    }
  }

  /// Parses a state's ``text``; nil if the text is not one.
  public init?(text: String) {
    // Splitting bytes is faster than splitting characters, and a report has a hundred states.
    let parts = text.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
    switch parts.first {
    case "p" where parts.count == 1: self = .present
    case "a" where parts.count == 1: self = .absent
    case "c" where parts.count == 1: self = .changing
    case "d" where parts.count == 2:
      guard let names = Digest(hexadecimal: parts[1]) else { return nil }
      self = .folder(names: names)
    case "m" where parts.count == 2:
      guard let paths = Digest(hexadecimal: parts[1]) else { return nil }
      self = .matches(paths: paths)
    case "f" where parts.count == 6:
      let numbers = parts.dropFirst(3).compactMap { Int64($0) }
      guard let device = UInt64(parts[1]), let inode = UInt64(parts[2]), numbers.count == 3 else {
        return nil
      }
      self = .file(
        FileIdentity(
          device: device, inode: inode, size: numbers[0], modified: numbers[1], changed: numbers[2])
      )
    default: return nil
    }
  }
}
