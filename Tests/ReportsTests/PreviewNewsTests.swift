import Literate
import Storage
import Testing

@testable import Reports

@Suite struct `News of a preview` {
  @Test func `are a script that says what is newest and what is wrong`() throws {
    var news = PreviewNews()
    news.versions = ["b": "2", "": "0"]
    news.problems = "a.md:1:1: error: \"no\"\n"
    let script = String(decoding: try news.script(), as: UTF8.self)
    #expect(
      script == """
        lecternNews({"isRendering":false,"problems":"a.md:1:1: error: \\"no\\"\\n",\
        "versions":{"":"0","b":"2"}});

        """)
  }

  @Test func `are followed by a page that says its own version`() throws {
    let templates = try Templates(folder: templatesFolder)
    let bytes = Array("<!doctype html>\n<p>Words.</p>\n".utf8)
    var page = bytes
    let version = ReportIndex.follow(&page, by: templates)
    let text = String(decoding: page, as: UTF8.self)
    #expect(version == Digest(bytes).description)
    #expect(text.hasPrefix("<!doctype html>\n<p>Words.</p>\n"))
    #expect(text.contains("data-name=\"\" data-version=\"\(version)\" data-news=\"preview.js\""))
    var other = Array("<p>Others.</p>\n".utf8)
    #expect(ReportIndex.follow(&other, by: templates) != version)
  }
}
