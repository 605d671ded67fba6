import Literate
import Testing

@testable import Reports

/// The marks of a text, in short.
private func marks(_ markdown: String) -> [String] {
  let origins = markdown.split(separator: "\n", omittingEmptySubsequences: false).indices.map {
    Prose.Origin(line: $0 + 1, anchors: [.init(markdown: 1, source: 1)])
  }
  return MarkedText(Prose(markdown: markdown, origins: origins, file: "x.md")).marks.map { mark in
    let place = "\(mark.location.line):\(mark.location.column)"
    switch mark.content {
    case .formula(let formula):
      return "\(place) \(formula.isDisplay ? "display" : "inline") "
        + formula.pieces.map(\.tex).joined(separator: "|")
    case .reference(let reference):
      return "\(place) reference \(reference.label)" + (reference.isNumberOnly ? " number" : "")
    case .references(let references):
      return "\(place) references \(references.map(\.label))"
    case .citation(let citation):
      return "\(place) citation "
        + citation.items.map { "\($0.prefix)<\($0.key)>\($0.suffix)" }.joined(separator: ";")
    case .attributes(let attributes): return "\(place) attributes \(attributes.label?.value ?? "")"
    case .divisionOpening(let attributes): return "\(place) open \(attributes.classes)"
    case .divisionClosing: return "\(place) close"
    case .cell(let index): return "\(place) cell \(index)"
    case .footnote(let index): return "\(place) footnote \(index)"
    case .text(let text): return "\(place) text \(text)"
    case .`subscript`(let text): return "\(place) subscript \(text)"
    case .superscript(let text): return "\(place) superscript \(text)"
    }
  }
}

@Suite struct `Marks in Markdown` {
  @Test(arguments: [
    ("$x$ and $y_1$", ["1:1 inline x", "1:9 inline y_1"]),
    ("It costs $5 and $6.", []),
    ("$5–$10", []),
    (#"\$x$ is not a formula"#, []),
    ("`$x$` is code, ``$`y`$`` too", []),
    ("$6, and `$HOME`", []),
    ("a $x\n+ y$ b", ["1:3 inline x|+ y"]),
    ("$ x$ and $x $", []),
    (#"$a\$b$"#, [#"1:1 inline a\$b"#]),
    ("$$ a\n= b $$ {#eq-x} c", ["1:1 display  a|= b "]),
    ("> $$\n> a > b\n> $$", ["1:3 display |a > b|"]),
    ("[x](http://a/$b$) <http://a/$c$>", []),
    ("GitHub's $`y^2`$", ["1:10 inline y^2"]),
    (#"$\text{if $x>0$}$"#, [#"1:1 inline \text{if $x>0$}"#]),
    ("\\begin{align}\na\n\\end{align} {#eq-x}", ["1:1 display \\begin{align}|a|\\end{align}"]),
    (#"in \begin{align} no"#, []),
    (#"\eqref{eq-x} \ref{fig-y}"#, ["1:1 reference eq-x number", "1:14 reference fig-y number"]),
    ("H~2~O, x^2^, ~5 kg and ~6 kg, a^b, n^2)+O(n^3)", ["1:2 subscript 2", "1:9 superscript 2"]),
  ])
  func `mathematics by pandoc's rule`(markdown: String, expected: [String]) {
    #expect(marks(markdown) == expected)
  }

  @Test(arguments: [
    ("See @fig-climb.", ["1:5 reference fig-climb"]),
    ("(@eq-a, @tbl-b)", ["1:2 reference eq-a", "1:9 reference tbl-b"]),
    ("[-@fig-x]", ["1:1 reference fig-x number"]),
    ("me@fig-x.org", []),
    (#"\@fig-x"#, []),
    ("as @dempster1977 says", ["1:4 citation <dempster1977>"]),
    (
      "[see @a1, p. 3; @b2]",
      ["1:1 citation see<a1>p. 3;<b2>"]
    ),
    ("[a link @x](y)", ["1:9 citation <x>"]),
    ("as in [@b2]: so", ["1:7 citation <b2>"]),
    ("[@b2]: http://a.b", ["1:2 citation <b2>"]),
    ("[@10.1145/34.27; @a+b, p. 1; @{x,y z}]", ["1:1 citation <10.1145/34.27>;<a+b>p. 1;<x,y z>"]),
    ("@müller2024, @見出し", ["1:1 citation <müller2024>"]),
    ("@one [p. 3] @two [see](x)", ["1:1 citation <one>p. 3", "1:13 citation <two>"]),
    ("# Title {#sec-x}", ["1:9 attributes sec-x"]),
    ("{x} and {#} stay", []),
  ])
  func `references, citations and braces`(markdown: String, expected: [String]) {
    #expect(marks(markdown) == expected)
  }

  @Test func `fences keep their content and blocks become marks`() {
    let found = marks(
      """
      ::: {.theorem #thm-a}
      $x$
      :::

      ```
      $y$
      ::: note
      ```

          $z$ in indented code
      """)
    #expect(found == ["1:1 open [\"theorem\"]", "2:1 inline x", "3:1 close"])
  }

  @Test func `a formula splits no table row`() throws {
    let (blocks, problems) = try read(
      """
      | a | b |
      |---|--:|
      | $P(Z|X)$ | _1_ |
      """)
    guard case .table(let table) = try #require(blocks.first) else {
      Issue.record("no table but \(blocks)")
      return
    }
    #expect(problems.isEmpty)
    #expect(table.alignments == [.none, .trailing])
    #expect(table.rows.count == 1)
    #expect(table.rows[0].count == 2)
    #expect(table.rows[0][0].plainText == "P(Z|X)")
    #expect(table.rows[0][1] == [.emphasis([.text("1")])])
  }

  @Test func `what looked like a mark in code is code`() throws {
    // The scanner takes this for a list; cmark-gfm knows better.
    let (blocks, _) = try read("- a\n\n      $x$ and @fig-y\n")
    guard case .list(let list) = try #require(blocks.first) else { return }
    #expect(list.items[0].blocks.last.map { "\($0)".contains("$x$ and @fig-y") } == true)
  }
}
