import Foundation
import Literate
import Testing

@testable import Reports

@Suite struct `Markdown as others write it` {
  private func html(_ markdown: String) throws -> String {
    let document = Document(try report(markdown), outputs: [nil])
    #expect(document.diagnostics.map(\.short) == [])
    return try text(of: rendered(document))
  }

  @Test func `alerts of GitHub are callouts`() throws {
    let page = try html(
      "> [!NOTE]\n> Text *a*.\n>\n> - b\n\n> [!tip] A title\n> Text.\n\n> [!WARNING]\n\n> quoted")
    #expect(page.contains("<div class=\"callout note\""))
    #expect(page.contains("<p>Text <em>a</em>.</p>"))
    #expect(page.contains("<b>A title</b></p>\n<p>Text.</p>"))
    #expect(page.contains("<blockquote>\n<p>quoted</p>"))
    #expect(!page.contains("[!"))
    #expect(
      try read("> [!NOTTE]\n> Text").problems == [
        #"1:1 unknownBlock(name: "[!NOTTE]", suggestion: Optional("note"))"#
      ])
  }

  @Test func `definition lists`() throws {
    let page = try html(
      "Term $x$\n: one\n  more\n: two\n\nOther\n\n: three[^n]\n\n: four\n\n[^n]: Note.\n\nA: b\nc")
    #expect(page.contains("<dd>one\nmore</dd>\n<dd>two</dd>"))
    #expect(page.contains("<dt>Other</dt>\n<dd>three<a"))
    #expect(page.contains("<dd>four</dd>"))
    #expect(page.contains("<p>A: b\nc</p>"))
  }

  @Test(arguments: [
    ("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+", "1:1", "grid table"),
    ("```mermaid\ngraph\n```", "1:1", "mermaid"),
    ("text\n\n```{mermaid}\ngraph\n```", "3:1", "mermaid"),
    ("```{python}\n1\n```", "1:1", "python"),
    ("```{=latex}\n\\newpage\n```", "1:1", "{=latex}"),
    ("a `<b>`{=html} b", "1:8", "{=html}"),
    ("a `{python} x` b", "1:1", "{python} x"),
    ("as in {eq}`label` b", "1:7", "{eq}"),
    ("a \\textbf{b}", "1:3", "textbf"),
    ("Text $ \\theta $ end", "1:6", "space"),
    ("Text $x_{1} $ end", "1:6", "space"),
    ("| The Lord\n| said", "1:1", "line block"),
  ])
  func `what would be shown as its source is an error`(
    markdown: String, place: String, what: String
  ) throws {
    let problems = try read(markdown).problems
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("\(place) unsupported") && problems[0].contains(what))
  }

  @Test(arguments: [
    "$PATH 90 $PATH", "**35$** bla", "20$, if you give me 15$ tomorrow", "$20 and more $ tomorrow",
    "C:\\Users\\me", "\\(text\\)", "\\[a\\](b)",
  ])
  func `what only looks like TeX is text`(markdown: String) throws {
    #expect(try read(markdown).problems == [])
  }

  @Test func `brackets of TeX are formulas`() throws {
    guard case .paragraph(let content) = try read(#"a \(x^2\) b"#).blocks.first else { return }
    #expect(content.count == 3)
    guard case .equation(let equation) = try read(#"\[ \int f \]"#).blocks.first else {
      Issue.record("no equation")
      return
    }
    #expect(equation.formula.tex == #" \int f "#)
  }

  @Test func `code with attributes has its language`() throws {
    #expect(try html("```{.python}\nx = 1\n```").contains("data-language=\"python\""))
  }

  @Test(arguments: [
    ("**Note:**text", "<strong>Note:</strong>text"),
    ("see:**this** one", "see:<strong>this</strong> one"),
    ("a (**b**) *c*, *d*", "a (<strong>b</strong>) <em>c</em>, <em>d</em>"),
    ("**中文，**强调", "<strong>中文，</strong>强调"),
  ])
  func `emphasis ends after punctuation`(markdown: String, expected: String) throws {
    #expect(try html(markdown).contains("<p>\(expected)</p>"))
  }

  @Test func `any character is text`() throws {
    let icons = "\u{F0001} \u{FFFFD} \u{100000} \u{10FFFD} 🏴󠁧󠁢󠁥󠁮󠁧󠁿"
    let page = try html(
      "---\ntitle: T \(icons)\n---\n\(icons) `\(icons)` *a* [\(icons)](#sec-a)\n\n| \(icons) |\n|---|\n| \(icons) |\n\n# \(icons) {#sec-a}\n\n    \(icons)\n\n::: {.note}\n:::\n"
        .replacing("::: {.note}\n:::\n", with: ""))
    #expect(page.components(separatedBy: icons).count == 9)
    #expect(!page.contains("一"))
  }
}
