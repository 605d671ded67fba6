import Literate
import NotebookOutputs
import Storage
import SystemFiles
import Testing

@testable import Reports

/// What is wrong with the formulas of a text.
private func problems(_ text: String, path: String = "notebooks/x.md", values: [String?] = [])
  throws -> [String]
{
  let outputs = ChapterOutputs(cells: [], interpolations: values)
  let document = Document(try report(text, path: path), outputs: [outputs])
  return try PageTypesetter(cache: nil).typeset(document.formulas).diagnostics.map(\.short)
}

@Suite struct `Formulas` {
  @Test func `TeX errors have the place of the token`() throws {
    let unclosed = try problems(#"Some $x$ and $\frac{1$."#)
    #expect(
      unclosed == [
        #"1:22 tex(message: "Unexpected end of input in a macro argument, expected \'}\'", formula: "\\frac{1")"#
      ])
    #expect(
      try problems("$$\na \\\\\n  \\nosuch b\n$$").first?.hasPrefix("3:3 tex") == true)
  }

  @Test func `after an expression the columns are the notebook's`() throws {
    let text = """
      let rate = 1
      //:
      //: Umlaut ä, $\\(rate) + \\nosuch$.
      """
    // `//: Umlaut ä, $\(rate) + \nosuch$.` has its \nosuch at byte 27.
    let found = try problems(text, path: "notebooks/x.swift", values: ["0.12345678901234567890"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("3:27 tex") == true, "\(found)")
    // The place of a value that is wrong TeX is that of its expression.
    let wrong = try problems(text, path: "notebooks/x.swift", values: [#"1 + \oops"#])
    #expect(wrong.first?.hasPrefix("3:17 tex") == true, "\(wrong)")
  }

  @Test func `HTML for the eye and MathML for the ear`() throws {
    let formula = TeXFormula(tex: #"\mathbb{E}[X] \le 𝔼"#, isDisplay: false, anchors: [])
    let result = try PageTypesetter(cache: nil).typeset([formula])
    let typeset = try #require(result.formulas[formula.key])
    let html = typeset.html
    #expect(html.contains("<math"))
    #expect(html.contains("aria-hidden=\"true\""))
    // A character beyond the first plane survives both ways.
    #expect(html.contains("𝔼"))
    #expect(typeset.fonts == ["AMS-Regular", "Main-Regular", "Math-Italic"])
  }

  @Test func `a formula of one box stays with its full stop, a longer one may break`() throws {
    let html = try text(of: rendered(Document(try report("So $x$. And $a = b$."), outputs: [])))
    #expect(html.contains(/<span class="glued"><span class="katex">.*<\/span>\.<\/span> And/))
    #expect(html.matches(of: /class="glued"/).count == 1)
    // The full stop after the longer one must not begin a line either.
    #expect(
      html.contains(
        /And <span class="before-punctuation"><span class="katex">.*<\/span><span class="punctuation">\.</
      ))
  }

  @Test(arguments: [
    #"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"#, #"\begin{cases} x & y \\ z & w \end{cases}"#,
    #"\begin{array}{c|c} a & b \\ \hline c & d \end{array}"#,
    #"\sum_{\substack{i < j \\ j < n}} a"#,
    #"\begin{CD} A @>a>> B \\ @VbVV @AAcA \\ C @= D \end{CD}"#,
    #"\newcommand{\E}{\mathbb E} \E[X]"#,
    #"\overbrace{a + b}^{n} \cancel{c} \boxed{d} \textcolor{red}{e} \xrightarrow[f]{g}"#,
  ])
  func `what KaTeX can set in a browser it can set here`(_ tex: String) throws {
    let formula = TeXFormula(tex: tex, isDisplay: true, anchors: [])
    let result = try PageTypesetter(cache: nil).typeset([formula])
    #expect(result.diagnostics.isEmpty && result.formulas[formula.key] != nil)
  }

  @Test func `a missing KaTeX is an error that names its package`() throws {
    let formula = TeXFormula(tex: "x", isDisplay: false, anchors: [])
    let nowhere = SystemFolder(
      name: "KaTeX", package: "libjs-katex", variable: "LECTERN_NONE", places: ["/nowhere"])
    let typesetter = PageTypesetter(cache: nil, katex: nowhere)
    let error = #expect(throws: MissingSystemFile.self) { try typesetter.typeset([formula]) }
    #expect(error?.file == "katex.min.js" && error?.package == "libjs-katex")
  }
}
