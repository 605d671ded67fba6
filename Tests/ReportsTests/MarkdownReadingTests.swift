import Literate
import NotebookOutputs
import Testing

@testable import Reports

@Suite struct `Reading Markdown` {
  @Test func `a displayed formula parts its paragraph`() throws {
    let (blocks, problems) = try read("Let\n$$ x $$ {#eq-x}\nbe so.")
    #expect(problems.isEmpty)
    #expect(blocks.count == 3)
    #expect(blocks.first == .paragraph([.text("Let")]))
    guard case .equation(let equation) = blocks[1] else {
      Issue.record("no equation")
      return
    }
    #expect(equation.formula.tex == " x ")
    #expect(equation.target.number == "1")
    #expect(equation.target.label?.value == "eq-x")
    #expect(blocks.last == .paragraph([.text("be so.")]))
  }

  @Test func `blocks nest`() throws {
    let (blocks, problems) = try read(
      """
      ::: {.theorem #thm-a title="Gibbs' *inequality*"}
      Text.

      ::: aside
      Aside.
      :::
      :::
      After.
      """)
    #expect(problems.isEmpty)
    guard case .division(let theorem) = try #require(blocks.first), blocks.count == 2 else {
      Issue.record("\(blocks)")
      return
    }
    #expect(theorem.kind == .statement(.theorem))
    #expect(theorem.title == [.text("Gibbs’ "), .emphasis([.text("inequality")])])
    #expect(theorem.target.number == "1")
    #expect(
      theorem.blocks == [
        .paragraph([.text("Text.")]),
        .division(Division(kind: .aside, blocks: [.paragraph([.text("Aside.")])])),
      ])
  }

  @Test(arguments: [
    ("a\n\n::: note-x\nb\n:::", #"3:1 unknownBlock(name: "note-x", suggestion: nil)"#),
    ("::: theorm\nb\n:::", #"1:1 unknownBlock(name: "theorm", suggestion: Optional("theorem"))"#),
    ("::: proof\nb", "1:1 unclosedBlock"),
    ("b\n\n:::", "3:1 strayBlockEnd"),
    ("text $$ x", "1:6 unclosedFormula"),
    ("a\n\n```swift\nlet x", "3:1 unclosedFence"),
    (
      "word {#fig-x} word",
      ##"1:6 misplacedOption(name: "#fig-x", allowedIn: "a heading, a displayed formula, a picture, a table")"##
    ),
    ("# T {#fig-x}", #"1:6 labelPrefix(label: "fig-x", allowed: ["sec-"])"#),
    ("$$ x $$ {#fig-x}", #"1:10 labelPrefix(label: "fig-x", allowed: ["eq-"])"#),
    ("::: {.lemma #thm-x}\na\n:::", #"1:13 labelPrefix(label: "thm-x", allowed: ["lem-"])"#),
    ("A call[^a].", #"1:7 danglingReference(label: "^a", suggestion: nil)"#),
  ])
  func `what is wrong has its place`(markdown: String, problem: String) throws {
    #expect(try read(markdown).problems == [problem])
  }

  @Test func `footnotes are found across the text`() throws {
    let document = Document(
      try report("One[^b] two[^a].\n\n[^a]: A *note*.\n[^b]: First $x$."), outputs: [])
    #expect(document.diagnostics.isEmpty)
    let notes = document.chapters[0].footnotes
    #expect(notes.count == 2)
    #expect(notes[1] == [.paragraph([.text("A "), .emphasis([.text("note")]), .text(".")])])
    #expect(
      document.chapters[0].blocks == [
        .paragraph([
          .text("One"), .footnote(0), .text(" two"), .footnote(1), .text("."),
        ])
      ])
  }

  @Test func `values are text and raw TeX, never Markdown`() throws {
    let chapter = try chapter(
      """
      let (a, b, c, d) = (1, 2, 3, 4)
      //: It is \\(a) and $x = \\(b)$ and \\(c), but `\\(d)`.
      """, path: "notebooks/x.swift")
    let report = Report(
      name: "x", folder: "", frontMatter: FrontMatter(), isSingleFile: true, chapters: [chapter])
    let outputs = ChapterOutputs(
      cells: [[]], interpolations: ["*<1>*", #"\frac{1}{2}"#, nil])
    let blocks = Document(report, outputs: [outputs]).chapters[0].blocks
    guard case .paragraph(let content) = try #require(blocks.last) else { return }
    #expect(content[0] == .text("It is *<1>* and "))
    guard case .formula(let formula) = content[1] else {
      Issue.record("\(content)")
      return
    }
    #expect(formula.tex == #"x = \frac{1}{2}"#)
    #expect(content[2] == .text(" and "))
    #expect(content[3] == .missingValue)
    #expect(content[5] == .code("\\(d)"))
  }

  @Test func `a fence does not swallow the code below it`() throws {
    let chapter = try chapter(
      """
      //: ```
      //: open
      let a = 1
      //: text
      """, path: "notebooks/x.swift")
    let report = Report(
      name: "x", folder: "", frontMatter: FrontMatter(), isSingleFile: true, chapters: [chapter])
    let document = Document(report, outputs: [nil])
    #expect(document.diagnostics.map(\.short) == ["1:5 unclosedFence"])
    #expect(document.chapters[0].blocks.contains { if case .cell = $0 { true } else { false } })
  }
}
