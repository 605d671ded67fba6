import Foundation
import Literate
import Testing

@Suite struct `Dependencies` {
  @Test func `are files, globs and variables of the environment`() throws {
    let chapter = try chapter(
      "//: ---\n//: depends: [data/*.csv, env:API_TOKEN, './a:b.csv']\n//: ---\nf()\n")
    #expect(
      chapter.dependencies == [
        DependencySetting(
          .files(pattern: "data/*.csv"), at: chapter.file.location(line: 2, column: 15)),
        DependencySetting(
          .environment(name: "API_TOKEN"), at: chapter.file.location(line: 2, column: 27)),
        DependencySetting(
          .files(pattern: "./a:b.csv"), at: chapter.file.location(line: 2, column: 42)),
      ])
  }

  @Test func `may be one, or none`() throws {
    let one = try chapter("//: ---\n//: depends: data.csv\n//: ---\nf()\n")
    #expect(one.dependencies.map(\.dependency) == [.files(pattern: "data.csv")])
    #expect(try chapter("f()\n").dependencies == [])
  }

  @Test(arguments: [
    ("[a.csv, git:HEAD]", "2:22", "git:HEAD"), ("['']", "2:15", ""),
    ("[a, 'env:']", "2:18", "env:"),
    ("env:2X", "2:14", "env:2X"), ("[env:A B]", "2:15", "env:A B"), ("", "2:13", ""),
  ])
  func `of no known kind are errors in their place`(
    _ list: String, _ place: String, _ value: String
  ) {
    let allowed = OptionSchema.Kind.dependencies.allowed
    #expect(
      problems("//: ---\n//: depends: \(list)\n//: ---\nf()\n") == [
        #"\#(place) optionValue(name: "depends", value: "\#(value)", allowed: "\#(allowed)")"#
      ])
  }

  @Test func `and the use of kept results are the chapter's, else the report's`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in [
      ("report.yml", "cache: false\ndepends: shared.csv\n"),
      ("a.swift", "//: ---\n//: cache: true\n//: depends: own.csv\n//: ---\nf()\n"),
      ("b.swift", "f()\n"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    let report = try Report(reading: folder)
    #expect(report.chapters.map(\.usesCache) == [true, false])
    #expect(
      report.chapters.map { $0.dependencies.map(\.dependency) } == [
        [.files(pattern: "own.csv"), .files(pattern: "shared.csv")],
        [.files(pattern: "shared.csv")],
      ])
    #expect(report.chapters[1].dependencies[0].location.file == "\(folder)/report.yml")
  }

  @Test func `are not options of a cell`() {
    #expect(
      problems("//| cache: false\nf()\n") == [
        #"1:5 misplacedOption(name: "cache", allowedIn: "a chapter or a report")"#
      ])
  }
}
