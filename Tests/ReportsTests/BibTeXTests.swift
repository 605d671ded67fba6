import Literate
import Storage
import Testing

@testable import Reports

@Suite struct `BibTeX files` {
  @Test func `entries as BibTeX reads them`() {
    let file = BibTeX(
      Array(
        #"""
        Anything outside entries is a comment.
        @string{jrss = "Journal of the RSS"}
        @Article{dempster1977,
          author = {Dempster, A. P. and Laird, N. M. and Rubin, D. B.},
          title = "{Maximum} likelihood {EM}",
          journal = jrss # ", Series B", year = 1977,
        }
        @book(a:b/1, title = {T}, month = jan)
        """#.utf8), file: "r.bib")
    #expect(file.diagnostics.isEmpty)
    #expect(file.entries.map(\.key) == ["dempster1977", "a:b/1"])
    #expect(file.entries[0].type == "article")
    #expect(file.entries[0].fields["journal"] == "Journal of the RSS, Series B")
    #expect(file.entries[0].fields["year"] == "1977")
    #expect(file.entries[0].location == SourceLocation(file: "r.bib", line: 3, column: 1))
  }

  @Test(arguments: [
    ("@article{a, title = {x", #"1:21 bibliography(reason: "the brace does not close")"#),
    ("@article{a,\n  title {x}}", #"2:9 bibliography(reason: "\'=\' is missing")"#),
    ("@article{a, year = nope}", #"1:20 bibliography(reason: "no @string is called \'nope\'")"#),
    ("@article{, year = 1}", #"1:1 bibliography(reason: "the entry has no key")"#),
    ("@a{x}\n@b{x}", #"2:1 bibliography(reason: "the key \'x\' is used twice")"#),
  ])
  func `what cannot be read has its place`(text: String, problem: String) {
    #expect(BibTeX(Array(text.utf8), file: "r.bib").diagnostics.map(\.short) == [problem])
  }

  @Test(arguments: [
    (#"G{\"o}del, Erd\H{o}s, \v{C}ech, Na\"{\i}ve, \O rsted"#, "Gödel, Erdős, Čech, Naïve, Ørsted"),
    (#"{EM}~and 1--2 --- \& $x_{1}$"#, "EM\u{A0}and 1–2 — & $x_{1}$"),
    ("a\n   b", "a b"),
  ])
  func `TeX becomes text`(tex: String, expected: String) {
    #expect(readableText(tex: tex) == expected)
  }

  @Test(arguments: [
    ("Dempster, A. P.", "Dempster", "A. P."),
    ("Arthur P. Dempster", "Dempster", "Arthur P."),
    ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
    ("{The R Core Team}", "The R Core Team", ""),
  ])
  func `names have two parts`(name: String, family: String, given: String) {
    #expect(Bibliography.Author(bibTeX: name) == Bibliography.Author(family: family, given: given))
  }

  @Test func `citations by author and year, with a list of works`() throws {
    try withTemporaryFolder { (folder) throws in
      try writeFile(
        "\(folder)/r.bib",
        Array(
          """
          @article{one, author={Ada Byron and Charles Babbage}, title={On $x^2$}, year=1843,
            journal={Notes}, volume=1, number=2, pages={3--4}, doi={10.1/x}}
          @book{two, author={A. Cee}, title={Later}, year=2001}
          @book{three, author={A. Cee}, title={Again?}, year=2001}
          """.utf8))
      let source =
        "---\nbibliography: r.bib\n---\n\nAs @one say [see @two, p. 3; -@three] and [@fuor].\n"
      let document = Document(try report(source, path: "\(folder)/x.md"), outputs: [])
      #expect(
        document.diagnostics.map(\.short) == [
          #"5:44 unknownCitation(key: "fuor", suggestion: nil)"#
        ])
      let good = Document(
        try report(source.replacing(" and [@fuor]", with: ""), path: "\(folder)/x.md"), outputs: [])
      let html = try text(of: rendered(good))
      #expect(html.contains("<a href=\"#work-one\">Byron and Babbage (1843)</a>"))
      #expect(html.contains("(see <a href=\"#work-two\">Cee, 2001b</a>, p. 3; "))
      #expect(html.contains("<a href=\"#work-three\">2001a</a>)"))
      #expect(html.contains("Byron, A. &amp; Babbage, C. (1843)"))
      #expect(html.contains("<cite>Notes</cite>, 1(2), 3–4."))
      #expect(html.contains("https://doi.org/10.1/x"))
      // A title that ends itself gets no full stop.
      #expect(
        html.contains("<cite>Again?</cite></li>") && html.contains("<cite>Later</cite>.</li>"))
    }
  }

  @Test func `without a bibliography an at-sign is a word`() throws {
    #expect(try read("Use @main or @Test.").problems.isEmpty)
    #expect(
      try read("See [@one].").problems == [#"1:6 unknownCitation(key: "one", suggestion: nil)"#])
  }
}
