import Foundation
import Literate
import Storage
import Testing

@testable import NotebookRunner

@Suite struct `Module digests` {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())").path

  /// Writes the build of a module with some code, compiled against some modules.
  func build(_ module: String, _ code: String, importing imports: [String] = []) throws {
    let place = "\(folder)/\(module).build"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try Data(code.utf8).write(to: URL(filePath: "\(place)/a.swift.o"))
    let list = imports.map { " /x/Modules/\($0).swiftmodule" }.joined()
    try Data("a.swift.o :\(list)\n".utf8).write(to: URL(filePath: "\(place)/\(module).d"))
  }

  func digests(_ build: String = "") -> ModuleDigests {
    ModuleDigests(
      ofBuild: build, in: folder, modules: ["Figures", "Models", "Notebook", "Plotting"])
  }

  init() throws {
    try build("Models", "m")
    try build("Plotting", "p")
    try build("Figures", "f", importing: ["Models", "Plotting"])
    try build("Notebook", "n", importing: ["Plotting"])
  }

  @Test func `change with the module and its dependencies, and no others`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let before = digests()
    #expect(before == digests())
    #expect(before.dependencies["Figures"] == ["Models", "Plotting"])
    try build("Models", "m, edited")
    let after = digests()
    func changes(_ imports: String...) -> Bool {
      before.state(importing: imports) != after.state(importing: imports)
    }
    #expect(changes("Models"))
    #expect(changes("Figures"))
    #expect(!changes("Plotting"))
    #expect(!changes("Foundation"))
    #expect(!changes())
    // Every notebook depends on the modules that the woven program calls.
    try build("Plotting", "p, edited")
    #expect(after.state(importing: []) != digests().state(importing: []))
  }

  @Test func `of a module without object files change with the whole build`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.removeItem(atPath: "\(folder)/Models.build")
    let states = ["1", "2"].map { digests($0).state(importing: ["Models"]) }
    #expect(states[0] != states[1])
    #expect(digests("1").state(importing: []) == digests("2").state(importing: []))
  }

  @Test func `depend on imports anywhere in a notebook`() throws {
    let text = """
      import Notebook
      @testable import Models
      import struct Plotting.Chart
      #if canImport(Other)
      import Other.Part
      #endif
      let imported = 1
      """
    let chapter = try Chapter(reading: SourceFile(path: "x.swift", text: text))
    #expect(chapter.imports == ["Models", "Notebook", "Other", "Plotting"])
  }
}
