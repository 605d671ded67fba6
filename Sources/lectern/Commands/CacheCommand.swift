import ArgumentParser
import Storage

/// Says where results are kept, and removes them.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show where results are kept and how much space they take, or remove them.",
    discussion: """
      The results of chapters are kept between renders, in the folder that LECTERN_CACHE names or else \
      in lectern in the user's cache folder (XDG_CACHE_HOME or ~/.cache). They may be removed at any \
      time: the next render runs the chapters again.
      """)

  @Flag(help: "Remove all results.")
  var clear = false

  func run() throws {
    let cache = Installation().cache
    let (entries, bytes) = cache.size
    if clear { try machine { try cache.clear() } }
    let size = "\(entries) \(entries == 1 ? "entry" : "entries"), \(inMegabytes(bytes)) MB"
    print(clear ? "removed \(size) from \(cache.folder)" : "\(cache.folder): \(size)")
  }

  /// A number of bytes in megabytes, with one decimal.
  private func inMegabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
