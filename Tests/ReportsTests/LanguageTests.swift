import Foundation
import Literate
import Storage
import Testing

@testable import Reports

@Suite struct `Languages` {
  private let text = """
    # Titel

    $$ x $$ {#eq-a}

    ![Eins](a.svg){#fig-a}

    | a |
    |---|
    | 1 |

    : Zwei {#tbl-a}

    ::: {.theorem #thm-a}
    "Außen 'innen' und don't."
    :::

    > [!WARNING]
    > Text „schon“ so[^n].

    [^n]: Note.

    Siehe @fig-a, @Eq-a, @tbl-a und @thm-a.
    """

  private func page(in language: String) throws -> String {
    var page = ""
    try withTemporaryFolder { folder throws in
      try writeFile("\(folder)/a.svg", Array("<svg/>".utf8))
      let report = try report(
        "---\nlang: \(language)\n---\n\n" + text, path: "\(folder)/x.md")
      let languages = try Templates(folder: templatesFolder).languages
      let document = Document(report, outputs: [nil], languages: languages)
      #expect(document.diagnostics.isEmpty)
      page = String(
        decoding: try #require(try rendered(document).files["index.html"]), as: UTF8.self)
    }
    return page
  }

  @Test(arguments: [
    (
      "de-CH",
      [
        "<html lang=\"de-CH\">", "<b>Abbildung 1.</b> Eins", "<b>Tabelle 1.</b> Zwei",
        "<b>Satz 1</b>",
        "„Außen ‚innen‘ und don’t.“", "Text „schon“ so", "<b>Warnung</b>", "Abbildung&nbsp;1",
        "Gleichung&nbsp;(1)", "Alle Berichte", "1 Minute", "aria-label=\"Fußnote 1\"",
        "aria-label=\"Gleichung 1\"",
      ]
    ),
    (
      "fr",
      [
        "<b>Figure 1.</b>", "figure&nbsp;1", "Équation&nbsp;(1)", "tableau&nbsp;1",
        "«\u{202F}Außen “innen” und don’t.\u{202F}»",
      ]
    ),
    ("ru", ["<b>Рисунок 1.</b>", "рис.&nbsp;1", "Формула&nbsp;(1)", "Все отчёты"]),
    ("ja", ["<b>図 1.</b>", "図&nbsp;1", "「Außen 『innen』 und don’t.」", "<b>警告</b>"]),
    ("en", ["“Außen ‘innen’ und don’t.”", "Figure&nbsp;1", "All reports"]),
  ])
  func `say everything that the page says`(language: String, expected: [String]) throws {
    let page = try page(in: language)
    for text in expected { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("{{"))
  }

  @Test func `that have no file are an error with its place`() throws {
    let languages = try Templates(folder: templatesFolder).languages
    let document = Document(
      try report("---\nlang: tlh\n---\nText."), outputs: [nil], languages: languages)
    #expect(
      document.diagnostics.map(\.short) == [
        "2:7 unknownLanguage(name: \"tlh\", known: "
          + "[\"de\", \"en\", \"es\", \"fr\", \"it\", \"ja\", \"ko\", \"nl\", \"pl\", \"pt\", \"ru\", \"zh\"])"
      ])
  }

  @Test func `can be given for reports that name none`() throws {
    var languages = try Templates(folder: templatesFolder).languages
    languages.fallback = "fr"
    let document = Document(try report("Text."), outputs: [nil], languages: languages)
    #expect(document.language == "fr")
  }

  @Test func `lack no word`() throws {
    try withTemporaryFolder { folder throws in
      let own = "\(folder)/templates"
      try FileManager.default.copyItem(atPath: templatesFolder, toPath: own)
      let file = "\(own)/languages/nl.yml"
      let words = try String(contentsOfFile: file, encoding: .utf8)
      try writeFile(
        file,
        Array(words.replacing("  copied:", with: "  copyed:").replacing("proof:", with: "p:").utf8))
      try writeFile("\(own)/languages/xx.yml", Array("a: [\n".utf8))
      try writeFile("\(own)/rule.mustache", Array("<hr title=\"{{words.a.rule}}\">".utf8))
      let error = #expect(throws: Diagnostics.self) { try Templates(folder: own) }
      let found = error?.list.map {
        "\($0.location.file.split(separator: "/").last ?? "") \($0.short)"
      }
      let line = words.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.hasPrefix("  copied:") }.map { $0 + 1 }
      #expect(
        found?.filter { $0.hasPrefix("nl") } == [
          "nl.yml 1:1 missingWord(name: \"a.rule\", suggestion: nil)",
          "nl.yml 1:1 missingWord(name: \"proof\", suggestion: nil)",
          "nl.yml \(line ?? 0):11 missingWord(name: \"code.copied\", suggestion: Optional(\"code.copyed\"))",
        ])
      #expect(found?.contains { $0.hasPrefix("xx.yml 2:1 yaml") } == true)
    }
  }

  @Test func `write numbers and editions in their own way`() throws {
    let languages = try Templates(folder: templatesFolder).languages
    let english = try #require(languages["en-GB"])
    let german = try #require(languages["de"])
    #expect(
      [999, 1234, 12345, 1_234_567].map(english.number) == ["999", "1234", "12,345", "1,234,567"])
    #expect(german.number(1_234_567) == "1.234.567")
    #expect(
      [1, 2, 3, 4, 11, 22].map(english.edition) == [
        "1st ed.", "2nd ed.", "3rd ed.", "4th ed.", "11th ed.", "22nd ed.",
      ])
    #expect(german.edition(2) == "2. Aufl.")
    #expect(languages["zh"]?.numbered("第 % 章", "3") == "第 3 章")
    #expect(english.list(["a", "b", "c"]) == "a, b and c")
  }

  @Test func `have an alphabet`() throws {
    let languages = try Templates(folder: templatesFolder).languages
    func sorted(_ words: [String], _ language: String) -> [String] {
      let collation = Collation(languages[language])
      return words.sorted { collation.key(of: $0) < collation.key(of: $1) }
    }
    #expect(sorted(["Zola", "Ärger", "Arzt"], "de") == ["Ärger", "Arzt", "Zola"])
    #expect(sorted(["Ñandú", "Nuez", "Oso"], "es") == ["Nuez", "Ñandú", "Oso"])
    #expect(sorted(["Lzy", "Łaba", "Mak"], "pl") == ["Lzy", "Łaba", "Mak"])
    #expect(sorted(["Жук", "Ёж", "Ель"], "ru") == ["Ёж", "Ель", "Жук"])
  }
}
