import Foundation
import SystemFiles
import Testing

@Suite struct `System files` {
  private let notebook = """
    //: # Growth
    //: It grows as $x^2$.
    import Plotting

    Chart { LineMark(y: [0.0, 1, 4]) }
    """

  @Test(arguments: ["LECTERN_KATEX", "LECTERN_FONTS"])
  func `that are missing give one message and exit status 3`(variable: String) throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(notebook, to: "notebooks/growth.swift")
    lectern.environment = [variable: "/nowhere"]
    let result = try lectern.run()
    #expect(result.status == 3)
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 1, "\(result.error)")
    let sentence = "lectern: error: \(variable) is /nowhere, which does not contain "
    #expect(lines.first?.hasPrefix(sentence) == true, "\(result.error)")
  }

  @Test func `that are missing are reported before chapters run, and only if they are needed`()
    throws
  {
    var lectern = try Lectern()
    defer { lectern.remove() }
    lectern.environment = [
      "LECTERN_KATEX": "/nowhere", "LECTERN_FONTS": "/nowhere", "LECTERN_HIGHLIGHTJS": "/nowhere",
    ]
    try lectern.write("# Plain\n\nNo formula, no figure, no code.\n", to: "notebooks/plain.md")
    #expect(try lectern.run().status == 0)
    try lectern.write("# Code\n\n```python\na\n```\n", to: "notebooks/code.md")
    let result = try lectern.run()
    #expect(result.status == 3 && result.error.contains("highlight.js"))
  }

  @Test func `that change cause figures to be drawn again`() throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(notebook, to: "notebooks/growth.swift")
    #expect(try lectern.run().status == 0)
    #expect(try lectern.run().output.contains("(unchanged)"))
    // Other fonts: the semibold one in place of both.
    let font = try FigureFont.interSemiBold.path()
    for name in ["Regular", "SemiBold"] {
      try FileManager.default.createDirectory(
        atPath: lectern.folder + "/fonts", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: font, toPath: "\(lectern.folder)/fonts/Inter-\(name).otf")
    }
    let before = try lectern.read("output/growth/index.html")
    lectern.environment = ["LECTERN_FONTS": lectern.folder + "/fonts"]
    let result = try lectern.run()
    #expect(result.status == 0, "\(result.error)")
    #expect(!result.output.contains("(unchanged)"))
    #expect(try lectern.read("output/growth/index.html") != before)
  }

  @Test func `are not opened if only plain prose was edited`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("# Prose\n\nIt is $x^2$.\n", to: "notebooks/prose.md")
    #expect(try lectern.run().status == 0)
    try lectern.write("# Prose\n\nIt is still $x^2$.\n", to: "notebooks/prose.md")
    let opened = try libraries(opened: lectern)
    #expect(!opened.contains { $0.contains("javascriptcore") })
    try lectern.write("# Prose\n\nIt is $x^3$.\n", to: "notebooks/prose.md")
    #expect(try libraries(opened: lectern).contains { $0.contains("javascriptcore") })
  }

  @Test func `that cannot be opened cause an error, not a crash`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("It is $x^2$.\n", to: "notebooks/prose.md")
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "ulimit -v 4000000; exec \"$0\" render", Lectern.executable]
    shell.currentDirectoryURL = URL(filePath: lectern.folder)
    shell.environment = ProcessInfo.processInfo.environment.merging(
      ["LECTERN_CACHE": lectern.folder + "/cache"]) { $1 }
    let pipe = Pipe()
    shell.standardError = pipe
    try shell.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationReason == .exit && shell.terminationStatus == 3)
    #expect(text.hasPrefix("lectern: error: cannot use JavaScriptCore: "), "\(text)")
  }

  /// The libraries that a render opens, as listed by the dynamic loader.
  private func libraries(opened lectern: Lectern) throws -> [String] {
    var lectern = lectern
    lectern.environment = ["LD_DEBUG": "files", "LD_DEBUG_OUTPUT": lectern.folder + "/loaded"]
    #expect(try lectern.run().status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: lectern.folder)
      .filter { $0.hasPrefix("loaded.") }
    return try names.flatMap { name -> [String] in
      let text = try lectern.read(name)
      try FileManager.default.removeItem(atPath: "\(lectern.folder)/\(name)")
      return text.split(separator: "\n").map(String.init)
    }
  }
}
