import Foundation
import Testing

@Suite struct `Parameters` {
  static let notebook = """
    //: ---
    //: title: A sweep
    //: params: { k: 3 }
    //: ---
    import Notebook
    let k = parameter("k", default: 1, in: 0...9)
    let name = parameter("name", default: "iris")
    //: Here $k = \\(k)$ of \\(name).

    """

  @Test func `are set by the command line, else report.yml, else the front matter`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    func sentence() throws -> String {
      let page = try lectern.read("output/r/index.html")
      return page.matches(of: #/<dt>(\w+)</dt><dd>([^<]*)</dd>/#)
        .filter { !["Swift", "KaTeX"].contains($0.1) }.map { "\($0.1)=\($0.2)" }.joined(
          separator: " ")
    }
    try lectern.write(
      Self.notebook.replacing("//: params: { k: 3 }\n", with: ""), to: "notebooks/r/x.swift")
    #expect(try lectern.run().error == "")
    #expect(try sentence() == "k=1 name=iris")
    try lectern.write(Self.notebook, to: "notebooks/r/x.swift")
    #expect(try lectern.run().error == "")
    #expect(try sentence() == "k=3 name=iris")
    try lectern.write("title: R\nparams: { k: 5 }\n", to: "notebooks/r/report.yml")
    #expect(try lectern.run().error == "")
    #expect(try sentence() == "k=5 name=iris")
    let result = try lectern.run("--param", "k=7", "--param", "name=two words")
    #expect(result.error == "" && result.output == "output/r/index.html\n")
    #expect(try sentence() == "k=7 name=two words")
    #expect(try lectern.read("output/r/index.html").contains("of two words."))
  }

  @Test func `run a chapter again only for a new value`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/x.swift")
    func explained(_ arguments: String...) throws -> String {
      try lectern.run(["--explain"] + arguments).error
    }
    #expect(try explained().contains("it has no cached result"))
    #expect(
      try explained("--param", "k=4").contains("because its parameters or the theme changed"))
    #expect(try explained("--param", "k=3").contains("not run"))
    #expect(try explained().contains("not run"))
    #expect(try lectern.run().output.contains("output/x/index.html"))
  }

  @Test func `give one report per value in a sweep`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/x.swift")
    try lectern.write("//: No parameter.\n1\n", to: "notebooks/y.swift")
    let result = try lectern.run("--param", "k=2..4", "--param", "name=a,b")
    #expect(result.status == 0 && result.error == "")
    let names = ["2", "3", "4"].flatMap { k in ["a", "b"].map { "x-k-\(k)-name-\($0)" } }
    #expect(
      result.output.split(separator: "\n").map(String.init)
        == (names + ["y"]).map { "output/\($0)/index.html" })
    let index = try lectern.read("output/index.html")
    for name in names { #expect(index.contains("\(name)/index.html")) }
    #expect(index.contains("k = 4, name = b"))
  }

  @Test(arguments: [
    ("kay=3", "no parameter named “kay”"),
    ("k=10", "a whole number from 0 to 9"),
    ("k=2.5", "invalid value “2.5” for parameter k"), ("k", "invalid value “k” for --param"),
    ("k=5..2", "for --param"),
  ])
  func `that cannot be set cause a usage error`(_ argument: String, _ message: String) throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/x.swift")
    let result = try lectern.run("--param", argument)
    #expect(result.status == 2 && result.error.contains(message), "\(result.error)")
  }

  @Test func `that are unknown are reported where report.yml sets them`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/r/x.swift")
    try lectern.write("params:\n  k: 2\n  nme: rose\n", to: "notebooks/r/report.yml")
    let result = try lectern.run("check")
    #expect(result.status == 1)
    #expect(
      result.error.hasPrefix(
        "notebooks/r/report.yml:3:3: error: no parameter named “nme” "
          + "(did you mean “name”?)"))
  }

  @Test func `are arguments of a stand-alone program`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "import Notebook\nshow(parameter(\"k\", default: 1, in: 0...9) + 1)\n", to: "n.swift")
    let flags = try lectern.run("flags").output.split(whereSeparator: \.isWhitespace)
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      ["swiftc", lectern.folder + "/n.swift", "-o", lectern.folder + "/n"] + flags.map(String.init)
    try compiler.run()
    compiler.waitUntilExit()
    func run(_ arguments: String...) throws -> (Int32, String) {
      let notebook = Process()
      notebook.executableURL = URL(filePath: lectern.folder + "/n")
      notebook.arguments = arguments
      let pipe = Pipe()
      notebook.standardOutput = pipe
      notebook.standardError = pipe
      try notebook.run()
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      notebook.waitUntilExit()
      return (notebook.terminationStatus, text)
    }
    #expect(try run() == (0, "2\n"))
    #expect(try run("--param", "k=6") == (0, "7\n"))
    #expect(try run("--param", "k=12") == (2, "invalid value “12” for parameter k\n"))
  }
}
