import Foundation
import Glibc
import Storage
import Testing

@testable import Reports

@Suite struct `Publishing` {
  @Test func `the new report takes the old one's place, and leaves what is not ours`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: "\(folder)/out")
      let first = try publisher.publish(
        publishedReport(["index.html": "1", "figures/a.svg": "a", "b/c": "c"]))
      #expect(first.isNew)
      try write("mine", to: "\(folder)/out/r/mine.txt")
      try write("mine too", to: "\(folder)/out/r/figures/mine.svg")
      try FileManager.default.createDirectory(
        atPath: "\(folder)/out/r/empty", withIntermediateDirectories: true)
      chmod("\(folder)/out/r/empty", 0o750)
      symlink("nowhere", "\(folder)/out/r/link")
      let before = FileIdentity(of: "\(folder)/out/r/mine.txt")
      #expect(try publisher.publish(publishedReport(["index.html": "2"])).isNew)
      var found = try tree("\(folder)/out/r")
      found[".lectern.json"] = nil
      #expect(
        found == [
          "index.html": "2", "mine.txt": "mine", "figures/mine.svg": "mine too",
          "link": "-> nowhere",
        ])
      let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/out/r/empty")
      #expect(mode[.posixPermissions] as? Int == 0o750)
      #expect(FileIdentity(of: "\(folder)/out/r/mine.txt")?.inode == before?.inode)
      #expect(try names(in: "\(folder)/out") == ["r"])
    }
  }

  @Test func `what is the same is not written again`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      let report = publishedReport(["index.html": "1"])
      #expect(try publisher.publish(report).isNew)
      #expect(try !publisher.publish(report).isNew)
      #expect(try publisher.publish(file: "index.html", [1]).isNew)
      #expect(try !publisher.publish(file: "index.html", [1]).isNew)
      // A reader's change to our file is not kept.
      try write("changed", to: "\(folder)/r/index.html")
      #expect(try publisher.publish(report).isNew)
      try FileManager.default.removeItem(atPath: "\(folder)/r/index.html")
      #expect(try publisher.publish(report).isNew)
      #expect(try tree(folder)["r/index.html"] == "1")
    }
  }

  @Test func `a file that did not change is the same file in the new report`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      let old = try publisher.publish(
        publishedReport(["index.html": "1", "figures/a.svg": "a", "figures/b.svg": "b"]))
      let new = try publisher.publish(
        publishedReport(["index.html": "2", "figures/a.svg": "a", "figures/b.svg": "c"]))
      let isSame = { (name: String) in
        old.files["\(folder)/r/\(name)"]?.inode == new.files["\(folder)/r/\(name)"]?.inode
      }
      #expect(isSame("figures/a.svg"))
      #expect(!isSame("figures/b.svg") && !isSame("index.html"))
      #expect(try tree(folder)["r/figures/b.svg"] == "c")
    }
  }

  @Test func `tells which version of each file it published`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      let files = ["index.html": "1", "figures/a.svg": "a"]
      for _ in 1...2 {
        let publication = try publisher.publish(publishedReport(files))
        #expect(
          publication.files.keys.sorted() == [
            "\(folder)/r/.lectern.json", "\(folder)/r/figures/a.svg", "\(folder)/r/index.html",
          ])
        for (path, identity) in publication.files { #expect(FileIdentity(of: path) == identity) }
      }
      // Of files that are linked from the old version as well, whose change that is.
      let edited = try publisher.publish(
        publishedReport(["index.html": "2", "figures/a.svg": "a"]))
      for (path, identity) in edited.files { #expect(FileIdentity(of: path) == identity) }
      let page = try publisher.publish(file: "index.html", [1])
      #expect(page.files.keys.sorted() == ["\(folder)/.lectern.json", "\(folder)/index.html"])
      for (path, identity) in page.files { #expect(FileIdentity(of: path) == identity) }
    }
  }

  @Test func `readers see whole reports while publishers compete`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Publisher(output: folder).publish(publishedReport(["a": "0", "b": "0"]))
    await withTaskGroup(of: Void.self) { group in
      for writer in 1...3 {
        group.addTask {
          for round in 0..<10 {
            let text = "\(writer).\(round)"
            do {
              try Publisher(output: folder).publish(publishedReport(["a": text, "b": text]))
            } catch {
              Issue.record(error)
            }
          }
        }
      }
      group.addTask {
        for _ in 0..<200 {
          // One open folder is one report, even if another takes its place meanwhile.
          let directory = open("\(folder)/r", O_RDONLY | O_DIRECTORY)
          #expect(directory >= 0)
          close(directory)
        }
      }
    }
    let found = try tree("\(folder)/r")
    #expect(found["a"] == found["b"])
    #expect(try names(in: folder) == ["r"])
  }
}
