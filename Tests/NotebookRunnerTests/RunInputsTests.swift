import Foundation
import Literate
import NotebookOutputs
import Storage
import SystemPackage
import Testing

@testable import NotebookRunner

@Suite struct `Run inputs` {
  let chapter: Chapter
  let root = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path

  init() throws {
    chapter = try Chapter(reading: SourceFile(path: "n.swift", text: ""))
    try makeFolders("\(root)/a")
    try makeFolders("\(root)/b")
    for folder in ["a", "b"] {
      try writeFile("\(root)/\(folder)/n.swift", [])
      try writeFile("\(root)/\(folder)/d.csv", Array("same".utf8))
    }
  }

  /// The inputs of a run that listed a folder, read one file, examined another and did not find a third.
  private func inputs(in folder: NotebookFolder) throws -> RunInputs {
    let place = folder.path.string
    let (inputs, states, unstable) = RunInputs.read(
      [
        FileInput("\(place)", .names(try #require(FileIdentity(of: place)))),
        FileInput("\(place)/d.csv", .contents(try #require(FileIdentity(of: "\(place)/d.csv")))),
        FileInput("\(place)/e.csv", .absent),
        FileInput("\(place)/n.swift", .file(try #require(FileIdentity(of: "\(place)/n.swift")))),
      ], DeclaredInputs(of: chapter, in: folder), in: folder)
    #expect(unstable.isEmpty && states.areCurrent && states.count == 4)
    return inputs
  }

  private func states(of inputs: RunInputs, in folder: NotebookFolder) -> [String: FileState]? {
    var contents = ContentDigests()
    return inputs.states(in: folder, &contents)
  }

  @Test func `are the same in another folder with the same files`() throws {
    defer { removeTree(root) }
    let (a, b) = (NotebookFolder(of: "\(root)/a/n.swift"), NotebookFolder(of: "\(root)/b/n.swift"))
    let inputs = try inputs(in: a)
    #expect(inputs.inputs.map(\.path) == ["", "d.csv", "e.csv", "n.swift"])
    #expect(states(of: inputs, in: a) != nil)
    #expect(states(of: inputs, in: b) != nil)
    try writeFile("\(root)/b/d.csv", Array("else".utf8))
    #expect(states(of: inputs, in: a) != nil)
    #expect(states(of: inputs, in: b) == nil)
    #expect(inputs.changed(in: b) == "\(b.path)/d.csv")
  }

  @Test(arguments: ["d.csv", "e.csv", "n.swift", "new"])
  func `are not current after a change`(_ name: String) throws {
    defer { removeTree(root) }
    let folder = NotebookFolder(of: "\(root)/a/n.swift")
    let inputs = try inputs(in: folder)
    try writeFile("\(root)/a/\(name)", Array("changed".utf8))
    #expect(states(of: inputs, in: folder) == nil)
  }

  @Test func `are current after a file was written again with the same content`() throws {
    defer { removeTree(root) }
    let folder = NotebookFolder(of: "\(root)/a/n.swift")
    let inputs = try inputs(in: folder)
    try writeFile("\(root)/a/d.csv", Array("same".utf8))
    let now = try #require(states(of: inputs, in: folder))
    #expect(now.areCurrent)
  }

  @Test func `are unstable if they changed before the run ended`() throws {
    defer { removeTree(root) }
    let folder = NotebookFolder(of: "\(root)/a/n.swift")
    let path = "\(folder.path)/d.csv"
    let before = try #require(FileIdentity(of: path))
    try writeFile(path, Array("changed".utf8))
    let (inputs, states, unstable) = RunInputs.read(
      [FileInput(path, .contents(before))], DeclaredInputs(of: chapter, in: folder), in: folder)
    #expect(unstable.map(\.path) == [path] && inputs.inputs.isEmpty)
    #expect(!states.areCurrent)
  }

  @Test(arguments: [
    ("/home/me/r/d.csv", "d.csv"), ("/home/me/shared/d.csv", "../shared/d.csv"),
    ("/usr/share/fonts/a.otf", "/usr/share/fonts/a.otf"), ("/home/me/r", ""),
  ]) func `have paths relative to the notebook`(_ absolute: String, _ relative: String) {
    let folder = NotebookFolder(at: "/home/me/r")
    #expect(folder.relative(absolute) == relative)
    #expect(folder.absolute(relative) == absolute)
  }

  @Test func `are encoded and decoded unchanged`() throws {
    defer { removeTree(root) }
    let inputs = try inputs(in: NotebookFolder(of: "\(root)/a/n.swift"))
    #expect(RunInputs(bytes: inputs.bytes) == inputs)
    #expect(RunInputs(bytes: RunInputs().bytes) == RunInputs())
    #expect(RunInputs(bytes: inputs.bytes.dropLast()) == nil)
    #expect(RunInputs(bytes: Array("a\0b\0".utf8)) == nil)
  }

  @Test func `form one variant for each content`() throws {
    defer { removeTree(root) }
    let (a, b) = (NotebookFolder(of: "\(root)/a/n.swift"), NotebookFolder(of: "\(root)/b/n.swift"))
    let runs = RunCache(cache: Cache(folder: "\(root)/cache"), key: CacheKey("programs", ["p"]))
    let outputs = ChapterOutputs(cells: [], interpolations: [])
    func variants() -> Int { runs.cache[runs.key]?.records.count ?? 0 }
    func find(in folder: NotebookFolder) -> RunInputs? {
      if case .found(_, let inputs, _) = runs.find(in: folder) { inputs } else { nil }
    }
    let same = try inputs(in: a)
    try runs.store(RunRecord(outputs: outputs, warnings: []), same)
    try runs.store(RunRecord(outputs: outputs, warnings: []), try inputs(in: b))
    #expect(variants() == 1)
    try writeFile("\(root)/b/d.csv", Array("else".utf8))
    #expect(find(in: b) == nil)
    let other = try inputs(in: b)
    try runs.store(RunRecord(outputs: outputs, warnings: []), other)
    #expect(variants() == 2)
    #expect(find(in: a)?.digest == same.digest)
    #expect(find(in: b) == other)
  }
}
