import Foundation
import Glibc
import Testing

@testable import Reports

@Suite struct `Left-over reports` {
  /// Publishes a report of a source that exists, below `notebooks` beside the output folder.
  private func publish(_ name: String, in folder: String, _ files: [String: String] = [:]) throws {
    try write("text", to: "\(folder)/notebooks/\(name).md")
    try Publisher(output: "\(folder)/out").publish(
      publishedReport(
        files.merging(["index.html": name]) { $1 }, name: name,
        source: "\(folder)/notebooks/\(name).md"))
  }

  /// The names of the reports on the index page.
  private func index(_ folder: String) throws -> (listed: [String], leftOver: [LeftOver]) {
    var listed: [String] = []
    let index = try Publisher(output: "\(folder)/out").publishIndex { cards in
      listed = cards.map(\.name)
      return Array(listed.joined(separator: " ").utf8)
    }
    return (listed, index.leftOvers)
  }

  @Test func `are not on the index page, and are named`() throws {
    try withTemporaryFolder { (folder) throws in
      try publish("b", in: folder)
      try publish("a", in: folder)
      try FileManager.default.createDirectory(
        atPath: "\(folder)/out/somebody-else's", withIntermediateDirectories: true)
      #expect(try index(folder).listed == ["a", "b"])
      unlink("\(folder)/notebooks/b.md")
      let (listed, leftOver) = try index(folder)
      #expect(listed == ["a"])
      #expect(leftOver.map(\.path) == ["\(folder)/out/b"])
      #expect(leftOver.map(\.source) == [resolved(folder)! + "/notebooks/b.md"])
      unlink("\(folder)/notebooks/a.md")
      #expect(try index(folder).listed == [])
      #expect(try tree("\(folder)/out")["index.html"] == "")
    }
  }

  @Test func `are not those of sources that moved with the output folder`() throws {
    try withTemporaryFolder { (folder) throws in
      try publish("a", in: "\(folder)/old")
      rename("\(folder)/old", "\(folder)/new")
      let (listed, leftOver) = try index("\(folder)/new")
      #expect(listed == ["a"] && leftOver == [])
    }
  }

