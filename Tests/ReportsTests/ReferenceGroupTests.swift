import Foundation
import Literate
import Testing

@testable import Reports

@Suite struct `References in groups` {
  private func page(_ markdown: String) throws -> String {
    let equations = (1...5).map { "$$ x $$ {#eq-e\($0)}\n" }.joined(separator: "\n")
    let source =
      "Text.\n\n# One {#sec-one}\n\n" + equations
      + "\n::: {#thm-a}\nText.\n:::\n\n\(markdown)\n\n# Proofs {#sec-p .appendix}\n\n## Sub {#sec-s}\n"
    let document = Document(try report(source), outputs: [nil])
    #expect(document.diagnostics.map(\.short) == [])
    let page = try text(of: rendered(document))
    let start = try #require(page.range(of: "<p>SEE"))
    return String(page[start.upperBound...].prefix { $0 != "\n" })
      .replacing(#/<[^>]*>/#, with: "").replacing("&nbsp;", with: " ")
  }

  @Test(arguments: [
    ("[@eq-e1; @eq-e3]", "Equations (1) and (3)"),
    ("[@eq-e1; @eq-e2; @eq-e3]", "Equations (1)–(3)"),
    ("[@eq-e1; @eq-e2; @eq-e3; @eq-e5]", "Equations (1)–(3) and (5)"),
    ("[@eq-e1; @eq-e2]", "Equations (1) and (2)"),
    ("[@eq-e1; @thm-a; @eq-e2]", "Equation (1), Theorem 1 and Equation (2)"),
    ("[-@eq-e1; @eq-e3]", "(1) and (3)"),
    ("@Eq-e1", "Equation (1)"),
    ("[@Sec-one]", "Section 1"),
    ("@sec-p and @sec-s", "Appendix A and Section A.1"),
    ("[see @eq-e1]", "[see Equation (1)]"),
  ])
  func `are read as one phrase`(markdown: String, expected: String) throws {
    #expect(try page("SEE \(markdown).") == " \(expected).")
  }

  @Test func `lead somewhere, each of them`() throws {
    #expect(
      try read("$$ x $$ {#eq-a}\n\n[@eq-a; @eq-b]").problems == [
        #"3:9 danglingReference(label: "eq-b", suggestion: Optional("eq-a"))"#
      ])
  }

  @Test func `appendices of a report have letters`() throws {
    let document = Document(
      try report(chapters: [
        "# A\n\n$$ x $$ {#eq-a}", "# B {#sec-b .appendix}\n\n## S {#sec-s}\n\n$$ x $$ {#eq-b}",
        "# C {#sec-c}", "# D {#sec-d .appendix}",
      ]), outputs: [])
    #expect(
      ["eq-a", "sec-b", "sec-s", "eq-b", "sec-c", "sec-d"].map { document.targets[$0]?.number } == [
        "1.1", "A", "A.1", "A.1", "2", "B",
      ])
    #expect(
      try read("# T\n\n## A {.apendix}").problems == [
        #"3:6 unknownOption(name: ".apendix", suggestion: Optional(".appendix"))"#
      ])
  }
}
