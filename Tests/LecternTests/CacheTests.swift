import Foundation
import Testing

@Suite struct `The cache of results` {
  @Test func `is in the folder LECTERN_CACHE, else in the user's cache folder`() throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("1 + 1\n", to: "notebooks/a.swift")
    lectern.environment = ["LECTERN_CACHE": "", "XDG_CACHE_HOME": lectern.folder + "/xdg"]
    #expect(try lectern.run().status == 0)
    #expect(lectern.exists("xdg/lectern/runs"))
    lectern.environment = ["LECTERN_CACHE": "", "XDG_CACHE_HOME": "", "HOME": lectern.folder]
    #expect(try lectern.run().status == 0)
    #expect(lectern.exists(".cache/lectern/runs"))
    lectern.environment = ["LECTERN_CACHE": "relative"]
    #expect(try lectern.run().status == 0)
    #expect(lectern.exists("relative/runs"))
    let shown = try lectern.run("cache").output
    #expect(shown.contains("/relative: ") && shown.contains(" entries, "))
    #expect(try lectern.run("cache", "--clear").output.hasPrefix("removed "))
    #expect(try lectern.run("cache").output.contains(": 0 entries, 0.0 MB"))
    #expect(try lectern.run("--explain").error.contains("it has no cached result"))
  }

  @Test func `gives one message if it cannot be written`() throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("1 + 1\n", to: "notebooks/a.swift")
    try lectern.write("", to: "file")
    lectern.environment = ["LECTERN_CACHE": lectern.folder + "/file/cache"]
    let result = try lectern.run()
    #expect(result.status == 3)
    #expect(
      result.error.hasPrefix("lectern: error: cannot write \(lectern.folder)/file/cache")
        && result.error.contains("Not a directory")
        && result.error.split(separator: "\n").count == 1, "\(result.error)")
  }

  @Test func `has a result for each value of a sweep, which compiles once`() throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      import Notebook
      let k = parameter("k", default: 1, in: 1...100)
      print("k is \\(k * k)")
      """, to: "notebooks/sweep.swift")
    try lectern.wrapCompiler()
    let result = try lectern.run("render", "--param", "k=1..20")
    #expect(result.status == 0, "\(result.error)")
    for k in 1...20 {
      #expect(try lectern.read("output/sweep-k-\(k)/index.html").contains(">k is \(k * k)</pre>"))
    }
    #expect(try lectern.read("calls") == "call\n")
    let again = try lectern.run("render", "--param", "k=1..20", "--explain")
    #expect(again.error.components(separatedBy: ": not run, ").count == 21)
    #expect(try lectern.read("calls") == "call\n")
  }

  @Test func `can be shared by processes that render the same and different reports`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    for name in ["a", "b"] {
      try lectern.write("print(\"I am \(name)\")\n", to: "notebooks/\(name)/n.swift")
    }
    for round in 0..<20 {
      // Every fourth round runs the chapter; the others only write the page.
      try lectern.write(
        "print(\"Run \(round / 4)\")\n//: Both, \(round).\n", to: "notebooks/both/n.swift")
      let processes = try [["notebooks/both", "notebooks/a"], ["notebooks/both", "notebooks/b"]]
        .map { try lectern.start(["render"] + $0) }
      for process in processes { process.waitUntilExit() }
      #expect(processes.map(\.terminationStatus) == [0, 0])
      let page = try lectern.read("output/both/index.html")
      #expect(page.contains(">Run \(round / 4)</pre>") && page.contains("Both, \(round)."))
      let index = try lectern.read("output/index.html")
      #expect(["a", "b", "both"].allSatisfy { index.contains("href=\"\($0)/index.html\"") })
    }
    #expect(try lectern.read("output/a/index.html").contains(">I am a</pre>"))
    #expect(try lectern.read("output/b/index.html").contains(">I am b</pre>"))
  }
}
