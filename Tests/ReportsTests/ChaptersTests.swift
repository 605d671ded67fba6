import Literate
import NotebookOutputs
import Testing

@testable import Reports

@Suite struct `Chapters` {
  @Test func `stand in parts with Roman numbers`() throws {
    var source = try report(chapters: ["# A\n\n## Deep {#sec-deep}", "# B", "# C\n\n@sec-deep"])
    source.parts = [
      Report.Part(title: try prose("The *first* $x$"), chapters: 0..<2),
      Report.Part(title: try prose("Second"), chapters: 2..<3),
    ]
    let published = try rendered(Document(source, outputs: []))
    let text = try text(of: published)
    let headings = text.matches(of: #/<h2[^>]*>(.*?)<a class="anchor"/#).map { $0.output.1 }
    #expect(headings.count == 5)
    #expect(headings[0].hasPrefix(#"<span class="part-number">Part I</span> The <em>first</em>"#))
    #expect(headings[0].contains("<math"))
    #expect(headings[3] == #"<span class="part-number">Part II</span> Second"#)
    #expect(headings[4] == #"<span class="chapter-number">Chapter 3</span> C"#)
    let page = String(decoding: try #require(published.files["index.html"]), as: UTF8.self)
    #expect(page.contains(##"<li class="part"><a href="#second"><span class="number">II</span>"##))
  }

  @Test func `have no number where there is only one`() throws {
    var source = try report(chapters: [
      "# Alone\n\n## Deep {#sec-deep}\n\n$$x$$ {#eq-x}\n\n@sec-deep @eq-x"
    ])
    source.frontMatter.title = try prose("The report")
    let text = try text(of: rendered(Document(source, outputs: [])))
    #expect(text.contains(#"<h2 class="chapter-title" id="alone">Alone"#))
    #expect(!text.contains("Chapter"))
    #expect(text.contains(#"<span class="number">1</span> Deep"#))
    #expect(text.contains(##"href="#sec-deep">Section&nbsp;1</a>"##))
    #expect(text.contains(##"href="#eq-x">Equation&nbsp;(1)</a>"##))
  }

  @Test func `can be downloaded as they are`() throws {
    let published = try rendered(Document(report(chapters: ["# A\n\n$x$", "# B"]), outputs: []))
    #expect(published.files["a.md"] == Array("# A\n\n$x$".utf8))
    #expect(published.files["b.md"] == Array("# B".utf8))
    #expect(try text(of: published).contains(#"<a href="a.md" download>a.md</a>"#))
  }

  @Test(arguments: [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")])
  func `count their parts in Roman numerals`(_ number: Int, _ numeral: String) {
    #expect(roman(number) == numeral)
  }

  /// A title as in a front matter.
  private func prose(_ text: String) throws -> Prose {
    try #require(chapter("---\ntitle: \(text)\n---\n").frontMatter.title)
  }
}
