import Foundation
import Literate
import NotebookOutputs
import TestSupport
import Testing

@testable import Reports

@Suite struct `Pages` {
  @Test func `a page of everything`() throws {
    let text = """
      ---
      title: Everything
      subtitle: On *one* page
      author: [A. One, B. Two]
      date: 1 May 2026
      abstract: It has $x$.
      license: CC BY 4.0
      ---

      # Section {#sec-a}

      Text with `code`, **strong**, ~~gone~~, a [link](https://a.b/c?d&e "T") and a note[^n].

      [^n]: The note.

      ## Deeper

      > A quotation.

      1. one
      2. two

      - [x] done

      ***

      ::: {.theorem #thm-a title="Name"}
      Statement.
      :::

      ::: proof
      Obvious.
      :::

      ::: {.callout-tip title="Title"}
      A tip.
      :::

      | a | b |
      |:-:|--:|
      | 1 | 2 |

      : Caption {#tbl-a}

      See @sec-a, @thm-a, @tbl-a and [-@tbl-a].
      """
    let page = try rendered(Document(report(text), outputs: []))
    expectGolden(try comparableText(of: page), named: "everything.html")
  }

  @Test func `needs no network`() throws {
    let page = try rendered(Document(report("# T\n\n$x^2$ and $\\mathcal L$"), outputs: []))
    let html = String(decoding: try #require(page.files["index.html"]), as: UTF8.self)
    #expect(!html.contains("url(fonts/"))
    #expect(!html.contains("src=\"http"))
    #expect(html.matches(of: #/url\(([a-z]+):/#).allSatisfy { $0.output.1 == "data" })
    #expect(html.contains("KaTeX_Caligraphic"))
    #expect(!html.contains("@font-face{font-family:KaTeX_Fraktur"))
  }

  @Test func `the same input gives the same bytes`() throws {
    let source = "# T\n\n$x^2$ @tbl-a\n\n| a |\n|---|\n| $b$ |\n\n: C {#tbl-a}\n"
    let pages = try (0..<3).map { _ in try rendered(Document(report(source), outputs: [])).files }
    #expect(pages[0] == pages[1])
    #expect(pages[1] == pages[2])
  }

  @Test func `all that is wrong is reported at once, in the order of the source`() throws {
    let document = Document(
      try report("$\\frac{1$ and @fig-nowhere\n\n::: nonsense\n:::\n\n![p](missing.png)\n"),
      outputs: [])
    let error = #expect(throws: Diagnostics.self) { try rendered(document) }
    #expect(error?.list.map(\.location.line) == [1, 1, 3, 6])
  }

  @Test func `scripts and styles are as they are written, with their words`() throws {
    let page = try rendered(Document(report("# T\n"), outputs: []))
    let html = String(decoding: try #require(page.files["index.html"]), as: UTF8.self)
    for file in ["script.js", "style.css"] {
      let text = try String(contentsOfFile: "\(templatesFolder)/\(file)", encoding: .utf8)
      #expect(html.contains(text.replacing("{{words.code.copied}}", with: "Copied")), "\(file)")
    }
    #expect(!html.contains("data-step"))
  }

  @Test func `no two parts of a page have the same id`() throws {
    let text = """
      Beginning.

      # Text

      A note[^a], a [word]{.term} and <b id="own">HTML</b>; see [here](#own), [there](#note-1-2).

      [^a]: The note.

      # References
      # Note 1
      # Call 1
      # Term word
      # Own
      # Tbl a {#sec-a}

      | a |
      |---|
      | 1 |

      : C {#tbl-a}

      # Tbl A
      # Sec a
      """
    let page = try rendered(Document(report(text), outputs: []))
    let html = String(decoding: try #require(page.files["index.html"]), as: UTF8.self)
    let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    #expect(ids.count == Set(ids).count, "\(ids)")
    #expect(ids.contains("text-2") && ids.contains("own-2") && ids.contains("tbl-a-2"))
  }

  @Test func `an expression in a front matter is an error with its place`() throws {
    let document = Document(
      try report(
        "//: ---\n//: title: We found \\(a)\n//: abstract: The value is $x_{\\(a)}$.\n//: ---\n\nlet a = 7\n",
        path: "notebooks/x.swift"), outputs: [])
    #expect(
      Diagnostics(document.diagnostics).list.map(\.short) == [
        "2:21 expressionInFrontMatter", "3:32 expressionInFrontMatter",
      ])
  }

  @Test func `a link to a place that is not on the page is an error`() throws {
    let document = Document(
      try report("Text.\n\n# Above\n\n[a](#above) [b](#abov) [c](#text) [d](#)\n"), outputs: [])
    let error = #expect(throws: Diagnostics.self) { try rendered(document) }
    #expect(
      error?.list.map(\.short) == [
        #"5:1 danglingLink(anchor: "abov", suggestion: Optional("above"))"#
      ])
  }
}