  @Test func `an index page of nothing is not begun`() throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: "\(folder)/out")
      #expect(try publisher.publishIndex { _ in [] }.publication == nil)
      #expect(kind(of: "\(folder)/out") == .absent)
      mkdir("\(folder)/out", 0o777)
      #expect(try publisher.publishIndex { _ in [] }.publication == nil)
      #expect(try names(in: "\(folder)/out") == [])
    }
  }

  @Test func `are removed without what somebody else put there`() throws {
    try withTemporaryFolder { (folder) throws in
      for name in ["a", "b", "c"] {
        try publish(name, in: folder, ["figures/a.svg": "a", "data/x/y.csv": "y"])
      }
      try write("mine", to: "\(folder)/out/b/figures/mine.svg")
      symlink("nowhere", "\(folder)/out/b/data/x/link")
      try FileManager.default.createDirectory(
        atPath: "\(folder)/out/b/empty", withIntermediateDirectories: true)
      for name in ["b", "c"] { unlink("\(folder)/notebooks/\(name).md") }
      let before = try tree("\(folder)/out")
      let publisher = Publisher(output: "\(folder)/out")
      let dry = try publisher.removeLeftOvers(isDryRun: true)
      #expect(try tree("\(folder)/out") == before)
      let cleaning = try publisher.removeLeftOvers()
      #expect(cleaning.removals == dry.removals && cleaning.failures.isEmpty)
      #expect(cleaning.removals.map(\.leftOver.path) == ["\(folder)/out/b", "\(folder)/out/c"])
      #expect(
        cleaning.removals.map(\.kept) == [
          ["data/x/link", "empty", "figures/mine.svg"].map { "\(folder)/out/b/\($0)" }, [],
        ])
      #expect(try names(in: "\(folder)/out") == ["a", "b"])
      #expect(
        try tree("\(folder)/out/b") == ["figures/mine.svg": "mine", "data/x/link": "-> nowhere"])
      #expect(kind(of: "\(folder)/out/b/empty") == .folder)
      #expect(
        try tree("\(folder)/out/a")
          == before.filter { $0.key.hasPrefix("a/") }
          .reduce(into: [:]) { $0[String($1.key.dropFirst(2))] = $1.value })
      #expect(try publisher.removeLeftOvers().removals == [])
    }
  }

  @Test func `are never removed by paths that lead out of their folder`() throws {
    try withTemporaryFolder { (folder) throws in
      try write("mine", to: "\(folder)/mine.txt")
      try write("mine", to: "\(folder)/elsewhere/mine.txt")
      let paths = "../../mine.txt\",\"\(folder)/mine.txt\",\"link/mine.txt\",\"index.html"
      try write(
        "{\"files\":[\"\(paths)\"],\"source\":\"../gone\"}",
        to: "\(folder)/out/r/.lectern.json")
      try write("page", to: "\(folder)/out/r/index.html")
      symlink("\(folder)/elsewhere", "\(folder)/out/r/link")
      let cleaning = try Publisher(output: "\(folder)/out").removeLeftOvers()
      #expect(cleaning.removals.map(\.kept) == [["\(folder)/out/r/link"]])
      #expect(
        try tree(folder) == [
          "mine.txt": "mine", "elsewhere/mine.txt": "mine",
          "out/r/link": "-> \(folder)/elsewhere",
        ])
    }
  }

  @Test func `are not those of unknown source`() throws {
    try withTemporaryFolder { (folder) throws in
      try write(#"{"files":["index.html"]}"#, to: "\(folder)/r/.lectern.json")
      try write("page", to: "\(folder)/r/index.html")
      let cleaning = try Publisher(output: folder).removeLeftOvers()
      #expect(cleaning.unknown == ["\(folder)/r"] && cleaning.removals == [])
      #expect(try tree(folder)["r/index.html"] == "page")
    }
  }

  @Test func `no report is lost that is published while the index page is made`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      .path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try publish("a", in: folder)
    let hasCards = "\(folder)/has-cards"
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        do {
          _ = try Publisher(output: "\(folder)/out").publishIndex { cards in
            try write("", to: hasCards)
            // Long enough for the other to publish, if it could.
            usleep(100_000)
            return Array(cards.map(\.name).joined(separator: " ").utf8)
          }
        } catch { Issue.record(error) }
      }
      group.addTask {
        do {
          while access(hasCards, F_OK) != 0 { usleep(1000) }
          try publish("b", in: folder)
          _ = try index(folder)
        } catch { Issue.record(error) }
      }
    }
    #expect(try tree("\(folder)/out")["index.html"] == "a b")
  }
}

@Suite struct `Paths of sources` {
  @Test func `lead from the output folder to the source and back`() throws {
    try withTemporaryFolder { (given) throws in
      let folder = try #require(resolved(given))
      try write("", to: "\(folder)/a/b/x.md")
      mkdir("\(folder)/out", 0o777)
      symlink("a", "\(folder)/link")
      symlink("a/b/x.md", "\(folder)/x")
      for (source, relative) in [
        ("a/b/x.md", "../a/b/x.md"), ("a/b/", "../a/b"), ("a/b/..", "../a"), ("out/r", "r"),
        ("out", "."), ("link/b", "../a/b"), ("x", "../x"), ("", ".."),
      ] {
        let found = path("\(folder)/\(source)", from: "\(folder)/out")
        #expect(found == relative)
      }
      #expect(path("\(folder)/nowhere/x.md", from: "\(folder)/out") == nil)
      #expect(path("../a/./b", in: "/x/out") == "/x/a/b")
      #expect(path("/a", in: "/x/out") == "/a")
    }
  }
}
