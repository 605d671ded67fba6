import Foundation
import Testing

@Suite struct `The command line` {
  @Test(arguments: [
    (["--no-such-option"], 2), (["render", "nowhere"], 2), (["--timeout", "0"], 2),
    (["options"], 0), (["--help"], 0),
  ])
  func `has an exit status for each outcome`(_ arguments: [String], _ status: Int) throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    #expect(try Int(lectern.run(arguments).status) == status)
  }

  @Test func `lists every option`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let listing = try lectern.run("options").output
    for name in ["label", "caption", "alt", "echo", "column", "chapters"] {
      #expect(listing.contains("\n\(name) "))
    }
  }

  @Test func `checks without running`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("//| capton: A\nwhile true {}\n", to: "notebooks/c.swift")
    let result = try lectern.run("check")
    #expect(result.status == 1 && result.error.contains("capton"))
    #expect(!lectern.exists("output"))
  }

  @Test func `checks references even if a chapter cannot be read`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "//: # A {#sec-a}\n//| label: lst-known\n//| caption: C.\nlet a = (\n",
      to: "notebooks/r/a.swift")
    try lectern.write("@sec-a @lst-known @sec-nowhere\n", to: "notebooks/r/b.md")
    let result = try lectern.run("check")
    #expect(result.status == 1)
    #expect(result.error.contains("notebooks/r/a.swift:4:10: error: expected"))
    #expect(
      result.error.contains("notebooks/r/b.md:1:19: error: nothing is labeled “sec-nowhere”"))
    #expect(!result.error.contains("“sec-a”") && !result.error.contains("“lst-known”"))
  }

  @Test func `does not check references to parts of figures, which are known only after a run`()
    throws
  {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "//| label: fig-x\n//| caption: C.\n//| alt: A.\nf()\n//: @fig-x-b @fig-y-b\n",
      to: "notebooks/a.swift")
    let result = try lectern.run("check")
    #expect(result.error.hasPrefix("notebooks/a.swift:5:14: error: nothing is labeled “fig-y-b”"))
    #expect(!result.error.contains("fig-x-b”"))
  }

  @Test func `checks references, citations, mathematics and pictures`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "title: R\nbibliography: refs.bib\nchapters: [a.md, x.swift]\n",
      to: "notebooks/r/report.yml")
    try lectern.write(
      "@book{knuth1984, author = {Knuth, Donald}, year = 1984, title = {Literate}}\n",
      to: "notebooks/r/refs.bib")
    try lectern.write(
      """
      # A {#sec-a}
      See @sec-b, [@knuth1985] and @fig-there.
      A run tells whether there is a @fig-there-b, but @fig-there-bb is none.

      $\\frac{1$

      ![A picture](nowhere.png)
      """, to: "notebooks/r/a.md")
    try lectern.write(
      """
      let shares = 1
      //: $\\hat p = \\(shares)$ and $\\undefined$
      //| label: fig-there
      //| caption: A figure.
      shares
      """, to: "notebooks/r/x.swift")
    let result = try lectern.run("check")
    #expect(result.status == 1 && result.output == "")
    let places = result.error.split(separator: "\n").filter { $0.hasPrefix("notebooks") }
    let expected = [
      "a.md:2:5: error: nothing is labeled “sec-b”", "a.md:2:14: error: no entry",
      "a.md:3:50: error: nothing is labeled “fig-there-bb”",
      "a.md:5:", "a.md:7:", "x.swift:2:31: error: TeX", "x.swift:3:12: error: figure",
    ]
    #expect(places.count == expected.count, "\(result.error)")
    for (place, text) in zip(places, expected) {
      #expect(place.hasPrefix("notebooks/r/" + text), "\(place)")
    }
    #expect(!lectern.exists("output"))
  }

  @Test func `prints the arguments that build a notebook as a stand-alone program`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "import Notebook\nimport Plotting\nshow(6 * 7)\nshow(Chart { RuleMark(y: 1) })\n",
      to: "n.swift")
    let flags = try lectern.run("flags").output.split(whereSeparator: \.isWhitespace).map(
      String.init)
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      ["swiftc", lectern.folder + "/n.swift", "-o", lectern.folder + "/n"] + flags
    try compiler.run()
    compiler.waitUntilExit()
    let notebook = Process()
    notebook.executableURL = URL(filePath: lectern.folder + "/n")
    notebook.currentDirectoryURL = URL(filePath: lectern.folder)
    let pipe = Pipe()
    notebook.standardOutput = pipe
    try notebook.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text == "42\noutput/n-1.svg\n")
    #expect(lectern.exists("output/n-1.svg") && lectern.exists("output/n-1.pdf"))
  }
}
