import Foundation
import Testing

/// Writes reports of one sentence each: `notebooks/<name>/a.md`.
private func write(_ names: String..., to lectern: Lectern) throws {
  for name in names {
    try lectern.write("# About \(name)\n\nText.\n", to: "notebooks/\(name)/a.md")
  }
}

extension Lectern {
  fileprivate func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
  }

  fileprivate func move(_ old: String, to new: String) throws {
    try FileManager.default.moveItem(atPath: "\(folder)/\(old)", toPath: "\(folder)/\(new)")
  }

  /// The reports that the index page links to.
  fileprivate func listed(_ output: String = "output") throws -> [String] {
    try read("\(output)/index.html").matches(of: /<h2><a href="([^"]*)\/index.html"/).map {
      String($0.1)
    }
  }

  /// The links from a page to the previous and next report, with names and titles.
  fileprivate func neighbors(of page: String) throws -> [String] {
    try read("\(page)/index.html")
      .matches(of: /<a rel="(\w+)" href="..\/([^"]*)\/index.html"><span>\w+<\/span> ([^<]*)/)
      .map { "\($0.1) \($0.2): \($0.3)" }
  }
}

@Suite struct `The output folder` {
  @Test func `keeps a home page that Lectern did not write`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("r", to: lectern)
    try lectern.write("my home page", to: "public/index.html")
    for _ in 1...2 {
      let result = try lectern.run("render", "--output", "public")
      #expect(result.status == 3)
      #expect(
        result.error == """
          lectern: error: public/index.html already exists and was not created by Lectern; \
          move it away, or choose another folder with --output\n
          """)
      #expect(try lectern.read("public/index.html") == "my home page")
      #expect(lectern.exists("public/r/index.html"))
    }
    try lectern.remove("public/index.html")
    #expect(try lectern.run("render", "--output", "public").status == 0)
    #expect(try lectern.listed("public") == ["r"])
  }

  @Test(arguments: ["a file", "a folder", "a link", "a link to a report", "nothing in a folder"])
  func `keeps a foreign item with a report's name, and gets the other reports`(_ what: String)
    throws
  {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("a", "r", "z", to: lectern)
    let place = "\(lectern.folder)/output/r"
    switch what {
    case "a file": try lectern.write("mine", to: "output/r")
    case "a folder": try lectern.write("mine", to: "output/r/mine.txt")
    case "nothing in a folder":
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    default:
      #expect(try lectern.run("render", "notebooks/r", "--output", "elsewhere").status == 0)
      try FileManager.default.createDirectory(
        atPath: lectern.folder + "/output", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: place, withDestinationPath: what == "a link" ? "nowhere" : "../elsewhere/r")
      try lectern.write("# Other\n", to: "notebooks/r/a.md")
    }
    let before = try? lectern.read("elsewhere/r/index.html")
    let result = try lectern.run()
    #expect(result.status == 3)
    #expect(
      result.error == """
        lectern: error: output/r already exists and was not created by Lectern; \
        move it away, or choose another folder with --output\n
        """)
    #expect(result.output == "output/a/index.html\noutput/z/index.html\n")
    #expect(try lectern.listed() == ["a", "z"])
    #expect((try? lectern.read("elsewhere/r/index.html")) == before)
    let names = try? FileManager.default.contentsOfDirectory(atPath: place)
    switch what {
    case "a file": #expect(try lectern.read("output/r") == "mine")
    case "a folder": #expect(names == ["mine.txt"])
    case "nothing in a folder": #expect(names == [])
    default: #expect(try FileManager.default.destinationOfSymbolicLink(atPath: place) != "")
    }
  }

  @Test func `can have been written by the first version of Lectern`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("r", to: lectern)
    try lectern.write("old", to: "output/r/index.html")
    try lectern.write(#"{"files":["index.html"]}"#, to: "output/r/.lectern.json")
    try lectern.write(
      "<meta name=\"generator\" content=\"Lectern\">\n<body class=\"shelf\">\n",
      to: "output/index.html")
    let result = try lectern.run()
    #expect(result.status == 0 && result.error == "")
    #expect(try lectern.listed() == ["r"])
    #expect(try lectern.read("output/r/index.html").contains("About r"))
  }

  @Test func `that cannot be written gives one message for all reports`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("a", "b", to: lectern)
    try lectern.write("mine", to: "file")
    let result = try lectern.run("--output", "file")
    #expect(result.status == 3 && result.output == "")
    #expect(result.error == "lectern: error: cannot write file: Not a directory\n")
  }

  @Test func `gives messages for both an error in a notebook and an existing file`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("a", "b", "c", to: lectern)
    try lectern.write("@fig-none\n", to: "notebooks/b/a.md")
    try lectern.write("mine", to: "output/c")
    let result = try lectern.run()
    #expect(result.status == 3 && result.output == "output/a/index.html\n")
    #expect(result.error.contains("notebooks/b/a.md:1:1: error: "))
    #expect(result.error.contains("lectern: error: output/c already exists"))
  }
}

