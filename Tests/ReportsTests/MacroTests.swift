import Literate
import Testing

@testable import Reports

@Suite struct `Commands of TeX` {
  private func problems(_ markdown: String) throws -> [String] {
    let document = Document(try report(markdown), outputs: [nil])
    let parts = try PageTypesetter(cache: nil).typeset(
      document.formulas, macros: document.macros)
    return (document.diagnostics + parts.diagnostics).map(\.short)
  }

  @Test(arguments: [
    #"$\newcommand{\E}[1]{\mathbb{E}[#1]}$ $\E{x}$"#,
    #"$\E{x}$ above. $$\def\E#1{\mathbb{E}[#1]}$$"#,
    #"$\DeclareMathOperator*{\argmax}{arg\,max} \argmax_x$ $\argmax$"#,
    "---\nmath-macros:\n  \\R: \\mathbb{R}\n  half: \\frac{1}{2}\n---\n$\\R \\half$",
    "```math\n\\newcommand\\a{b}\n```\n\n$\\a$",
  ])
  func `hold in the whole report`(markdown: String) throws {
    #expect(try problems(markdown) == [])
  }

  @Test func `leave nothing where they are defined`() throws {
    let (blocks, _) = try read(#"A$\newcommand{\x}{y}$B."#)
    #expect(blocks == [.paragraph([.text("AB.")])])
    guard case .paragraph(let content) = try read(#"$\def\a{b} \a + \b$"#).blocks.first,
      case .formula(let formula) = content.first
    else {
      Issue.record("no formula")
      return
    }
    #expect(formula.tex == #" \a + \b"#)
    // What stays keeps its place.
    #expect(formula.location(ofOffset: 6).column == 17)
  }

  @Test func `have one meaning`() throws {
    #expect(
      try problems(#"$\newcommand{\E}{a}$ $\renewcommand{\E}{b}$ $\def\F{a}\def\F{a}$"#) == [
        #"1:23 duplicateMacro(name: "\\E")"#
      ])
  }

  @Test func `that are wrong are an error where they are used`() throws {
    #expect(try problems("---\nmath-macros: { E: \\frac }\n---\n$\\E$").count == 1)
  }
}
