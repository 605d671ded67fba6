import Foundation
import Literate
import Testing

@testable import Reports

@Suite struct `Numbers of equations` {
  private func equations(_ text: String) throws -> (Document, [Equation]) {
    let document = Document(try report(text), outputs: [])
    return (
      document,
      document.chapters[0].blocks.compactMap {
        if case .equation(let found) = $0 { found } else { nil }
      }
    )
  }

  @Test func `one number for one formula, which references print`() throws {
    let (document, found) = try equations(
      #"""
      $$\begin{equation} g = 1 \end{equation}$$ {#eq-g}

      $$\begin{align} a &= b \\ c &= d \end{align}$$ {#eq-al}

      $$ a \tag{7} $$ {#eq-tag}

      $$\begin{align} e &= f \end{align}$$

      $$ z $$ {#eq-z}
      """#)
    #expect(document.diagnostics == [])
    #expect(found.map(\.target.number) == ["1", "2", "7", "", "3"])
    #expect(found[0].formula.tex == #"\begin{equation*} g = 1 \end{equation*}"#)
    #expect(found[1].formula.tex == #"\begin{align*} a &= b \\ c &= d \end{align*}"#)
    #expect(found[2].formula.tex == " a  ")
    #expect(found[3].formula.tex.contains("align*"))
    #expect(document.targets["eq-tag"]?.number == "7")
  }

  @Test func `lines with labels have a number each`() throws {
    let (document, found) = try equations(
      #"""
      \begin{align}
      a &= b \label{eq-a} \\
      c &= d \\
      e &= f \label{eq-e}
      \end{align}

      See @eq-e and \eqref{eq-a}.
      """#)
    #expect(document.diagnostics == [])
    #expect(document.targets["eq-a"]?.number == "1" && document.targets["eq-e"]?.number == "2")
    let tex = try #require(found.first).formula.tex
    #expect(tex.contains(#"a &= b \tag{1} \\"#) && tex.contains(#"e &= f \tag{2}"#))
    let html = try text(of: rendered(document))
    #expect(html.contains("<span id=\"eq-a\"></span><span id=\"eq-e\"></span>"))
    #expect(html.contains("href=\"#eq-a\">(1)</a>"))
  }

  @Test func `what KaTeX would paint red is an error with its place`() throws {
    let document = Document(
      try report(#"$x \href{https://a.b}{y}$ and $\htmlId{a}{x}$"#), outputs: [])
    let error = #expect(throws: Diagnostics.self) { try rendered(document) }
    #expect(error?.list.map(\.location.column) == [4, 32])
    #expect(error?.list.allSatisfy { "\($0.problem)".contains("is not supported") } == true)
  }

  @Test func `a blank line in a formula is an error that says so`() throws {
    #expect(try read("$$\na\n\nb\n$$").problems == ["1:1 unclosedFormula", "5:1 unclosedFormula"])
  }

  @Test func `mathematics of GitHub`() throws {
    let (document, found) = try equations("```math\na^2\n```\n\n$`y`$\n")
    #expect(document.diagnostics == [] && found.count == 1)
    #expect(found[0].formula.tex == "a^2\n")
  }
}
