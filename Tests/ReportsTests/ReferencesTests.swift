import Literate
import NotebookOutputs
import Testing

@testable import Reports

@Suite struct `Numbers and references` {
  @Test func `one chapter counts from one, several put their number in front`() throws {
    let text = "# A {#sec-a}\n$$ x $$ {#eq-a}\n## B {#sec-b}\n# C {#sec-c}\n$$ y $$ {#eq-b}"
    let single = Document(try report("Intro.\n\n" + text), outputs: [])
    #expect(
      ["sec-a", "sec-b", "sec-c", "eq-a", "eq-b"].map { single.targets[$0]?.number } == [
        "1", "1.1", "2", "1", "2",
      ])
    let double = Document(
      try report(chapters: ["---\ntitle: One\n---\n", "---\ntitle: Two\n---\n" + text]), outputs: []
    )
    #expect(
      ["sec-a", "sec-b", "sec-c", "eq-a", "eq-b"].map { double.targets[$0]?.number }
        == ["2.1", "2.1.1", "2.2", "2.1", "2.2"])
  }

  @Test func `headings never skip a level`() throws {
    let document = Document(try report("Text.\n\n## A\n#### B\n### C\n## D"), outputs: [])
    let depths = document.chapters[0].blocks.compactMap {
      if case .heading(let heading) = $0 { heading.depth } else { nil }
    }
    #expect(depths == [1, 2, 2, 1])
  }

  @Test func `anchors are the words of the heading, each once`() throws {
    let document = Document(try report("Text.\n\n# Über $x$\n# Über $x$\n# ???\n"), outputs: [])
    let anchors = PageAnchors(document)
    let found = document.chapters[0].blocks.compactMap {
      if case .heading(let heading) = $0 { anchors.heading(heading) } else { nil }
    }
    #expect(found == ["über-x", "über-x-2", "section"])
  }

  @Test func `the heading that became the page's title keeps its label`() throws {
    let document = Document(try report("# Title {#sec-title}\n\nSee @sec-title."), outputs: [])
    #expect(document.diagnostics.isEmpty)
    #expect(document.targets["sec-title"]?.title == [.text("Title")])
  }

  @Test func `a dangling reference names the nearest label`() throws {
    let problems = try read("$$ x $$ {#eq-bound}\n\nSee @eq-bund and @fig-nowhere.").problems
    #expect(
      problems == [
        #"3:5 danglingReference(label: "eq-bund", suggestion: Optional("eq-bound"))"#,
        #"3:18 danglingReference(label: "fig-nowhere", suggestion: nil)"#,
      ])
  }

  @Test func `a label is given once`() throws {
    let document = Document(
      try report(chapters: ["# A {#sec-a}\n", "# B {#sec-a}\n"]), outputs: [])
    let diagnostic = try #require(document.diagnostics.first)
    #expect(diagnostic.problem as? PageProblem == .duplicateLabel(label: "sec-a"))
    #expect(diagnostic.location.file == "notebooks/x/b.md")
    #expect(diagnostic.related.map(\.file) == ["notebooks/x/a.md"])
  }

  @Test func `a folder with one chapter and no title is that chapter`() throws {
    let document = Document(
      try report(chapters: ["---\ntitle: One\nabstract: About it.\n---\n\n# Section\n"]),
      outputs: [])
    #expect(document.title == [.text("One")])
    #expect(document.abstract == [.paragraph([.text("About it.")])])
    #expect(!document.hasChapters)
  }

  @Test func `the title comes from the first heading`() throws {
    let document = Document(try report("# The *title*\n\nText.\n\n## Section\n"), outputs: [])
    #expect(document.title == [.text("The "), .emphasis([.text("title")])])
    let html = try text(of: rendered(document))
    #expect(html.contains("<h1>The <em>title</em></h1>"))
    #expect(html.contains("<h2 id=\"section\">"))
  }

  @Test func `a term leads to where it is explained`() throws {
    let document = Document(
      try report(
        """
        Both [handles]{.term of=handle} are below.

        A [*responsibility* of $k$]{.term} and a [Handle]{.term} [here].

        One more [handle]{.term}.
        """), outputs: [])
    #expect(document.diagnostics.isEmpty)
    let html = try text(of: rendered(document))
    #expect(html.contains("Both <a class=\"term\" href=\"#term-handle\">handles</a> are"))
    #expect(html.contains("<dfn id=\"term-responsibility-of-k\"><em>responsibility</em> of "))
    #expect(html.contains("and a <dfn id=\"term-handle\">Handle</dfn> [here]."))
    #expect(html.contains("more <a class=\"term\" href=\"#term-handle\">handle</a>."))
  }

  @Test func `a form of a term that is explained nowhere is an error`() throws {
    #expect(
      try read("A [handle]{.term}.\n\nTwo [handels]{.term of=handel}.").problems == [
        #"3:14 danglingReference(label: "handel", suggestion: Optional("handle"))"#
      ])
  }
}
