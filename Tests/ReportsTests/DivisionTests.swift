import Literate
import TestSupport
import Testing

@testable import Reports

@Suite struct `Blocks between colons` {
  @Test func `every kind, as a reader sees it`() throws {
    let source = """
      ::: {.callout-tip collapse="true" title="An *answer*"}
      By $x$.
      :::

      ::: {.callout-note collapse=false appearance="simple" icon=false}
      Open at first.
      :::

      ::: {.solution collapse="true"}
      Hidden.
      :::

      ::: {.exercise #exr-a}
      Not hidden.
      :::

      ::: {.proof collapse="true"}
      Hidden too.
      :::

      ::: {.columns}
      ::: {.column width="60%"}
      # Not a title
      :::
      ::: {.column width="40%"}
      Right.
      :::
      :::

      ::: {layout-ncol=2}
      One.
      :::

      ::: {.column-page}
      Wide.
      :::
      """
    let page = try rendered(Document(report(source), outputs: []))
    expectGolden(try comparableText(of: page), named: "divisions.html")
  }

  @Test(arguments: [
    (
      "{.callout-tip colapse=true}",
      #"1:1 unknownOption(name: "colapse", suggestion: Optional("collapse"))"#
    ),
    (
      "{.callout-tip collapse=yes}",
      #"1:1 optionValue(name: "collapse", value: "yes", allowed: "true, false")"#
    ),
    (
      "{layout-ncol=9}",
      #"1:1 optionValue(name: "layout-ncol", value: "9", allowed: "a number from 1 to 6")"#
    ),
    (
      "{.column width=wide}",
      #"1:1 optionValue(name: "width", value: "wide", allowed: "a width such as 40%")"#
    ),
    ("{.aside collapse=true}", #"1:1 unknownOption(name: "collapse", suggestion: nil)"#),
  ])
  func `options that it does not have`(attributes: String, problem: String) throws {
    let problems = try read("::: \(attributes)\nText.\n:::").problems
    #expect(problems.map { $0.replacing(/^1:\d+/, with: "1:1") } == [problem])
  }
}
