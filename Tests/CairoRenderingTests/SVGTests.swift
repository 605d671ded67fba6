import Foundation
import Plotting
import TestSupport
import Testing

@testable import CairoRendering

struct SVGTests {
  private let chart = Chart("Growth") {
    LineMark(x: 0...5, y: [0.0, 1, 4, 9, 16, 25]).label("$n^2$").symbol(.circle)
    RuleMark(y: 12.5).lineStyle(dash: [4, 3])
  }
  .xAxis("$n$").yAxis("count & more")

  private func ids(_ svg: String) -> Set<String> {
    Set(svg.matches(of: /\bid="([^"]+)"/).map { String($0.1) })
  }

  @Test func `a line chart`() throws {
    let figure = Figure(chart, width: .inches(3), height: .inches(2))
    let svg = try SVGWriter.svg(
      of: figure.displayList(metrics: tableMetrics), idPrefix: "figure", lettering: .outlines,
      fonts: .shared)
    // The outlines of letters are those of the installed fonts.
    let comparable = svg.replacing(/(<path id="figure-[0-9a-z]+" d=)"m[^"]+"/) {
      "\($0.output.1)\"\""
    }
    expectGolden(comparable, named: "line-chart.svg")
  }

  @Test func `two figures of one page share no id, and every use has its definition`() throws {
    let first = try chart.svg()
    let second = try chart.xAxis("$m$").svg()
    #expect(ids(first).isDisjoint(with: ids(second)))
    let used = Set(first.matches(of: /href="#([^"]+)"/).map { String($0.1) })
    #expect(!used.isEmpty && used.isSubset(of: ids(first)))
  }

  @Test func `the bytes do not depend on what was drawn before`() throws {
    let before = try chart.svg()
    _ = try Chart { LineMark(y: [3.0, 1]) }.xAxis(#"$\Xi \psi$ unseen glyphs"#).svg()
    #expect(try chart.svg() == before)
  }

  @Test func `all ids begin with a given prefix, and no text is taken for one`() throws {
    let odd = Chart("\u{1} & <b>") {
      PointMark(x: [0, 1], y: [0, 1]).foregroundStyle(mixing: [[1, 1], [1, 0]])
    }
    let svg = try Figure(odd.xAxis("\u{1}")).displayList(metrics: tableMetrics).svg(idPrefix: "p-1")
    #expect(!ids(svg).isEmpty && ids(svg).allSatisfy { $0.hasPrefix("p-1-") })
    #expect(svg.contains(">\u{1} &amp; &lt;b&gt;</title>"))
    #expect(svg.contains("class=\"p-1-m0\"") && svg.contains(".p-1-m0{"))
    #expect(svg.hasPrefix("<svg "))
  }

  @Test func `the figure's formats come from one layout`() throws {
    let list = try Figure(chart).displayList()
    #expect(try list.svg() == chart.svg() && list.png(dpi: 72) == chart.png(dpi: 72))
    #expect(try list.pdf() == chart.pdf())
  }

  @Test func `it says what it is`() throws {
    let svg = try chart.svg()
    #expect(svg.contains("role=\"img\""))
    #expect(svg.contains(">Growth</title>"))
    #expect(svg.contains("count &amp; more against n"))
    #expect(svg.contains("data-series=\"n^2\""))
  }

  @Test func `on request text is text, of the words as they are read`() throws {
    let svg = try chart.svg(lettering: .live)
    #expect(!svg.contains("<use") && !svg.contains("<defs>"))
    #expect(svg.contains(">Growth</tspan>") && svg.contains(">count &amp; more</tspan>"))
    #expect(svg.contains("font-family=\"KaTeX_Math,serif\" font-style=\"italic\">n</tspan>"))
    #expect(svg.matches(of: /<text\b/).count == svg.matches(of: /[<]\/text>/).count)
  }

  @Test func `it follows the page in the report theme only`() throws {
    #expect(try chart.svg().contains("var(--series-1,#0072b2)"))
    #expect(try !Figure(chart, theme: .print).svg().contains("var("))
  }

  @Test func `coordinates have at most two decimals`() throws {
    let svg = try chart.svg()
    let paths = svg.matches(of: /\ d="([^"]+)"/)
    #expect(!paths.isEmpty)
    #expect(paths.allSatisfy { $0.1.firstMatch(of: /\.[0-9]{3}/) == nil })
  }
}