@Suite struct `Left-over reports` {
  @Test func `are reported, not listed in the index, and removed by clean`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("a", "old", to: lectern)
    #expect(try lectern.run().status == 0)
    #expect(try lectern.listed() == ["a", "old"])
    try lectern.move("notebooks/old", to: "notebooks/new")
    let result = try lectern.run()
    #expect(result.status == 0)
    #expect(
      result.error == """
        lectern: note: output/old is left over: its source notebooks/old no longer exists; \
        to remove it, run `lectern clean`\n
        """)
    #expect(try lectern.listed() == ["a", "new"])
    #expect(try lectern.neighbors(of: "output/a") == ["next new: About old"])
    try lectern.write("mine", to: "output/old/mine.txt")

    let dry = try lectern.run("clean", "--dry-run")
    #expect(
      dry.output == """
        would remove output/old: notebooks/old no longer exists
        kept output/old/mine.txt: Lectern did not create it\n
        """)
    #expect(lectern.exists("output/old/index.html"))
    let clean = try lectern.run("clean")
    #expect(clean.status == 0 && clean.error == "")
    #expect(clean.output == dry.output.replacing("would remove", with: "removed"))
    #expect(!lectern.exists("output/old/index.html") && !lectern.exists("output/old/a.md"))
    #expect(try lectern.read("output/old/mine.txt") == "mine")
    let again = try lectern.run("clean")
    #expect(again.output == "nothing to remove: the source of every report in output exists\n")
    #expect(try lectern.run().error == "")
  }

  @Test func `are removed by render --prune, and from the index page by clean`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("a", "b", "c", to: lectern)
    _ = try lectern.run("render", "--output", "public")
    try lectern.remove("notebooks/c")
    let pruned = try lectern.run("render", "--prune", "--output", "public")
    #expect(pruned.status == 0)
    #expect(pruned.error == "removed public/c: notebooks/c no longer exists\n")
    #expect(try lectern.listed("public") == ["a", "b"] && !lectern.exists("public/c"))
    try lectern.remove("notebooks/b")
    let clean = try lectern.run("clean", "--output", "public")
    #expect(clean.output == "removed public/b: notebooks/b no longer exists\n")
    #expect(try lectern.listed("public") == ["a"] && !lectern.exists("public/b"))
    #expect(try lectern.run("clean", "-o", "nowhere").output.contains("no folder nowhere"))
  }

  @Test func `do not include the reports of a repository that was moved`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("# R\n", to: "old/notebooks/r.md")
    #expect(try lectern.run("render", "old/notebooks", "--output", "old/output").error == "")
    try lectern.move("old", to: "new")
    try lectern.write("# S\n", to: "new/notebooks/s.md")
    #expect(try lectern.run("render", "new/notebooks/s.md", "--output", "new/output").error == "")
    #expect(try lectern.listed("new/output") == ["r", "s"])
  }

  @Test func `include all variants of a removed notebook`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "import Notebook\nlet k = parameter(\"k\", default: 1, in: 0...9)\n//: Here $k = \\(k)$.\n",
      to: "notebooks/x.swift")
    try write("a", "z", to: lectern)
    #expect(try lectern.run("--param", "k=2..3").error == "")
    #expect(try lectern.listed() == ["a", "x-k-2", "x-k-3", "z"])
    #expect(
      try lectern.neighbors(of: "output/x-k-2") == ["prev a: About a", "next x-k-3: x"])
    #expect(try lectern.neighbors(of: "output/z") == ["prev x-k-3: x"])
    #expect(try lectern.read("output/x-k-2/.lectern.json").contains(#""k" : "2""#))
    try lectern.remove("notebooks/x.swift")
    let result = try lectern.run()
    #expect(result.status == 0 && result.error.matches(of: /is left over/).count == 2)
    #expect(try lectern.listed() == ["a", "z"])
  }

  @Test func `include those whose folder contains no chapters any more`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("a", "b", to: lectern)
    _ = try lectern.run()
    // Version control may leave such a folder after it was renamed.
    try lectern.move("notebooks/b/a.md", to: "notebooks/b/a.csv")
    #expect(try lectern.run().error.contains("output/b is left over"))
  }
}

@Suite struct `Links to the previous and next report` {
  private func write(_ lectern: Lectern) throws {
    try lectern.write("title: Last\n", to: "notebooks/a/report.yml")
    try lectern.write("Text.\n", to: "notebooks/a/a.md")
    try lectern.write("# The *first*\n\nText.\n", to: "notebooks/b.md")
    try lectern.write("title: Second\norder: 2\n", to: "notebooks/c/report.yml")
    try lectern.write("Text.\n", to: "notebooks/c/a.md")
    try lectern.write(
      "---\norder: 1\n---\n\n# The *first*\n\nText.\n", to: "notebooks/b.md")
    try lectern.write("# Deep\n", to: "notebooks/part/d.md")
    try lectern.write("# Deeper\n", to: "notebooks/part/e/a.md")
  }

