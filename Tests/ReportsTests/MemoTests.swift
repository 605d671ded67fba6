import Foundation
import Storage
import Testing

@testable import Reports

@Suite struct `What is remembered` {
  @Test func `comes back as it was`() throws {
    try withTemporaryFolder { (folder) throws in
      let cache = Cache(folder: folder)
      var memo = Memo(cache)
      memo["a"] = "1\n2"
      memo["ü"] = ""
      memo.save()
      var again = Memo(cache)
      #expect(again["a"] == "1\n2")
      #expect(again["ü"] == "")
      #expect(again["b"] == nil)
      #expect(cache.size.entries == 1)
    }
  }

  @Test func `is bounded, the unused going first`() throws {
    try withTemporaryFolder { (folder) throws in
      let cache = Cache(folder: folder)
      let large = String(repeating: "x", count: Memo.limit / 4)
      var memo = Memo(cache)
      for index in 0..<6 { memo["\(index)"] = large }
      memo.save()
      #expect(cache.size.bytes <= Memo.limit + 100)
      var again = Memo(cache)
      #expect(again["5"] != nil)
      again["new"] = large
      again.save()
      var last = Memo(cache)
      #expect(last["5"] != nil)
      #expect(last["new"] != nil)
      #expect(last["3"] == nil)
    }
  }

  @Test func `of several that write at the same time is all remembered`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { removeTree(folder.path) }
    let cache = Cache(folder: folder.path)
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for round in 0..<20 {
            var memo = Memo(cache)
            memo["\(writer) \(round)"] = "\(round)"
            memo.save()
          }
        }
      }
    }
    var memo = Memo(cache)
    for writer in 0..<8 {
      for round in 0..<20 { #expect(memo["\(writer) \(round)"] == "\(round)") }
    }
  }
}
