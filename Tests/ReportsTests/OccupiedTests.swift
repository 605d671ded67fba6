import Foundation
import Glibc
import Testing

@testable import Reports

@Suite struct `What Lectern did not write` {
  /// Publishes a report; gives the path of what already exists there.
  private func occupied(_ folder: String, _ files: [String: String] = ["index.html": "1"])
    -> String?
  {
    let error = #expect(throws: Publisher.Occupied.self) {
      try Publisher(output: folder).publish(publishedReport(files))
    }
    return error.map { String($0.path.dropFirst(folder.count + 1)) }
  }

  @Test func `is not replaced where a report would be`() throws {
    let inTheWay: [(String) throws -> Void] = [
      { try write("mine", to: $0) },
      { try write("mine", to: $0 + "/index.html") },
      { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true) },
      { symlink("nowhere", $0) },
      { link in
        try write("mine", to: link + "-target/page")
        symlink("r-target", link)
      },
      // A link to a report of Lectern is not that report.
      { link in
        try Publisher(output: link + "-other").publish(publishedReport(["index.html": "other"]))
        symlink("r-other/r", link)
      },
    ]
    for place in inTheWay {
      try withTemporaryFolder { (folder) throws in
        try place("\(folder)/r")
        let before = try tree(folder)
        #expect(occupied(folder) == "r")
        #expect(try tree(folder) == before)
        #expect(kind(of: "\(folder)/r") != .absent)
      }
    }
  }

  @Test func `is not replaced where a file of a report would be`() throws {
    try withTemporaryFolder { (folder) throws in
      try Publisher(output: folder).publish(publishedReport(["index.html": "1"]))
      try write("mine", to: "\(folder)/r/a.svg")
      try write("mine", to: "\(folder)/r/b.svg/c")
      try write("mine", to: "\(folder)/r/figures")
      let before = try tree(folder)
      #expect(occupied(folder, ["a.svg": "a"]) == "r/a.svg")
      #expect(occupied(folder, ["b.svg": "b"]) == "r/b.svg")
      #expect(occupied(folder, ["figures/c.svg": "c"]) == "r/figures")
      #expect(try tree(folder) == before)
    }
  }

  @Test func `is not followed where a link replaced a file or a folder of a report`() throws {
    try withTemporaryFolder { (folder) throws in
      let files = ["index.html": "1", "figures/a.svg": "a"]
      try Publisher(output: folder).publish(publishedReport(files))
      try FileManager.default.moveItem(atPath: "\(folder)/r/figures", toPath: "\(folder)/figures")
      symlink("../figures", "\(folder)/r/figures")
      #expect(occupied(folder, files) == "r/figures")
      #expect(occupied(folder, ["index.html": "2", "figures/a.svg": "b"]) == "r/figures")
      #expect(try tree(folder)["figures/a.svg"] == "a")
      unlink("\(folder)/r/figures")
      rename("\(folder)/r/index.html", "\(folder)/page")
      symlink("../page", "\(folder)/r/index.html")
      #expect(occupied(folder, files) == "r/index.html")
      #expect(try tree(folder)["page"] == "1")
    }
  }

  @Test func `is not removed where it has the name of a hidden folder`() throws {
    try withTemporaryFolder { (folder) throws in
      for hidden in [".r.lectern-new", ".r.lectern-old"] {
        let path = "\(folder)/\(hidden)"
        try write("mine", to: path)
        #expect(occupied(folder) == hidden)
        unlink(path)
        try write("mine", to: path + "/mine.txt")
        #expect(occupied(folder) == hidden)
        #expect(try tree(path) == ["mine.txt": "mine"])
        try FileManager.default.removeItem(atPath: path)
        symlink("nowhere", path)
        #expect(occupied(folder) == hidden)
        unlink(path)
      }
    }
  }

  @Test(arguments: ["index.html", "preview.js"])
  func `is not replaced in the output folder itself`(_ name: String) throws {
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      let publish = { try publisher.publish(file: name, [1]) }
      try write("mine", to: "\(folder)/\(name)")
      #expect(throws: Publisher.Occupied(path: "\(folder)/\(name)")) { try publish() }
      #expect(try tree(folder) == [name: "mine"])
      unlink("\(folder)/\(name)")
      symlink("nowhere", "\(folder)/\(name)")
      #expect(throws: Publisher.Occupied.self) { try publish() }
      unlink("\(folder)/\(name)")
      #expect(try publish().isNew)
      // What is listed is Lectern's as long as it is a file.
      try write("changed", to: "\(folder)/\(name)")
      #expect(try publish().isNew)
      unlink("\(folder)/\(name)")
      symlink("nowhere", "\(folder)/\(name)")
      #expect(throws: Publisher.Occupied.self) { try publish() }
    }
  }

  @Test func `is a manifest that says nothing`() throws {
    try withTemporaryFolder { (folder) throws in
      try write("{}", to: "\(folder)/.lectern.json")
      try write("{}", to: "\(folder)/r/.lectern.json")
      #expect(occupied(folder) == "r/.lectern.json")
      #expect(throws: Publisher.Occupied(path: "\(folder)/.lectern.json")) {
        try Publisher(output: folder).publish(file: "index.html", [1])
      }
    }
  }
}

@Suite struct `What the first edition wrote` {
  private let page = """
    <!doctype html>
    <meta name="generator" content="Lectern">
    <body class="shelf">
    """

  @Test func `is still Lectern's`() throws {
    try withTemporaryFolder { (folder) throws in
      try write("old", to: "\(folder)/r/index.html")
      try write(
        #"{"files":["index.html"],"card":{"name":1}}"#, to: "\(folder)/r/.lectern.json")
      try write(page, to: "\(folder)/index.html")
      try write("lecternNews({});", to: "\(folder)/preview.js")
      let publisher = Publisher(output: folder)
      #expect(try publisher.publish(publishedReport(["index.html": "new"])).isNew)
      #expect(try publisher.publish(file: "index.html", [UInt8(ascii: "2")]).isNew)
      #expect(try publisher.publish(file: "preview.js", [UInt8(ascii: "3")]).isNew)
      let found = try tree(folder)
      #expect(found["r/index.html"] == "new" && found["index.html"] == "2")
      #expect(found["preview.js"] == "3")
      #expect(
        try OutputManifest.manifest(in: folder)
          == OutputManifest(files: ["index.html", "preview.js"]))
    }
  }

  @Test func `is not known by its index page alone`() throws {
    try withTemporaryFolder { (folder) throws in
      try write(page, to: "\(folder)/index.html")
      #expect(throws: Publisher.Occupied.self) {
        try Publisher(output: folder).publish(file: "index.html", [1])
      }
    }
  }
}
