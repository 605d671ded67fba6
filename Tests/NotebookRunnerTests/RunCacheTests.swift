import Foundation
import Literate
import NotebookOutputs
import Storage
import Testing

@testable import NotebookRunner

extension RunCache {
  /// The entry under a key, if it can be used.
  fileprivate func entry(_ key: Digest) -> Entry? {
    if case .found(let entry) = lookUp(key) { entry } else { nil }
  }
}

@Suite struct `Kept runs` {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path
  let outputs = ChapterOutputs(
    cells: [[.printed("a\n"), .shown(.text("b"))]], interpolations: ["1", nil], folder: "")

  func keep(_ cache: RunCache, _ key: Digest) throws -> String {
    let running = try cache.beginRun()
    try Data("<svg/>".utf8).write(to: URL(filePath: running + "/figure-1.svg"))
    return try cache.keep(.init(outputs: outputs, warnings: []), from: running, as: key)
  }

  @Test func `come back with their files`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = RunCache(folder: folder)
    let path = try keep(cache, Digest("a"))
    let entry = try #require(cache.entry(Digest("a")))
    #expect(entry.outputs.cells == outputs.cells)
    #expect(entry.outputs.interpolations == outputs.interpolations)
    #expect(entry.outputs.folder == path)
    #expect(FileManager.default.fileExists(atPath: path + "/figure-1.svg"))
    #expect(cache.entry(Digest("b")) == nil)
  }

  @Test func `that are damaged count as absent and are replaced`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = RunCache(folder: folder)
    let path = try keep(cache, Digest("a"))
    try Data("{".utf8).write(to: URL(filePath: path + "/outputs.json"))
    #expect(cache.entry(Digest("a")) == nil)
    _ = try keep(cache, Digest("a"))
    #expect(cache.entry(Digest("a")) != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/running").isEmpty)
  }

  @Test func `are bounded in number, the oldest going first`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = RunCache(folder: folder, capacity: 3)
    for name in ["a", "b", "c", "d", "e"] { _ = try keep(cache, Digest(name)) }
    #expect(cache.entry(Digest("a")) == nil && cache.entry(Digest("b")) == nil)
    #expect(cache.entry(Digest("e")) != nil)
  }

  @Test func `leave nothing of killed renders`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = RunCache(folder: folder)
    let ours = try cache.beginRun()
    // No process has a number this large.
    let left = folder + "/running/99999999-abcdef"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    _ = try cache.beginRun()
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(FileManager.default.fileExists(atPath: ours))
  }
}
