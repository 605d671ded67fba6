import Foundation
import Literate
import NotebookOutputs
import Testing

@testable import Reports

@Suite struct `Footnotes` {
  private func page(_ text: String) throws -> String {
    let document = Document(try report(text), outputs: [])
    #expect(document.diagnostics.filter { $0.severity == .error } == [])
    return try ReportsTests.text(of: rendered(document))
  }

  @Test func `of one paragraph are after it, one after the other`() throws {
    let html = try page(
      "One.[^a] Two.[^b] Three.[^a]\n\n[^a]: First.[^c]\n[^b]: Second.\n[^c]: Third.\n\nMore.")
    let notes = html.components(separatedBy: "<aside class=\"note footnote\"").dropFirst()
    #expect(notes.count == 3)
    for (note, text) in zip(notes, ["First.", "Second.", "Third."]) {
      #expect(note.contains(text))
      #expect(note.components(separatedBy: "</aside>").count == 2)
    }
    #expect(html.components(separatedBy: "id=\"call-1\"").count == 2)
  }

  @Test func `have prose like any other, in all of their paragraphs`() throws {
    let html = try page(
      """
      One.[^a] Two.[^b]

      [^a]: First.

          Second: $x$ and @eq-f and *emph*.

      [^b]: - item $y$ and @eq-f

      $$ f = g $$ {#eq-f}
      """)
    #expect(!html.contains("$x$") && !html.contains("@eq-f") && !html.contains("$y$"))
    #expect(html.contains("<em>emph</em>"))
    #expect(html.components(separatedBy: "href=\"#eq-f\"").count == 4)
  }

  @Test func `can be written where they are called`() throws {
    let html = try page("Inline^[A *note* with $x$ and `]`\\].] text^[Two].")
    #expect(html.contains("aria-label=\"Footnote 2\""))
    #expect(html.contains("A <em>note</em> with "))
    #expect(!html.contains("^["))
  }

  @Test func `in headings stay out of the contents`() throws {
    let published = try rendered(
      Document(report("Text.\n\n# A *b*[^n]\n\nText.\n\n# C\n\n[^n]: The note.\n"), outputs: []))
    let page = String(decoding: try #require(published.files["index.html"]), as: UTF8.self)
    #expect(page.contains("<span>A <em>b</em></span></a></li>"))
    #expect(page.components(separatedBy: "id=\"call-1\"").count == 2)
    #expect(page.contains("The note."))
  }

  @Test func `of the heading that became the title are on the page`() throws {
    let html = try page("# Title[^n]\n\nText[^m].\n\n[^n]: One.\n[^m]: Two.\n")
    #expect(
      html.contains("id=\"note-1\"") && html.contains("One.") && html.contains("id=\"note-2\""))
    #expect(html.components(separatedBy: "id=\"call-1\"").count == 2)
  }

  @Test func `can be called by captions and tables`() throws {
    let source = """
      //| label: tbl-a
      //| caption: With a note[^n] and ^[another].
      f()

      //: Text[^t].
      //:
      //: | a[^c] |
      //: |---|
      //: | 1 |
      //:
      //: [^n]: The note.
      //: [^t]: Of the text.
      //: [^c]: Of a cell.
      """
    let table = TableOutput(columns: [.init(title: "a", alignment: .leading)], rows: [["1"]])
    let outputs = ChapterOutputs(cells: [[.shown(.table(table))]], interpolations: [], files: [:])
    let document = Document(try report(source, path: "notebooks/x.swift"), outputs: [outputs])
    #expect(document.diagnostics == [])
    let html = try ReportsTests.text(of: rendered(document))
    for (number, text) in [
      (1, "The note."), (2, "another"), (3, "Of the text."), (4, "Of a cell."),
    ] {
      let note = html.components(separatedBy: "id=\"note-\(number)\"").last ?? ""
      #expect(note.prefix(300).contains(text), "\(number)")
    }
  }

  @Test func `that are not there are errors, and so are notes in a subtitle`() throws {
    #expect(
      try read("A[^x] b.\n\n[^y]: Y.\n").problems == [
        #"1:2 danglingReference(label: "^x", suggestion: Optional("^y"))"#
      ])
    #expect(
      try read("---\ntitle: T\nsubtitle: S^[no]\n---\n\nText.").problems == [
        "3:11 misplacedFootnote"
      ])
  }
}
