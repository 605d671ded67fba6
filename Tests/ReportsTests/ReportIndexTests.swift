import Literate
import Testing

@testable import Reports

@Suite struct `The index page` {
  private func card(_ text: String, name: String) throws -> ReportCard {
    var document = Document(try report(text), outputs: [])
    document.name = name
    return try rendered(document).card
  }

  @Test func `cards know their sections and how long they take`() throws {
    let card = try card(
      "# Title\n\nBeginning $x$.\n\n## Über *EM* {#sec-em}\n\n- "
        + String(repeating: "word Word ", count: 357) + "\n\nEnd `code`.\n", name: "a")
    // 714 words and 3 more, at 238 a minute.
    #expect(card.minutes == 3)
    #expect(card.sections.map(\.anchor) == ["", "sec-em"])
    #expect(card.sections.map(\.title) == ["", "Über EM"])
    #expect(card.sections.map(\.words) == ["beginning", "end word"])
  }

  @Test func `all reports are on the page, with what the search goes through`() throws {
    let templates = try Templates(folder: templatesFolder)
    let index = ReportIndex(templates: templates, typesetter: PageTypesetter(cache: nil))
    let cards = [
      try card("---\ntitle: One $x^2$\nabstract: About </script> it.\n---\n\nText.", name: "one"),
      try card("# Two\n\n## Closing </script> tags\n\nText.", name: "two"),
    ]
    let html = String(decoding: try index.render(cards), as: UTF8.self)
    #expect(html.contains("href=\"one/index.html\""))
    #expect(html.contains("<h2><a href=\"two/index.html\">Two</a></h2>"))
    #expect(html.contains("KaTeX_Math"))
    // The tag in the heading must not end the script.
    #expect(html.contains(#"Closing  tags"#) || html.contains(#"<\/script>"#))
    #expect(try index.render(cards) == index.render(cards))
  }

  @Test func `links to reference documentation that is there`() throws {
    let index = ReportIndex(
      templates: try Templates(folder: templatesFolder), typesetter: PageTypesetter(cache: nil))
    let cards = [try card("# One\n\nText.", name: "one")]
    let link = #"<a href="documentation/index.html">Reference documentation</a>"#
    let with = String(decoding: try index.render(cards, hasDocumentation: true), as: UTF8.self)
    let without = String(decoding: try index.render(cards), as: UTF8.self)
    #expect(with.contains(link) && !without.contains(link))
  }

  @Test func `reports are in the order of their numbers, then of their names`() throws {
    let texts = [
      ("b", ""), ("a", ""), ("z", "order: 2\n"), ("d", "order: 10\n"), ("c", "order: 10\n"),
    ]
    try withTemporaryFolder { (folder) throws in
      let publisher = Publisher(output: folder)
      for (name, order) in texts {
        var document = Document(try report("---\ntitle: T\n\(order)---\n\nText."), outputs: [])
        document.name = name
        try publisher.publish(rendered(document))
      }
      #expect(publisher.cards().map(\.name) == ["z", "c", "d", "a", "b"])
    }
  }

  @Test func `without reports says so`() throws {
    let index = ReportIndex(
      templates: try Templates(folder: templatesFolder), typesetter: PageTypesetter(cache: nil))
    #expect(String(decoding: try index.render([]), as: UTF8.self).contains("no reports yet"))
  }

  @Test func `a page leads to its neighbors and says how it was made`() throws {
    let renderer = PageRenderer(
      templates: try Templates(folder: templatesFolder), typesetter: PageTypesetter(cache: nil))
    let document = Document(try report("# T\n\nText."), outputs: [])
    let html = try text(
      of: renderer.render(
        document, previous: ReportLink(name: "a", title: "A < B"),
        buildInfo: [("Swift", "6.3.1"), ("Seed", "7")]))
    #expect(
      html.contains("<a rel=\"prev\" href=\"../a/index.html\"><span>Previous</span> A &lt; B</a>"))
    #expect(!html.contains("rel=\"next\""))
    #expect(html.contains("<dt>Swift</dt><dd>6.3.1</dd>"))
    #expect(html.contains("<code>x.md</code></a></dt><dd>SHA-256 <code>"))
  }
}
