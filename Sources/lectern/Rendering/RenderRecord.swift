import FoundationEssentials
import NotebookRunner
import Storage

/// What a rendering was made from and what it wrote, to see at a glance that nothing changed.
///
/// The versions are those that were read and written. A record that is not current only costs the few
/// milliseconds of looking closer.
struct RenderRecord: Equatable {
  /// The paths of the pages.
  var pages: [String]
  /// The state of every file that decided the rendering or belongs to it.
  var states: [String: FileState]
  /// The digests of the values of the variables that decided it; empty for one that was not set.
  var environment: [String: String]
}

extension RenderRecord {
  private static let pages = "pages"
  private static let environment = "environment"
  private static let state = "state "

  /// The record of the last rendering under a key, if nothing has changed since.
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

  /// Keeps the record.
  ///
  /// One that cannot be kept is not missed: the next rendering looks closer.
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
  /// The key of a rendering's record: all that the command line says about it.
  init(of paths: [String], by rendering: Rendering) {
    self.init(
      "renderings",
      [
        FileManager.default.currentDirectoryPath, rendering.templates, rendering.output,
        "\(rendering.allowsErrors)", "\(rendering.parameters)", rendering.runner.theme ?? "",
      ] + paths)
  }
}
