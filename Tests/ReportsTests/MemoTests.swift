import Foundation
import Storage
import Testing

@testable import Reports

@Suite struct `What is remembered` {
  @Test func `comes back, whatever it is`() throws {
    try withTemporaryFolder { (folder) throws in
      var memo = Memo(path: "\(folder)/memo")
      memo["a"] = "1\n2"
      memo["ü"] = ""
      memo.save()
      var again = Memo(path: "\(folder)/memo")
      #expect(again["a"] == "1\n2")
      #expect(again["ü"] == "")
      #expect(again["b"] == nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["memo"])
    }
  }

  @Test func `of a damaged file only what is whole`() throws {
    try withTemporaryFolder { (folder) throws in
      let path = "\(folder)/memo"
      var memo = Memo(path: path)
      for index in 0..<10 { memo["key \(index)"] = "value \(index)" }
      memo.save()
      let whole = try readFile(path)
      for length in 0..<whole.count {
        var bytes = Array(whole[..<length])
        try writeFile(path, bytes)
        var cut = Memo(path: path)
        for index in 0..<10 {
          let value = cut["key \(index)"]
          #expect(value == nil || value == "value \(index)")
        }
        bytes = whole
        bytes[length] ^= 0x55
        try writeFile(path, bytes)
        var flipped = Memo(path: path)
        for index in 0..<10 {
          let value = flipped["key \(index)"]
          #expect(value == nil || value == "value \(index)")
        }
      }
    }
  }

  @Test func `is bounded, the unused going first`() throws {
    try withTemporaryFolder { (folder) throws in
      let path = "\(folder)/memo"
      let large = String(repeating: "x", count: Memo.limit / 4)
      var memo = Memo(path: path)
      for index in 0..<6 { memo["\(index)"] = large }
      memo.save()
      #expect(try readFile(path).count <= Memo.limit)
      var again = Memo(path: path)
      #expect(again["2"] != nil)
      again["new"] = large
      again.save()
      var last = Memo(path: path)
      #expect(last["2"] != nil)
      #expect(last["new"] != nil)
    }
  }

  @Test func `is whole while several write`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("memo").path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for round in 0..<20 {
            var memo = Memo(path: path)
            memo["\(writer)"] = String(repeating: "\(round)", count: 5_000)
            memo.save()
          }
        }
      }
    }
    var memo = Memo(path: path)
    let found = (0..<8).compactMap { memo["\($0)"] }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { Set($0).count <= 2 })
  }
}
