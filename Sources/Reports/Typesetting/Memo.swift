import Storage

/// Typeset formulas and colored code of earlier renders: one entry of the cache.
///
/// Reading it takes a millisecond, typesetting a page's formulas takes hundreds.
struct Memo {
  private let cache: Cache?
  private var remembered: CacheEntry
  private var used: Set<String> = []
  private var added: Set<String> = []

  /// The most bytes that are remembered; what the last render did not use is the first to go.
  static let limit = 8 << 20
  private static let key = CacheKey("typesetting", [])

  /// Opens the memory.
  ///
  /// - Parameter cache: Where it is kept; nil for a memory that ends with the render.
  init(_ cache: Cache?) {
    self.cache = cache
    remembered = cache?[Self.key] ?? CacheEntry()
  }

  /// What is remembered under a key.
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

  /// Keeps what is new, beside what other processes kept in the meantime.
  ///
  /// What cannot be kept is typeset again; the results are the same.
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
