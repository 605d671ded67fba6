import Plotting
import Testing

@testable import Notebook

struct FigureFilesTests {
  private let chart = Chart { LineMark(x: [0.0, 1], y: [0, 1]).label("a < b") }

  @Test func `a figure is drawn in all formats, with a prefix on its ids`() throws {
    let drawn = try Figure(chart).files(idPrefix: "figure-svg-a-1-1")
    #expect(drawn.files.map(\.format) == ["svg", "png", "pdf", "csv", "json"])
    let svg = String(decoding: drawn.files[0].bytes, as: UTF8.self)
    #expect(svg.contains("id=\"figure-svg-a-1-1-title\""))
    let json = String(decoding: drawn.files[4].bytes, as: UTF8.self)
    #expect(json.contains("\"series\":\"a \\u003c b\"") && !json.contains("<"))
  }

  @Test func `steps are drawn in all formats and have names`() throws {
    let steps = try Steps(1...2, names: ["one", "two"]) { n in
      Figure(Chart { LineMark(x: [0.0, 1], y: [0, Double(n)]) })
    }
    let drawn = try steps.files(idPrefix: "p")
    #expect(drawn.files.map(\.format) == ["svg", "png", "pdf", "apng", "gif", "csv", "json"])
    #expect(drawn.steps == ["one", "two"])
  }

  @Test func `no two figures of a page have the same prefix`() {
    let places =
      [("a", 1, 1), ("a", 1, 2), ("a", 11, 1), ("a-1", 1, 1), ("a.b", 1, 1), ("a-b", 1, 1)]
      + [("a_b", 1, 1), ("a_2eb", 1, 1), ("é", 1, 1), ("e", 1, 1)]
    let prefixes = places.map { figureIDPrefix(chapter: $0.0, cell: $0.1, figure: $0.2) }
    #expect(Set(prefixes).count == places.count)
    #expect(prefixes[0] == "figure-svg-a-1-1")
    #expect(prefixes.allSatisfy { $0.wholeMatch(of: /figure-svg-[A-Za-z0-9_-]+/) != nil })
  }
}
