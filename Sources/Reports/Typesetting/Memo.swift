import Storage

/// The formulas and colored code of earlier renders, stored as one entry of the cache.
///
/// Reading it takes a millisecond; typesetting a page's formulas takes hundreds.
struct Memo {
  private let cache: Cache?
  private var remembered: CacheEntry
  private var used: Set<String> = []
  private var added: Set<String> = []

  /// The maximum size in bytes.
  ///
  /// Entries not used by the last render are dropped first.
  static let limit = 8 << 20
  private static let key = CacheKey("typesetting", [])

  /// Reads the memo from the cache.
  ///
  /// - Parameter cache: The cache; nil to keep nothing after the render.
  init(_ cache: Cache?) {
    self.cache = cache
    remembered = cache?[Self.key] ?? CacheEntry()
  }

  /// The stored text for a key.
  subscript(key: String) -> String? {
    mutating get {
      guard let value = remembered.records[key] else { return nil }
      used.insert(key)
      return String(decoding: value, as: UTF8.self)
    }
    set {
      remembered.records[key] = newValue.map { Array($0.utf8) }
      used.insert(key)
      added.insert(key)
    }
  }

  /// Saves new entries, together with those that other processes saved in the meantime.
  ///
  /// Entries that cannot be saved are typeset again, with the same results.
  func save() {
    guard let cache, !added.isEmpty else { return }
    try? cache.update(Self.key) { entry in
      for key in used { entry.records[key] = remembered.records[key] }
      let sizes = entry.records.mapValues(\.count)
      var total = sizes.reduce(0) { $0 + $1.key.utf8.count + $1.value }
      for key in sizes.keys.filter({ !used.contains($0) }).sorted() + used.sorted() {
        guard total > Self.limit else { break }
        total -= key.utf8.count + sizes[key, default: 0]
        entry.records[key] = nil
      }
    }
  }
}
