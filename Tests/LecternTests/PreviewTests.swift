import Foundation
import Testing

@Suite struct `Preview` {
  /// The program, previewing `notebooks/words.md`.
  private func preview(_ lectern: Lectern) throws -> Process {
    try lectern.write("# Words\n\nThe first.\n", to: "notebooks/words.md")
    return try lectern.start(["preview", "notebooks/words.md", "--output", "live"])
  }

  /// What a page reads: the page, and the news beside it.
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

    /// Whether the page is the one that the news speak of.
    var isNewest: Bool {
      page.firstMatch(of: /data-name="words" data-version="(\w+)"/)
        .map { news.contains("\"words\":\"\($0.1)\"") } ?? false
    }
  }

  /// Waits until the pages are as they should be, for as long as a busy machine may take.
  private func become(_ lectern: Lectern, _ isSo: (Pages) -> Bool) async throws -> Bool {
    for _ in 0..<600 {
      if let pages = Pages(lectern), pages.news.contains("\"isRendering\":false"), isSo(pages) {
        return true
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  @Test func `follows what is saved, and says what is wrong with it`() async throws {
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
    #expect(!lectern.exists("output"), "what render writes is left alone")
  }

  @Test func `starts over when a notebook is saved while it runs, and ends at once`() async throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    // It sleeps, so that it takes no time from the tests beside it.
    try lectern.write(
      "import Foundation\nwhile true { Thread.sleep(forTimeInterval: 1) }\n",
      to: "notebooks/endless.swift")
    let program = try lectern.start(["preview", "notebooks/endless.swift", "--output", "live"])
    for _ in 0..<600 where !lectern.exists("live/preview.js") {
      try await Task.sleep(for: .milliseconds(50))
    }
    // Saved while it compiles, or while it runs.
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

  @Test func `renders once where its pages are beside the notebook`() async throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("# Words\n\nThe first.\n", to: "words.md")
    let program = try lectern.start(["preview", "words.md", "--output", "pages"])
    defer { program.terminate() }
    func renders() throws -> Int { try lectern.read("stdout").split(separator: "\n").count }
    for _ in 0..<600 where try renders() == 0 { try await Task.sleep(for: .milliseconds(50)) }
    // What it writes itself does not make it render again.
    try await Task.sleep(for: .seconds(1))
    #expect(try renders() == 1)
    try lectern.write("# Words\n\nThe second.\n", to: "words.md")
    for _ in 0..<600 where try renders() == 1 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try renders() == 2)
  }

  @Test func `of reports whose names begin the same tells their mistakes apart`() async throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("Words.\n", to: "notebooks/a/x.md")
    try lectern.write("See @fig-none.\n", to: "notebooks/a-b/x.md")
    let program = try lectern.start(["preview", "notebooks", "--output", "live"])
    defer { program.terminate() }
    func news(_ isSo: (String) -> Bool) async throws -> Bool {
      for _ in 0..<600 {
        if let news = try? lectern.read("live/preview.js"), isSo(news) { return true }
        try await Task.sleep(for: .milliseconds(50))
      }
      return false
    }
    #expect(try await news { $0.contains("x.md:1:5") })
    try lectern.write("See nothing.\n", to: "notebooks/a-b/x.md")
    #expect(try await news { $0.contains("\"problems\":\"\"") && !$0.contains("true") })
  }

  @Test func `of what is not there is a mistake`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let result = try lectern.run("preview", "notebooks/nothing.swift")
    #expect(
      result.status == 2 && result.error.contains("no file or folder notebooks/nothing.swift"))
  }
}
