/// What decided a result: the name under which the cache keeps it.
public struct CacheKey: Hashable, Sendable, CustomStringConvertible {
  /// What sort of result it is; a folder of the cache.
  let kind: String
  /// The digest of everything that decided it.
  let digest: Digest

  /// Creates a key.
  ///
  /// - Parameters:
  ///   - kind: What sort of result it is, such as `runs`; letters and hyphens.
  ///   - parts: Everything that decides the result. Two lists that differ give different keys, however
  ///     their parts are split.
  public init(_ kind: String, _ parts: [String]) {
    self.kind = kind
    digest = Digest(parts.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n"))
  }

  /// The path of the entry below the cache's folder.
  public var description: String { "\(kind)/\(digest)" }
}
