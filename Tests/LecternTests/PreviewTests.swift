import Foundation
import Testing

@Suite struct `Preview` {
  /// Starts a preview of `notebooks/words.md`.
  private func preview(_ lectern: Lectern) throws -> Process {
    try lectern.write("# Words\n\nThe first.\n", to: "notebooks/words.md")
    return try lectern.start(["preview", "notebooks/words.md", "--output", "live"])
  }

  /// The files that a browser reads: the page and the news.
  private struct Pages {
    var page: String
    var news: String

    init?(_ lectern: Lectern) {
      guard let page = try? lectern.read("live/words/index.html"),
        let news = try? lectern.read("live/preview.js")
      else { return nil }
      self.page = page
      self.news = news
    }

    /// Whether the page has the version that the news announces.
    var isNewest: Bool {
      page.firstMatch(of: /data-name="words" data-version="(\w+)"/)
        .map { news.contains("\"words\":\"\($0.1)\"") } ?? false
    }
  }

  /// Waits until the pages meet a condition; false after 30 s.
  private func become(_ lectern: Lectern, _ condition: (Pages) -> Bool) async throws -> Bool {
    for _ in 0..<600 {
      if let pages = Pages(lectern), pages.news.contains("\"isRendering\":false"), condition(pages)
      {
        return true
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  @Test func `renders a notebook on every save and reports its problems`() async throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let program = try preview(lectern)
    defer { program.terminate() }
    #expect(try await become(lectern) { $0.isNewest && $0.page.contains("The first.") })

    try lectern.write("# Words\n\nThe second.\n", to: "notebooks/words.md")
    #expect(try await become(lectern) { $0.isNewest && $0.page.contains("The second.") })

    try lectern.write("# Words\n\nThe third, as @fig-none shows.\n", to: "notebooks/words.md")
    #expect(
      try await become(lectern) {
        $0.isNewest && $0.page.contains("The second.") && $0.news.contains("fig-none")
      })
    #expect(try lectern.read("stderr").contains("words.md:3:15: error: "))

    try lectern.write("# Words\n\nThe fourth.\n", to: "notebooks/words.md")
    #expect(
      try await become(lectern) {
        $0.isNewest && $0.page.contains("The fourth.") && $0.news.contains("\"problems\":\"\"")
      })
    #expect(!lectern.exists("output"), "the output of render is not changed")
  }

  @Test func `starts over if a notebook is saved while it runs`() async throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    // It sleeps, so that it does not slow down other tests.
    try lectern.write(
      "import Foundation\nwhile true { Thread.sleep(forTimeInterval: 1) }\n",
      to: "notebooks/endless.swift")
    let program = try lectern.start(["preview", "notebooks/endless.swift", "--output", "live"])
    for _ in 0..<600 where !lectern.exists("live/preview.js") {
      try await Task.sleep(for: .milliseconds(50))
    }
    // Saved while it compiles or runs.
    try await Task.sleep(for: .seconds(1))
    try lectern.write("//: # Done\nlet three = 3\n", to: "notebooks/endless.swift")
    var hasPage = false
    for _ in 0..<600 where !hasPage {
      hasPage = lectern.exists("live/endless/index.html")
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(hasPage)
    program.interrupt()
    program.waitUntilExit()
    #expect(program.terminationStatus == SIGINT)
  }

  @Test func `renders once if its output folder is beside the notebook`() async throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("# Words\n\nThe first.\n", to: "words.md")
    let program = try lectern.start(["preview", "words.md", "--output", "pages"])
    defer { program.terminate() }
    func renders() throws -> Int { try lectern.read("stdout").split(separator: "\n").count }
    for _ in 0..<600 where try renders() == 0 { try await Task.sleep(for: .milliseconds(50)) }
    // Its own output must not cause another render.
    try await Task.sleep(for: .seconds(1))
    #expect(try renders() == 1)
    try lectern.write("# Words\n\nThe second.\n", to: "words.md")
    for _ in 0..<600 where try renders() == 1 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try renders() == 2)
  }

  @Test func `keeps the problems of reports apart if one name is a prefix of another`() async throws
  {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("Words.\n", to: "notebooks/a/x.md")
    try lectern.write("See @fig-none.\n", to: "notebooks/a-b/x.md")
    let program = try lectern.start(["preview", "notebooks", "--output", "live"])
    defer { program.terminate() }
    func news(_ condition: (String) -> Bool) async throws -> Bool {
      for _ in 0..<600 {
        if let news = try? lectern.read("live/preview.js"), condition(news) { return true }
        try await Task.sleep(for: .milliseconds(50))
      }
      return false
    }
    #expect(try await news { $0.contains("x.md:1:5") })
    try lectern.write("See nothing.\n", to: "notebooks/a-b/x.md")
    #expect(try await news { $0.contains("\"problems\":\"\"") && !$0.contains("true") })
  }

  @Test func `of a missing file is a usage error`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let result = try lectern.run("preview", "notebooks/nothing.swift")
    #expect(
      result.status == 2 && result.error.contains("no file or folder notebooks/nothing.swift"))
  }
}
