import Foundation
import Literate
import Testing

@Suite struct `Parts of a report` {
  @Test func `group its chapters in their order`() throws {
    let report = try reading(
      """
      parts:
        - title: The *basics*
          chapters: [b.md, a.md]
        - title: More
          chapters: c.md
      """)
    #expect(report.chapters.map(\.file.path).map { $0.suffix(4) } == ["b.md", "a.md", "c.md"])
    #expect(report.parts.map(\.title.markdown) == ["The *basics*", "More"])
    #expect(report.parts.map(\.chapters) == [0..<2, 2..<3])
  }

  @Test(arguments: [
    (
      "parts: [{ title: A, chapters: [a.md, b.md, d.md, c.md] }]",
      #"1:44 missingChapter(path: "d.md", suggestion: Optional("a.md"))"#
    ),
    (
      "parts: [{ title: A, chapters: [a.md, b.md, c.md] }, { title: B, chapters: a.md }]",
      #"1:75 duplicateChapter(path: "a.md")"#
    ),
    ("chapters: [a.md, b.md, a.md]", #"1:24 duplicateChapter(path: "a.md")"#),
    (
      "parts: [{ title: A, chapters: [a.md, c.md] }]",
      #"1:1 chapterInNoPart(path: "b.md")"#
    ),
    (
      "parts: [{ title: A, chapters: [a.md, b.md, c.md] }]\nchapters: [a.md]",
      "1:1 chaptersAndParts"
    ),
    (
      "parts: [a.md]",
      #"1:8 optionValue(name: "parts", value: "…", allowed: "\#(OptionSchema.Kind.parts.allowed)")"#
    ),
    (
      "parts: [{ title: A, chapter: a.md }]",
      #"1:8 optionValue(name: "parts", value: "…", allowed: "\#(OptionSchema.Kind.parts.allowed)")"#
    ),
  ])
  func `that cannot be are errors in their place`(_ settings: String, _ problem: String) {
    let error = #expect(throws: Diagnostics.self) { try reading(settings) }
    #expect(
      error?.list.map { "\($0.location.line):\($0.location.column) \($0.problem)" } == [problem])
  }

  /// A report of three chapters with these settings.
  private func reading(_ settings: String) throws -> Report {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lectern-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["a", "b", "c"] {
      try Data("# \(name)\n".utf8).write(to: folder.appendingPathComponent("\(name).md"))
    }
    try Data((settings + "\n").utf8).write(to: folder.appendingPathComponent("report.yml"))
    return try Report(reading: folder.path)
  }
}
