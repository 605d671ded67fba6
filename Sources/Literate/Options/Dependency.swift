/// Something that a chapter's results depend on although its program does not open it, as declared
/// by the author: files that another program reads, or an environment variable.
public enum Dependency: Hashable, Sendable {
  /// Files, by a path or a glob relative to the notebook's folder.
  case files(pattern: String)
  /// An environment variable.
  case environment(name: String)

  /// Reads a dependency as an author writes it: a path or a glob, or `env:` and a name.
  ///
  /// A path that has a colon after its first letters must begin with `./`.
  ///
  /// - Returns: The dependency, or `nil` if the text is empty, begins with another word and a
  ///   colon, or has no variable name.
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
