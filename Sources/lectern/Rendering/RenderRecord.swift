import FoundationEssentials
import NotebookRunner
import Storage

/// The inputs and outputs of a render, to detect quickly that nothing changed.
///
/// If the record is outdated, the next render checks each report, which takes some milliseconds.
struct RenderRecord: Equatable {
  /// The paths of the pages.
  var pages: [String]
  /// The states of all files that the render read or wrote, by path.
  var states: [String: FileState]
  /// The digests of the environment variables that chapters depend on; empty for one that was not set.
  var environment: [String: String]
}

extension RenderRecord {
  private static let pages = "pages"
  private static let environment = "environment"
  private static let state = "state "

  /// The record of the last render with a key, if nothing has changed since.
  static func current(_ key: CacheKey, in cache: Cache) -> RenderRecord? {
    guard let entry = cache[key], let pages = entry.value(Self.pages, as: [String].self),
      let environment = entry.value(Self.environment, as: [String: String].self),
      environment.allSatisfy({ digest(ofVariable: $0) == $1 })
    else { return nil }
    var record = RenderRecord(pages: pages, states: [:], environment: environment)
    for (name, bytes) in entry.records where name.hasPrefix(state) {
      guard let state = FileState(text: String(decoding: bytes, as: UTF8.self)) else { return nil }
      record.states[String(name.dropFirst(Self.state.count))] = state
    }
    return record.states.areCurrent ? record : nil
  }

  /// Stores the record.
  ///
  /// Errors are ignored: without a record, the next render checks each report.
  func store(as key: CacheKey, in cache: Cache) {
    var entry = CacheEntry()
    guard (try? entry.set(Self.pages, to: pages)) != nil,
      (try? entry.set(Self.environment, to: environment)) != nil
    else { return }
    for (path, state) in states { entry.records[Self.state + path] = Array(state.text.utf8) }
    try? cache.store(entry, as: key, isDurable: false)
  }
}

extension CacheKey {
  /// The key of a render's record: the current folder and everything that the command line sets.
  init(of paths: [String], by rendering: Rendering) {
    self.init(
      "renderings",
      [
        FileManager.default.currentDirectoryPath, rendering.templates, rendering.output,
        "\(rendering.allowsErrors) \(rendering.isStrict)", rendering.language ?? "",
        "\(rendering.parameters)",
        rendering.runner.theme ?? "",
      ] + paths)
  }
}
