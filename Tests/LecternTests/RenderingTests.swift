import Foundation
import Testing

@Suite struct `Rendering` {
  static let notebook = """
    //: ---
    //: title: Two figures
    //: ---
    //| include: false
    import Notebook
    import Plotting

    //| label: fig-a
    //| caption: A line of \\(2) points.
    //| alt: A rising line.
    Chart { LineMark(x: [0, 1], y: [0, 1]).label("$\\\\theta$") }

    //| label: fig-b
    //| caption: Another.
    //| alt: A falling line.
    Chart { LineMark(x: [0, 1], y: [1, 0]).label("$\\\\theta$") }

    //: $$ \\frac{1}{2} $$ {#eq-half}
    //: See @fig-a, @fig-b and @eq-half.
    """

  /// The contents of every file in the output folder, by path.
  func files(_ lectern: Lectern) throws -> [String: Data] {
    let root = lectern.folder + "/output"
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try paths.reduce(into: [:]) { files, path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
      if !isFolder.boolValue {
        files[path] = try Data(contentsOf: URL(filePath: root + "/" + path))
      }
    }
  }

  @Test func `names a report in the current folder after that folder`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("# Here\n\nWords.\n", to: "here/words.md")
    let result = try lectern.run("render", "here/../here/.")
    #expect(result.status == 0, "\(result.error)")
    #expect(lectern.exists("output/here/index.html"))
  }

  @Test func `writes a page that needs no network, and labeled figures in three formats`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/two.swift")
    let result = try lectern.run()
    #expect(result.status == 0 && result.error == "")
    #expect(result.output == "output/two/index.html\n")
    for name in ["fig-a", "fig-b"] {
      for kind in ["svg", "png", "pdf"] {
        #expect(lectern.exists("output/two/figures/\(name).\(kind)"))
      }
    }
    for path in ["output/index.html", "output/two/index.html"] {
      let page = try lectern.read(path)
      let loads = page.matches(of: #/(?:src|href|url)\s*[=(]\s*["']?(https?:)?\/\//#)
        .filter { !page[..<$0.range.lowerBound].suffix(40).contains("<a ") }
      #expect(loads.isEmpty)
    }
  }

  @Test func `lists the versions of the tools that made a report`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/two.swift")
    try lectern.write("Words, and no figure.\n", to: "notebooks/words.md")
    _ = try lectern.run()
    let page = try lectern.read("output/two/index.html")
    #expect(page.firstMatch(of: /<dt>Swift<\/dt><dd>\d+\.\d+/) != nil)
    #expect(page.firstMatch(of: /<dt>Cairo<\/dt><dd>\d+\.\d+\.\d+<\/dd>/) != nil)
    #expect(page.firstMatch(of: /<dt>KaTeX<\/dt><dd>\d+\.\d+\.\d+<\/dd>/) != nil)
    let words = try lectern.read("output/words/index.html")
    #expect(!words.contains("<dt>Cairo") && !words.contains("<dt>KaTeX"))
  }

  @Test func `gives all figures of a page different ids`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/two.swift")
    _ = try lectern.run()
    let page = try lectern.read("output/two/index.html")
    let ids = page.matches(of: #/\sid="([^"]+)"/#).map { String($0.1) }
    #expect(!ids.isEmpty)
    #expect(ids.count == Set(ids).count)
  }

  @Test func `gives the same bytes with and without the cache`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/two.swift")
    _ = try lectern.run()
    let first = try files(lectern)
    #expect(first.count > 6)
    let unchanged = try lectern.run()
    #expect(unchanged.output.contains("(unchanged)"))
    #expect(try files(lectern) == first)
    _ = try lectern.run("--no-cache")
    #expect(try files(lectern) == first)
    try FileManager.default.removeItem(atPath: lectern.folder + "/output")
    _ = try lectern.run("--no-cache", "--jobs", "1")
    #expect(try files(lectern) == first)
  }

  @Test func `gives the same bytes if run several times concurrently`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    for chapter in ["a", "b"] {
      let text = Self.notebook.replacing("fig-a", with: "fig-\(chapter)-1")
        .replacing("fig-b", with: "fig-\(chapter)-2").replacing("eq-half", with: "eq-\(chapter)")
      try lectern.write(text, to: "notebooks/two/\(chapter).swift")
    }
    let processes = try (1...3).map { _ in try lectern.start(["--no-cache"]) }
    for process in processes { process.waitUntilExit() }
    #expect(processes.map(\.terminationStatus) == [0, 0, 0])
    let together = try files(lectern)
    try FileManager.default.removeItem(atPath: lectern.folder + "/output")
    #expect(try lectern.run().status == 0)
    #expect(try files(lectern) == together)
    #expect(together.keys.contains("two/index.html"))
    #expect(!together.keys.contains { $0.contains("lectern-") })
  }

  @Test func `exits with status 3 on a system error`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("Words.\n", to: "notebooks/words.md")
    let result = try lectern.run("--output", "notebooks/words.md")
    #expect(result.status == 3)
    #expect(
      result.error
        == "lectern: error: cannot write notebooks/words.md: Not a directory\n")
  }

  @Test func `follows a link to a folder of chapters`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("Words.\n", to: "elsewhere/words.md")
    try FileManager.default.createDirectory(
      atPath: lectern.folder + "/notebooks", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: lectern.folder + "/notebooks/linked", withDestinationPath: "../elsewhere")
    let result = try lectern.run()
    #expect(result.status == 0, "\(result.error)")
    #expect(lectern.exists("output/linked/index.html"))
  }

  @Test func `keeps the last good report after an error`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/two.swift")
    _ = try lectern.run()
    let good = try files(lectern)
    for mistake in [
      "let b: String = 1", "[1, 2][5]", "throw CancellationError()", "while true {}",
      "//: $\\frac{1$", "//: @fig-nowhere", "//| capton: A\n1",
    ] {
      try lectern.write(Self.notebook + "\n" + mistake + "\n", to: "notebooks/two.swift")
      let result = try lectern.run("--timeout", "3")
      #expect(result.status == 1)
      #expect(result.error.contains(#/^notebooks/two\.swift:\d+:\d+: error: /#))
      #expect(result.error.matches(of: #/: error: /#).count == 1)
      #expect(try files(lectern) == good, "\(mistake)")
    }
  }

  @Test func `runs nothing if only prose, captions and display options change`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let clock = "\nimport Foundation\nDate().timeIntervalSince1970\n"
    try lectern.write(Self.notebook + clock, to: "notebooks/two.swift")
    _ = try lectern.run()
    let before = try lectern.outputs()
    let edited = (Self.notebook + clock).replacing("Another.", with: "Another caption.")
      .replacing("See", with: "Compare").replacing("//| label: fig-b", with: "//| label: fig-c")
      .replacing("@fig-b", with: "@fig-c").replacing("title: Two", with: "title: Both")
    try lectern.write(edited, to: "notebooks/two.swift")
    #expect(try lectern.run().status == 0)
    #expect(try lectern.outputs() == before)
    #expect(try lectern.read("output/two/index.html").contains("Another caption."))
    #expect(lectern.exists("output/two/figures/fig-c.svg"))
    #expect(!lectern.exists("output/two/figures/fig-b.svg"))
  }

  @Test func `runs a chapter again if a file that it read has changed`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let notebook = """
      import Notebook
      let sum = try DataTable(contentsOf: "../data/x.csv").numbers("x").reduce(0, +)
      //: The sum is \\(sum).
      """
    try lectern.write(notebook, to: "notebooks/sum.swift")
    try lectern.write("x\n1\n2\n", to: "data/x.csv")
    #expect(try lectern.run().status == 0)
    #expect(try lectern.read("output/sum/index.html").contains("The sum is 3."))
    #expect(try lectern.run().output.contains("(unchanged)"))
    try lectern.write("x\n1\n40\n", to: "data/x.csv")
    #expect(try lectern.run().status == 0)
    #expect(try lectern.read("output/sum/index.html").contains("The sum is 41."))
    try lectern.write("x\n1\nforty\n", to: "data/x.csv")
    let failed = try lectern.run()
    #expect(failed.status == 1)
    #expect(failed.error.hasPrefix("notebooks/sum.swift:2:11: error: an error was thrown here"))
    #expect(failed.error.contains("x.csv:3: “forty” in column “x” is not a number"))
  }

  @Test func `keeps files that it did not write`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/two.swift")
    _ = try lectern.run()
    try lectern.write("mine", to: "output/two/notes.txt")
    try lectern.write("mine", to: "output/two/figures/own.svg")
    try lectern.write(Self.notebook + "\n//: More.\n", to: "notebooks/two.swift")
    #expect(try lectern.run().output == "output/two/index.html\n")
    #expect(try lectern.read("output/two/notes.txt") == "mine")
    #expect(try lectern.read("output/two/figures/own.svg") == "mine")
  }

  @Test func `shows a failure in the report with --allow-errors`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "print(\"before\")\n//: p\nfatalError(\"on purpose\")\n", to: "notebooks/f.swift")
    let result = try lectern.run("--allow-errors")
    #expect(result.status == 0 && result.error.contains("warning: the program stopped here"))
    let page = try lectern.read("output/f/index.html")
    #expect(page.contains("on purpose") && page.contains("before"))
  }
}
