import Storage
import SystemFiles
import Testing

@testable import Reports

@Suite struct `Formulas by KaTeX` {
  private func typeset(_ tex: String) throws -> (TypesetFormula?, [String]) {
    let formula = TeXFormula(tex: tex, isDisplay: true, anchors: [])
    let parts = try PageTypesetter(cache: nil).typeset([formula])
    return (parts.formulas[formula.key], parts.diagnostics.map(\.short))
  }

  @Test(arguments: [
    ("x", ["Main-Regular", "Math-Italic"], 1),
    ("1 + 1", ["Main-Regular"], 2),
    (#"x_1 = y - 1"#, ["Main-Regular", "Math-Italic"], 3),
    (#"\biggl(\Bigl("#, ["Main-Regular", "Size2-Regular", "Size3-Regular"], 1),
    (#"\textbf{a}"#, ["Main-Bold", "Main-BoldItalic", "Main-Regular"], 1),
    (
      #"\mathbf{a}\mathcal{B}\mathfrak{c}\mathsf{d}\mathtt{e}\mathscr{F}\mathbb{G}"#,
      [
        "AMS-Regular", "Caligraphic-Regular", "Fraktur-Regular", "Main-Bold", "Main-Regular",
        "SansSerif-Regular", "Script-Regular", "Typewriter-Regular",
      ], 1
    ),
    (#"\sum\limits"#, ["Main-Regular", "Size2-Regular"], 1),
  ])
  func `says which fonts a formula uses, and of how many parts it is`(
    tex: String, fonts: [String], parts: Int
  ) throws {
    let formula = try #require(try typeset(tex).0)
    #expect(formula.fonts == fonts)
    #expect(formula.partCount == parts)
    #expect(TypesetFormula(formula.text) == formula)
  }

  @Test func `every class of the installed style sheet that sets a font is known`() throws {
    let css = String(
      decoding: try readFile(SystemFolder.katex.path(of: "katex.min.css")), as: UTF8.self)
    var count = 0
    for rule in css.split(separator: "}") where rule.contains("font-family:KaTeX_") {
      guard let selectors = rule.split(separator: "{").first, !rule.hasPrefix("@") else { continue }
      for selector in selectors.split(separator: ",") {
        // The fonts of roman letters are those of every formula.
        if selector.hasSuffix(".textrm") || selector.hasSuffix(".mainrm") { continue }
        let names = selector.split { ". >".contains($0) }.filter { $0 != "katex" && $0 != "span" }
        let isDelimiter = names.first == "delimsizing" && names.count == 2
        let name = (isDelimiter ? "delimsizing " : "") + (names.last ?? "")
        #expect(KaTeX.fontsByClass[name] != nil, "\(selector)")
        count += 1
      }
    }
    #expect(count > 20)
  }

  @Test func `a formula that grows without end is an error`() throws {
    let problems = try typeset(#"\def\a{\a\a}\a"#).1
    #expect(problems.count == 1 && problems[0].contains("Too many expansions"))
  }

  @Test func `ten thousand braces are an error or a formula, not a crash`() throws {
    for count in [9_999, 10_000] {
      let (formula, problems) = try typeset(
        String(repeating: "{", count: count) + "x" + String(repeating: "}", count: count))
      let reason = count == 10_000 ? "it has 20001 characters" : "it is nested too deeply"
      #expect(formula != nil || problems.count == 1 && problems[0].contains(reason))
    }
  }

  @Test func `a formula of a megabyte is an error`() throws {
    let (formula, problems) = try typeset(String(repeating: "x", count: 1 << 20))
    #expect(formula == nil && problems.count == 1)
    #expect(
      problems.first?.contains("it has 1048576 characters, and at most 20000 can be typeset")
        == true)
  }

  @Test func `a size is bounded`() throws {
    let formula = try #require(try typeset(#"\rule{1000000em}{1000000em}"#).0)
    #expect(formula.html.contains("border-right-width:100em;border-top-width:100em"))
    #expect(!formula.html.contains(":1000000em"))
    // KaTeX reads this as 9em.
    #expect(try typeset(#"\rule{1e9em}{1e9em}"#).1.isEmpty)
  }

  @Test func `a formula that takes too much is stopped, and does not spoil the next`() throws {
    // Few expansions, but each of ten thousand characters.
    let long =
      #"\def\a{"# + String(repeating: "x", count: 10_000) + "}"
      + String(repeating: #"\a"#, count: 900)
    let formulas = [long, "y"].map { TeXFormula(tex: $0, isDisplay: false, anchors: []) }
    let parts = try PageTypesetter(cache: nil).typeset(formulas)
    let problem = try #require(parts.diagnostics.first).short
    #expect(parts.diagnostics.count == 1 && problem.contains("it takes too"), "\(problem)")
    #expect(parts.formulas[formulas[1].key] != nil)
  }

  @Test func `its version is known, also when everything is remembered`() throws {
    try withTemporaryFolder { (folder) throws in
      let formula = TeXFormula(tex: "x", isDisplay: false, anchors: [])
      let typesetter = PageTypesetter(cache: Cache(folder: folder + "/cache"))
      let first = try typesetter.typeset([formula])
      let second = try typesetter.typeset([formula])
      #expect(first.katexVersion?.firstMatch(of: /^\d+\.\d+\.\d+$/) != nil)
      #expect(first.katexVersion == second.katexVersion)
      #expect(first.formulas == second.formulas)
    }
  }
}
