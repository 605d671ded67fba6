import ArgumentParser
import Storage

/// Shows the location and size of the cache, or clears it.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show the location and size of the cache, or clear it.",
    discussion: """
      The results of chapters are cached in the folder $LECTERN_CACHE, by default in lectern in the \
      user's cache folder ($XDG_CACHE_HOME or ~/.cache). They can be removed at any time; the next \
      render runs the chapters again.
      """)

  @Flag(help: "Remove all cached results.")
  var clear = false

  func run() throws {
    let cache = Installation().cache
    let (entries, bytes) = cache.size
    if clear { try reportingSystemErrors { try cache.clear() } }
    let size = "\(entries) \(entries == 1 ? "entry" : "entries"), \(inMegabytes(bytes)) MB"
    print(clear ? "removed \(size) from \(cache.folder)" : "\(cache.folder): \(size)")
  }

  /// A number of bytes in units of 10⁶ bytes, with one decimal.
  private func inMegabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
