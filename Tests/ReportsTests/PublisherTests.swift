import Foundation
import Glibc
import Storage
import Testing

@testable import Reports

private func report(_ files: [String: String], name: String = "r") -> PublishedReport {
  PublishedReport(
    name: name, files: files.mapValues { Array($0.utf8) },
    card: ShelfCard(name: name, title: "T", authors: [], abstract: ""), warnings: [])
}

/// Every file below a folder, with its content.
private func tree(_ folder: String) throws -> [String: String] {
  var result: [String: String] = [:]
  for case let path as String in try #require(FileManager.default.enumerator(atPath: folder)) {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
    if !isFolder.boolValue, path != "r/link", path != "link" {
      result[path] = String(decoding: try readFile("\(folder)/\(path)"), as: UTF8.self)
    }
  }
  return result
}

@Suite struct `Publishing` {
  @Test func `the new report takes the old one's place, and leaves what is not ours`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: "\(folder)/out")
      #expect(try publisher.publish(report(["index.html": "1", "figures/a.svg": "a", "b/c": "c"])))
      try writeFile("\(folder)/out/r/mine.txt", Array("mine".utf8))
      try writeFile("\(folder)/out/r/figures/mine.svg", Array("mine too".utf8))
      symlink("nowhere", "\(folder)/out/r/link")
      let before = try FileManager.default.attributesOfItem(atPath: "\(folder)/out/r/mine.txt")
      #expect(try publisher.publish(report(["index.html": "2"])))
      var found = try tree("\(folder)/out/r")
      found[".lectern.json"] = nil
      #expect(found == ["index.html": "2", "mine.txt": "mine", "figures/mine.svg": "mine too"])
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/out/r/link")
          == "nowhere")
      let after = try FileManager.default.attributesOfItem(atPath: "\(folder)/out/r/mine.txt")
      #expect(before[.systemFileNumber] as? UInt64 == after[.systemFileNumber] as? UInt64)
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out") == ["r"])
    }
  }

  @Test func `what is the same is not written again`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      #expect(try publisher.publish(report(["index.html": "1"])))
      #expect(try !publisher.publish(report(["index.html": "1"])))
      #expect(try publisher.publish(file: "index.html", [1]))
      #expect(try !publisher.publish(file: "index.html", [1]))
      // A reader's change to our file is not kept.
      try writeFile("\(folder)/r/index.html", Array("changed".utf8))
      #expect(try publisher.publish(report(["index.html": "1"])))
    }
  }

  @Test func `a file of somebody else is not overwritten`() throws {
    try withTemporaryFolder { (folder) throws in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/r", withIntermediateDirectories: true)
      try writeFile("\(folder)/r/index.html", Array("mine".utf8))
      let error = #expect(throws: Publisher.Occupied.self) {
        try Publisher(output: folder).publish(report(["index.html": "1"]))
      }
      #expect(error?.path == "\(folder)/r/index.html")
      #expect(try tree(folder) == ["r/index.html": "mine"])
    }
  }

  @Test func `what an older Lectern wrote is still its own`() throws {
    try withTemporaryFolder { (folder) throws in
      try makeFolders("\(folder)/r")
      try writeFile("\(folder)/r/index.html", Array("old".utf8))
      try writeFile(
        "\(folder)/r/.lectern.json", Array(#"{"files":["index.html"],"card":{"name":1}}"#.utf8))
      #expect(try Publisher(output: folder).publish(report(["index.html": "new"])))
      #expect(try tree(folder)["r/index.html"] == "new")
    }
  }

  @Test func `files that tell no size are read whole`() throws {
    let text = try readFile("/proc/self/maps")
    #expect(text.count > 1 && text.last == UInt8(ascii: "\n"))
    #expect(throws: FileFailure.self) { try readFile("/proc/self") }
  }

  @Test func `what a killed publisher left is cleared or put back`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(report(["index.html": "1"]))
      // Killed while it wrote.
      try makeFolders("\(folder)/.r.lectern-new/figures")
      try writeFile("\(folder)/.r.lectern-new/index.html", Array("half".utf8))
      #expect(try !publisher.publish(report(["index.html": "1"])))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["r"])
      // Killed between the two renames that replace the exchange.
      rename("\(folder)/r", "\(folder)/.r.lectern-old")
      try writeFile("\(folder)/.r.lectern-old/mine.txt", Array("mine".utf8))
      try publisher.publish(report(["index.html": "2"]))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["r"])
      #expect(try tree("\(folder)/r")["mine.txt"] == "mine")
    }
  }

  @Test func `readers see whole reports while publishers compete`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Publisher(output: folder).publish(report(["a": "0", "b": "0"]))
    await withTaskGroup(of: Void.self) { group in
      for writer in 1...3 {
        group.addTask {
          for round in 0..<10 {
            let text = "\(writer).\(round)"
            do {
              try Publisher(output: folder).publish(report(["a": text, "b": text]))
            } catch {
              Issue.record(error)
            }
          }
        }
      }
      group.addTask {
        for _ in 0..<200 {
          // One open folder is one report, whatever is exchanged meanwhile.
          let directory = open("\(folder)/r", O_RDONLY | O_DIRECTORY)
          #expect(directory >= 0)
          close(directory)
        }
      }
    }
    let found = try tree("\(folder)/r")
    #expect(found["a"] == found["b"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["r"])
  }

  @Test func `the shelf finds the cards again`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      try publisher.publish(report(["index.html": "1"], name: "b"))
      try publisher.publish(report(["index.html": "1"], name: "a"))
      try makeFolders("\(folder)/somebody-else's")
      #expect(publisher.cards().map(\.name) == ["a", "b"])
    }
  }
}
