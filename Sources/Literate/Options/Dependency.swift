/// Something that a chapter's results depend on though its program does not open it, as its author
/// says: files that another program reads, or a variable of the environment.
public enum Dependency: Hashable, Sendable {
  /// Files, by a path or a glob relative to the notebook's folder.
  case files(pattern: String)
  /// A variable of the environment.
  case environment(name: String)

  /// Reads what an author wrote: a path or a glob, or `env:` and a name.
  ///
  /// A path with a colon after its first letters begins with `./`.
  ///
  /// - Returns: The dependency, or `nil` for a text that is empty, begins with another word and a
  ///   colon, or names no variable.
  public init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].allSatisfy({ $0.isASCII && $0.isLetter }) else {
      self = .files(pattern: text)
      return
    }
    let isName = { (c: Character) in c.isASCII && (c.isLetter || c.isNumber || c == "_") }
    guard parts[0] == "env", let first = parts[1].first, !first.isNumber,
      parts[1].allSatisfy(isName)
    else { return nil }
    self = .environment(name: String(parts[1]))
  }
}

/// A dependency, and where it was written.
public struct DependencySetting: Equatable, Sendable {
  /// The dependency.
  public var dependency: Dependency
  /// Where it was written.
  public var location: SourceLocation

  /// Creates a setting.
  public init(_ dependency: Dependency, at location: SourceLocation) {
    self.dependency = dependency
    self.location = location
  }
}
