/// The key of a cached result: a digest of everything that determined it.
public struct CacheKey: Hashable, Sendable, CustomStringConvertible {
  /// The kind of result, which is also the name of its folder in the cache.
  let kind: String
  /// The digest of everything that determined it.
  let digest: Digest

  /// Creates a key.
  ///
  /// - Parameters:
  ///   - kind: The kind of result, such as `runs`; letters and hyphens.
  ///   - parts: Everything that determines the result. Different lists give different keys, even if
  ///     their parts joined together are the same text.
  public init(_ kind: String, _ parts: [String]) {
    self.kind = kind
    digest = Digest(parts.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n"))
  }

  /// The path of the entry, relative to the cache's folder.
  public var description: String { "\(kind)/\(digest)" }
}