  @Test func `are the same if a report is rendered alone`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write(lectern)
    #expect(try lectern.run().error == "")
    #expect(try lectern.neighbors(of: "output/b") == ["next c: Second"])
    #expect(try lectern.neighbors(of: "output/c") == ["prev b: The first", "next a: Last"])
    #expect(try lectern.neighbors(of: "output/a") == ["prev c: Second"])
    #expect(try lectern.neighbors(of: "output/d") == ["next e: Deeper"])
    for (index, path) in ["a", "b.md", "c/", "part/d.md", "./part/e"].enumerated() {
      let output = "alone-\(index)"
      #expect(try lectern.run("render", "notebooks/\(path)", "-o", output).error == "")
      let name = path.split(separator: "/").last?.split(separator: ".").first ?? ""
      #expect(
        try lectern.read("\(output)/\(name)/index.html")
          == lectern.read("output/\(name)/index.html"))
    }
    // The report's name is that of the folder, even if the path contains `..`.
    try lectern.write("# Here\n", to: "notebooks/c/a.md")
    let here = try lectern.run("render", "notebooks/part/../c", "-o", "here")
    #expect(here.error == "")
    #expect(try lectern.neighbors(of: "here/c") == ["prev b: The first", "next a: Last"])
  }

  @Test func `do not depend on what the output folder contains`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write(lectern)
    _ = try lectern.run()
    let first = try lectern.read("output/c/index.html")
    try lectern.write("# Mine\n", to: "elsewhere/b2.md")
    _ = try lectern.run("render", "elsewhere/b2.md")
    try lectern.remove("output/a")
    _ = try lectern.run("render", "notebooks/c")
    #expect(try lectern.read("output/c/index.html") == first)
  }

  @Test func `use the name of a report that cannot be read`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write(lectern)
    try Data([0x23, 0xff]).write(to: URL(filePath: lectern.folder + "/notebooks/z.md"))
    #expect(try lectern.run("render", "notebooks/a").status == 0)
    #expect(try lectern.neighbors(of: "output/a") == ["prev c: Second", "next z: z"])
  }
}

@Suite struct `An output folder inside the notebooks` {
  @Test(arguments: [[".", "--output", "output"], ["notebooks", "--output", "notebooks/out"]])
  func `is never read as notebooks`(_ arguments: [String]) throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("alpha", "beta", to: lectern)
    for _ in 1...3 {
      try lectern.write("# About alpha\n\n\(UUID())\n", to: "notebooks/alpha/a.md")
      let result = try lectern.run(arguments)
      #expect(result.status == 0 && result.error == "", "\(result.error)")
      #expect(try lectern.listed(arguments[2]) == ["alpha", "beta"])
    }
  }

  @Test func `inside a report is not part of it`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("r", to: lectern)
    for _ in 1...3 {
      try lectern.write("# About r\n\n\(UUID())\n", to: "notebooks/r/a.md")
      let result = try lectern.run("notebooks/r", "--output", "notebooks/r/out")
      #expect(result.status == 0 && result.error == "", "\(result.error)")
      #expect(try lectern.listed("notebooks/r/out") == ["r"])
      #expect(try lectern.run("check").output == "")
    }
  }

  @Test func `cannot be the folder of notebooks itself`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("r", to: lectern)
    for _ in 1...2 {
      let result = try lectern.run("notebooks", "--output", "notebooks/")
      #expect(result.status == 2)
      #expect(result.error.contains("notebooks contains rendered reports, not notebooks"))
      #expect(!lectern.exists("notebooks/index.html"))
    }
    _ = try lectern.run()
    #expect(try lectern.run("output").status == 2)
    #expect(try lectern.run("output/r").status == 2)
  }
}

@Suite struct `Concurrent renders` {
  @Test func `of different reports are all listed in the index`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try write("a", "b", "c", "d", to: lectern)
    for round in 1...20 {
      let output = "out-\(round)"
      let processes = try ["a", "b", "c", "d"].map {
        try lectern.start(["render", "notebooks/\($0)", "--output", output])
      }
      for process in processes { process.waitUntilExit() }
      #expect(processes.allSatisfy { $0.terminationStatus == 0 })
      #expect(try lectern.listed(output) == ["a", "b", "c", "d"])
    }
  }

  @Test func `of the same report leave one whole report`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    for round in 1...20 {
      try lectern.write("# Round \(round)\n\nText.\n", to: "notebooks/r/a.md")
      let processes = try (1...2).map { _ in try lectern.start(["render", "--jobs", "1"]) }
      for process in processes { process.waitUntilExit() }
      #expect(processes.allSatisfy { $0.terminationStatus == 0 })
      #expect(try lectern.read("output/r/index.html").contains("Round \(round)"))
      #expect(try lectern.read("output/r/a.md").contains("Round \(round)"))
      let names = try FileManager.default.contentsOfDirectory(atPath: lectern.folder + "/output")
      #expect(names.sorted() == [".lectern.json", "index.html", "r"])
    }
  }
}
