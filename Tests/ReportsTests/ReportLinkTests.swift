import Foundation
import Literate
import Testing

@testable import Reports

@Suite struct `Links to reports` {
  @Test func `lead to the reports before and after one`() {
    let row = [("d", 10), ("z", 2), ("a", nil), ("c", 10), ("b", nil)].map {
      ReportLink(name: $0.0, title: "T", order: $0.1)
    }.sorted()
    #expect(row.map(\.name) == ["z", "c", "d", "a", "b"])
    #expect(row.neighbors(of: "d").previous?.name == "c")
    #expect(row.neighbors(of: "d").next?.name == "a")
    #expect(row.neighbors(of: "z").previous == nil && row.neighbors(of: "b").next == nil)
    #expect(row.neighbors(of: "elsewhere") == (nil, nil))
  }

  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// All reports of the repository: folders with `report.yml`, and all lone files of the tests.
  private static func reports() throws -> [String] {
    func paths(_ folder: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(package)/\(folder)").sorted()
        .map { "\(package)/\(folder)/\($0)" }
    }
    let notebooks = try paths("notebooks").filter { !$0.hasSuffix(".json") }
    let chapters = notebooks.filter { !$0.hasSuffix(".md") }.flatMap { folder in
      Report.chapterFiles(in: folder).map { "\(folder)/\($0)" }
    }
    return notebooks + chapters + (try paths("Tests/LecternTests/Conformance"))
  }

  @Test func `say of every report what the whole report says`() throws {
    var compared = 0
    for path in try Self.reports() {
      guard let report = try? Report(reading: path) else { continue }
      let whole = Document(report, outputs: []).link
      let link = try ReportLink(beginningOf: path)
      #expect(link.name == whole.name && link.title == whole.title && link.order == whole.order)
      compared += 1
    }
    #expect(compared > 100)
  }

  @Test(arguments: [
    ("x.md", "# A *title* of $x$\n\nText.", "A title of x"),
    ("x.md", "---\ntitle: Front\norder: 3\n---\n\n# A\n\nText.", "Front"),
    ("x.md", "Text.\n\n# A\n", "x"),
    ("x.md", "", "x"),
    ("x.md", "Setext\n======\n\nText.", "Setext"),
    ("x.md", "# A [link][far]\n\n" + filler + "\n[far]: https://example.org\n", "A link"),
    ("x.md", "# A note[^far]\n\n" + filler + "\n[^far]: A note.\n", "A note"),
    ("x.md", "[far]: https://example.org\n" + filler, "x"),
    ("x.md", String(repeating: "\n", count: 500) + "# Low\n\nText.", "Low"),
    ("x.md", "---\n" + comments + "title: Long\n---\n\nText.", "Long"),
    ("x.swift", "//: # A title\nlet a = 1\n", "A title"),
    (
      "x.swift", "#!/usr/bin/env swift\n//: ---\n//: title: F\n//: order: 2\n//: ---\nlet a = 1\n",
      "F"
    ),
    ("x.swift", code + "//: # After code\nlet z = 1\n", "After code"),
    ("x.swift", code + "//: Text.\n//:\n//: # Not the title\nlet z = 1\n", "x"),
    (
      "x.swift", "func f() {\n//: # Inside\n//:\n//: Text.\n" + code + "}\n//: # Outside\nf()\n",
      "Outside"
    ),
    (
      "x.swift", "let a = \"\"\"\n//: # A string\n" + code + "\"\"\"\n//: # Outside\na\n", "Outside"
    ),
    ("x.swift", "//: # With \\(1 + 1)\nlet a = 1\n", "With ?"),
    ("x.swift", "//: # Only prose\n", "Only prose"),
  ])
  func `are read from the beginning, however long that is`(
    _ file: String, _ text: String, _ title: String
  ) throws {
    try withTemporaryFolder { (folder) throws in
      try write(text, to: "\(folder)/\(file)")
      let whole = Document(try Report(reading: "\(folder)/\(file)"), outputs: []).link
      let link = try ReportLink(beginningOf: "\(folder)/\(file)")
      #expect(link.title == title && whole.title == title)
      #expect(link.order == whole.order && link.name == "x")
    }
  }

  private static let filler = String(repeating: "Text.\n\n", count: 200)
  private static let comments = String(repeating: "# A comment.\n", count: 200)
  private static let code = (1...300).map { "let a\($0) = \($0)\n" }.joined()

  @Test func `of a folder say what report.yml says, or its only chapter`() throws {
    try withTemporaryFolder { (folder) throws in
      func link(_ name: String, _ files: [String: String]) throws -> ReportLink {
        for (file, text) in files { try write(text, to: "\(folder)/\(name)/\(file)") }
        let whole = Document(try Report(reading: "\(folder)/\(name)"), outputs: []).link
        let link = try ReportLink(beginningOf: "\(folder)/\(name)/")
        #expect(link.title == whole.title && link.order == whole.order && link.name == whole.name)
        return link
      }
      let chapter = "---\ntitle: Chapter\norder: 7\n---\n\nText."
      #expect(try link("a", ["a.md": chapter]).title == "Chapter")
      #expect(try link("b", ["a.md": chapter, "report.yml": "order: 2\n"]).order == 2)
      #expect(try link("c", ["a.md": chapter, "report.yml": "title: Yes\n"]).order == nil)
      #expect(try link("d", ["a.md": chapter, "b.md": "Text."]).title == "d")
      #expect(
        try link("e", ["a.md": "{{< include b.md >}}\n", "b.md": "# Included\n\nText."]).title
          == "Included")
      #expect(
        try link("f", ["a.md": chapter, "b.md": "# B\n\nT.", "report.yml": "chapters: [b.md]\n"])
          .title == "B")
    }
  }

  @Test func `say the beginning of a report whose rest is wrong`() throws {
    try withTemporaryFolder { (folder) throws in
      try write("//: # Right\nlet a = 1\nlet b = (\n", to: "\(folder)/x.swift")
      #expect(try ReportLink(beginningOf: "\(folder)/x.swift").title == "Right")
      #expect(throws: Diagnostics.self) { try ReportLink(beginningOf: "\(folder)/none.md") }
    }
  }
}
