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
    (#"{EM}~and 1--2 --- \& $x_{1}$"#, "EM\u{A0}and 1–2 — & x_{1}"),
    ("a\n   b", "a b"),
    (#"``quotes'' and `one' {\em x} \emph{y} \textbf{z}"#, "“quotes” and ‘one’ x y z"),
    (
      #"\DJ or{\dj}e, \d{s}, \AA sa, Stra{\ss}e, \o{}r, {\.I}nan, \L{}uk"#,
      "Đorđe, ṣ, Åsa, Straße, ør, İnan, Łuk"
    ),
    (##"100\% \$5 \#1 a\_b <b> *c* [d](e) @f"##, "100% $5 #1 a_b <b> *c* [d](e) @f"),
  ])
  func `TeX becomes text`(tex: String, expected: String) {
    #expect(readableText(tex: tex) == expected)
  }

  // Given, particle, family, suffix: “Tame the BeaST” (Markey, 2009), section 11.2, and what btparse 0.89
  // says. They differ in `van den Berg van der Meer`, where the particle ends for BibTeX at the last word
  // in lower case, and for btparse at the first one that is not.
  @Test(arguments: [
    ("Dempster, A. P.", ["A. P.", "", "Dempster", ""]),
    ("Arthur P. Dempster", ["Arthur P.", "", "Dempster", ""]),
    ("Ludwig van Beethoven", ["Ludwig", "van", "Beethoven", ""]),
    ("{The R Core Team}", ["", "", "The R Core Team", ""]),
    ("King, Jr., Martin Luther", ["Martin Luther", "", "King", "Jr."]),
    ("de la Cruz, Maria", ["Maria", "de la", "Cruz", ""]),
    (
      "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
      ["Charles Louis Xavier Joseph", "de la", "Vallée Poussin", ""]
    ),
    ("{von Neumann}, John", ["John", "", "von Neumann", ""]),
    ("jean de la fontaine", ["", "jean de la", "fontaine", ""]),
    ("Jean De La Fontaine", ["Jean De La", "", "Fontaine", ""]),
    ("Jean {de} la fontaine", ["Jean de", "la", "fontaine", ""]),
    ("Brinch Hansen, Per", ["Per", "", "Brinch Hansen", ""]),
    ("{\\'E}. Cartan", ["É.", "", "Cartan", ""]),
    ("王, 小明", ["小明", "", "王", ""]),
    ("Jean de La Fontaine", ["Jean", "de", "La Fontaine", ""]),
    ("Jean {de} {la} fontaine", ["Jean de la", "", "fontaine", ""]),
    ("von Hicks, III, Michael", ["Michael", "von", "Hicks", "III"]),
    ("{Barnes and Noble, Inc.}", ["", "", "Barnes and Noble, Inc.", ""]),
    ("Donald~E. Knuth", ["Donald E.", "", "Knuth", ""]),
    ("d'Alembert, Jean", ["Jean", "", "d’Alembert", ""]),
    ("Ford, Henry, Jr.", ["Jr.", "", "Ford", "Henry"]),
    ("al-Khwarizmi, Muhammad", ["Muhammad", "", "al-Khwarizmi", ""]),
    ("John von", ["John", "", "von", ""]),
    ("von Neumann", ["", "von", "Neumann", ""]),
    ("Hugo, Victor,", ["Victor", "", "Hugo", ""]),
    ("{{Big} Corp}", ["", "", "Big Corp", ""]),
    ("van den Berg van der Meer, A.", ["A.", "van den Berg van der", "Meer", ""]),
  ])
  func `names have four parts`(name: String, parts: [String]) throws {
    let found = try #require(PersonNames(bibTeX: name).list.first)
    #expect([found.given, found.particle, found.family, found.suffix] == parts)
  }

  @Test func `names are separated by and, in any case, over lines, outside braces`() {
    let names = PersonNames(bibTeX: "Ann One\n  AND {Smith and Sons} and\n Two, B. and others")
    #expect(names.list.map(\.family) == ["One", "Smith and Sons", "Two"])
    #expect(names.hasOthers)
    #expect(names.list[2].listedName == "Two, B.")
    #expect(
      PersonNames(bibTeX: "King, Jr., Martin Luther").list[0].listedName == "King, M. L., Jr.")
    #expect(
      PersonNames(bibTeX: "van der Berg, Jan-Piet").list[0].naturalName == "J.-P. van der Berg")
    #expect(PersonNames(bibTeX: "王, 小明").list[0].listedName == "王, 小明")
  }

  /// The page of a text with a bibliography.
  private func page(_ text: String, bibliography: String) throws -> String {
    var html = ""
    try withTemporaryFolder { (folder) throws in
      try writeFile("\(folder)/r.bib", Array(bibliography.utf8))
      let source = "---\nbibliography: r.bib\n---\n\n\(text)\n"
      let document = Document(try report(source, path: "\(folder)/x.md"), outputs: [])
      #expect(document.diagnostics.filter { $0.severity == .error } == [])
      html = try ReportsTests.text(of: rendered(document))
    }
    return html
  }

  @Test func `a bibliography is text: nothing in it is HTML or Markdown`() throws {
    let html = try page(
      "[@a; @b]",
      bibliography: """
        @article{a, author={A, B.}, title={Why Array<Int> beats <script>alert(1)</script>}, journal={J *x*}, year=2020}
        @misc{b, author={C, D.}, title={A *star* 2*3*4 and @home}, year=2021, note={See $x^2$ <b>}}
        """)
    #expect(html.contains("Why Array&lt;Int&gt; beats &lt;script&gt;alert(1)&lt;/script&gt;."))
    #expect(html.contains("<cite>J *x*</cite>"))
    #expect(html.contains("A *star* 2*3*4 and @home."))
    #expect(html.contains("&lt;b&gt;.</li>"))
  }

  @Test func `what an entry says is in the list`() throws {
    let html = try page(
      "[@child; @chap; @tr; @phd; @hp; @ax; @many; @noauth; @10.1145/34.27; @müller2024]",
      bibliography: """
        @book{parent, editor={Parent, P.}, title={The Parent Book}, publisher={Pub}, year={2001}}
        @incollection{child, author={van der Berg, Jan}, title={A Child}, crossref={parent}, pages={1-2}}
        @incollection{chap, author={Chap, C.}, title={Chapter}, booktitle={Big Book}, editor={Ed, A. and Or, B.},
          publisher={MIT Press}, year={2001}, edition={2}}
        @techreport{tr, author={Tr, T.}, title={Report}, institution={NASA}, number={TR-12}, year={2002}}
        @phdthesis{phd, author={Phd, P.}, title={Thesis}, school={MIT}, year={2003}}
        @misc{hp, author={How, P.}, title={Howpub}, howpublished={\\url{https://example.org/x_y%20z}}, year=2004}
        @misc{ax, author={Kingma, D. P.}, title={Adam}, year={2014}, eprint={1412.6980}, archivePrefix={arXiv}}
        @article{many, author={One, A. and Two, B. and others}, title={``Many''}, journal={J}, year=2005}
        @book{noauth, editor={Ed, X.}, title={The {UNIX} Book}, year=1999}
        @article{10.1145/34.27, author={Doi, D.}, title={D}, journal={J}, year=2006, doi={https://doi.org/10.1145/34.27}}
        @article{müller2024, author={Müller, M.}, title={M}, journal={J}, year=2024}
        """)
    #expect(html.contains("(van der Berg, 2001)".dropFirst().dropLast()))
    #expect(html.contains("A Child. In P. Parent (Ed.), <cite>The Parent Book</cite>, 1–2. Pub."))
    #expect(
      html.contains(
        "Chapter (2nd ed.). In A. Ed &amp; B. Or (Eds.), <cite>Big Book</cite>. MIT Press."))
    #expect(html.contains("Report [Technical report TR-12]. NASA."))
    #expect(html.contains("Thesis [PhD thesis]. MIT."))
    #expect(html.contains("Howpub. <a href=\"https://example.org/x_y%20z\""))
    #expect(
      html.contains(
        "<a href=\"https://arxiv.org/abs/1412.6980\" rel=\"noopener\">arXiv:1412.6980</a>"))
    #expect(html.contains("One, A., Two, B., et al. (2005). “Many”."))
    #expect(html.contains("Ed, X. (Ed.) (1999)."))
    #expect(html.contains(">doi:10.1145/34.27</a>"))
    #expect(html.contains("Müller, 2024</a>"))
  }

  @Test func `works are sorted by letters, not code points, with their particles`() throws {
    let html = try page(
      "[@a; @b; @c; @d; @e]",
      bibliography: """
        @misc{a, author={Zeta, A.}, title={T}, year=2001}
        @misc{b, author={Östlund, A.}, title={T}, year=2001}
        @misc{c, author={van der Berg, A.}, title={T}, year=2001}
        @misc{d, author={O'Neil, A.}, title={T}, year=2001}
        @misc{e, author={von Neumann, A.}, title={T}, year=2001}
        """)
    let order = html.matches(of: /<li id="work-([a-e])"/).map { String($0.1) }
    #expect(order == ["d", "b", "c", "e", "a"])
  }

  @Test func `a locator can follow a mention`() throws {
    let html = try page(
      "@a [p. 3] and [see @a, pp. 3--5] and @10 [x].",
      bibliography: "@misc{a, author={A, B.}, title={T}, year=2001}")
    #expect(html.contains(">A (2001, p. 3)</a>"))
    #expect(html.contains("</a>, pp. 3–5)"))
    #expect(html.contains("@10 [x]."))
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
