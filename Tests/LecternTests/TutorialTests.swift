import Foundation
import Testing

/// The package's own notebooks, rendered as `scripts/render` does.
@Suite struct `The tutorial` {
  static let reports: [String] = {
    let folder = Lectern.package + "/notebooks"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.map { $0.replacing(".swift", with: "") }.sorted()
  }()

  /// Renders every notebook of the package into a folder of its own.
  func rendered() throws -> (lectern: Lectern, result: Lectern.Result) {
    let lectern = try Lectern()
    try FileManager.default.removeItem(atPath: lectern.folder + "/notebooks")
    for name in ["notebooks", "templates"] {
      try FileManager.default.copyItem(
        atPath: Lectern.package + "/" + name, toPath: lectern.folder + "/" + name)
    }
    return (lectern, try lectern.run())
  }

  @Test func `has reports`() { #expect(!Self.reports.isEmpty) }

  @Test func `renders without a word, in the browser too`() throws {
    let (lectern, result) = try rendered()
    defer { lectern.remove() }
    #expect(result.status == 0 && result.error == "")
    for report in Self.reports {
      let page = try lectern.read("output/\(report)/index.html")
      #expect(!page.contains("katex-error"))
      // No formula was left as it was written.
      #expect(!page.contains("$$") && !page.contains("{#eq-"))
      let browser = try Browser.open(lectern.folder + "/output/\(report)/index.html")
      #expect(browser.console == [])
      #expect(browser.document.contains("</html>"))
    }
  }

  @Test func `shows every figure on the page and beside it`() throws {
    let (lectern, _) = try rendered()
    defer { lectern.remove() }
    let page = try lectern.read("output/em-algorithm/index.html")
    for name in ["fig-truth", "fig-climb", "fig-learned", "fig-samples", "fig-half-steps"] {
      #expect(page.contains("id=\"\(name)\""))
      for kind in ["svg", "png", "pdf"] {
        #expect(lectern.exists("output/em-algorithm/figures/\(name).\(kind)"))
      }
    }
    #expect(page.utf8.count <= 500_000)
  }
}

/// A page, opened in headless Chromium with the network switched off.
struct Browser {
  /// The document after its script ran.
  var document: String
  /// What the page said on the console.
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
    let said = String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self)
    let console = said.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init)
    return Browser(document: document, console: console)
  }
}
