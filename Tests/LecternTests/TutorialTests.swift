import Foundation
import Testing

/// The package's own notebooks, rendered as `scripts/render` does.
@Suite struct `The tutorial` {
  static let reports: [String] = {
    let folder = Lectern.package + "/notebooks"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.map { $0.replacing(/\.(swift|md)$/, with: "") }
      .sorted()
  }()

  @Test func `contains its reports`() {
    #expect(Self.reports.count >= 14 && Self.reports.contains("em-algorithm"))
  }

  @Test func `passes lectern check`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let result = try lectern.run("check", Lectern.package + "/notebooks")
    #expect(result.status == 0 && result.error == "", "\(result.error)")
  }

  @Test(arguments: [
    "em-algorithm", "em-relatives", "hidden-markov", "latent-factors", "missing-data",
    "robust-and-counts", "two-coins", "variational", "when-em-misleads", "your-own-model",
  ])
  func `has learning goals, a summary and exercises`(report: String) throws {
    let folder = Lectern.package + "/notebooks/" + report
    let chapters = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".md") }
    let text = try chapters.sorted().map {
      try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }.joined()
    for part in [
      "What you will learn", "# Summary {", "# Exercises {", "collapse=\"true\" title=\"Answer\"",
      "# Figures for lectures {",
    ] {
      #expect(text.contains(part), "\(report) has no “\(part)”")
    }
  }

  /// Uses the cache of `scripts/test`, which has already rendered the chapters, because running them all
  /// takes long; runs only some again to compare the results.
  @Test func `renders without messages, and to the same bytes without the cache`() throws {
    let lectern = try Lectern(sharesCache: true)
    defer { lectern.remove() }
    try FileManager.default.removeItem(atPath: lectern.folder + "/notebooks")
    // The guide includes chapters from the documentation.
    for name in ["notebooks", "templates", "docs"] {
      try FileManager.default.copyItem(
        atPath: Lectern.package + "/" + name, toPath: lectern.folder + "/" + name)
    }
    let result = try lectern.run()
    #expect(result.status == 0 && result.error == "", "\(result.error)")
    for report in Self.reports {
      let page = try lectern.read("output/\(report)/index.html")
      #expect(!page.contains("katex-error"))
      // No formula is left as source text, except in code.
      let prose = page.replacing(/<(pre|code)\b[\s\S]*?<\/\1>/, with: "")
      #expect(!prose.contains("$$") && !prose.contains("{#eq-"))
      let browser = try Browser.open(lectern.folder + "/output/\(report)/index.html")
      #expect(browser.console == [])
      #expect(browser.document.contains("</html>"))
      let figures = page.matches(of: /href="figures\/([^"]+)"/).map { String($0.1) }
      for figure in figures { #expect(lectern.exists("output/\(report)/figures/\(figure)")) }
      // Compressed, as sent to browsers: 300 kB for ten figures with fonts and mathematics, 20 kB for
      // each further figure, and 20 kB for each sequence.
      let drawings = page.matches(of: /<div class="drawing"/).count
      let sequences = page.matches(of: /data-steps="/).count
      let budget = 300_000 + 20_000 * (max(0, drawings - 10) + sequences)
      let size = try compressedSize(ofFile: lectern.folder + "/output/\(report)/index.html")
      #expect(size <= budget, "\(report): \(drawings) drawings, \(sequences) sequences")
    }
    for report in ["em-algorithm", "hidden-markov", "gallery"] {
      let again = try lectern.run(
        "render", "notebooks/\(report)", "--no-cache", "--jobs", "1", "--output", "again")
      #expect(again.status == 0 && again.error == "")
      let first = try files("output/\(report)/figures", of: lectern)
      let second = try files("again/\(report)/figures", of: lectern)
      #expect(first.keys.sorted() == second.keys.sorted() && !first.isEmpty)
      for path in first.keys.sorted() { #expect(first[path] == second[path], "\(path)") }
      #expect(
        try lectern.read("output/\(report)/index.html")
          == lectern.read("again/\(report)/index.html"))
    }
  }

  /// The size of a file in bytes after `gzip -9`.
  private func compressedSize(ofFile path: String) throws -> Int {
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-9", "--stdout", path]
    gzip.standardOutput = output
    try gzip.run()
    let size = try output.fileHandleForReading.readToEnd()?.count ?? 0
    gzip.waitUntilExit()
    try #require(gzip.terminationStatus == 0 && size > 0)
    return size
  }

  /// The contents of every file in a folder, by path.
  private func files(_ name: String, of lectern: Lectern) throws -> [String: Data] {
    let root = lectern.folder + "/" + name
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try paths.reduce(into: [:]) { files, path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
      if !isFolder.boolValue, !path.hasSuffix("browser.txt") {
        files[path] = try Data(contentsOf: URL(filePath: root + "/" + path))
      }
    }
  }
}

/// A page, opened in headless Chromium with the network switched off.
struct Browser {
  /// The document after its scripts ran.
  var document: String
  /// The messages on the page's console.
  var console: [String]

  static func open(_ path: String) throws -> Browser {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/chromium")
    process.arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=3000", "--dump-dom",
      "file://" + path,
    ]
    let output = Pipe()
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let errors = "/\(folder)/browser.txt"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let document = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let log = String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self)
    let console = log.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init)
    return Browser(document: document, console: console)
  }
}
