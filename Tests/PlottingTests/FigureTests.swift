import TestSupport
import Testing

@testable import Plotting

struct FigureTests {
  private let xs = (0...20).map { Double($0) / 2 }

  private var figure: Figure {
    Figure(width: .inches(6), height: .inches(3)) {
      Row {
        Chart("Parabola") {
          AreaMark(x: xs, y: xs.map { $0 * $0 }).foregroundStyle(.series(1)).opacity(0.15)
          LineMark(x: xs, y: xs.map { $0 * $0 }).label("$x^2$")
          PointMark(x: xs, y: xs.map { 100 - $0 }).label("points").symbol(.square)
          RuleMark(x: 5).lineStyle(dash: [4, 3])
        }
        .xAxis("$x$").yAxis(#"$f(x \mid \theta)$"#).legend(.bottom)
        Chart {
          HistogramMark([1, 2, 2, 3, 3, 3, 4, 4, 5], bins: .count(4)).label("a")
          HistogramMark([2, 3, 4, 4, 4, 5], bins: .count(4)).label("b")
        }
        .xAxis("value").legend(.inside(.topLeading))
      }
    }
  }

  @Test func `two panels`() throws {
    expectGolden(try figure.displayList(metrics: testMetrics).outline, named: "two-panels.txt")
  }

  @Test func `the same figure twice is the same list`() throws {
    #expect(
      try figure.displayList(metrics: testMetrics) == figure.displayList(metrics: testMetrics))
  }

  @Test func `plots of a row line up`() throws {
    let list = try figure.displayList(metrics: testMetrics)
    let bottoms = list.items.compactMap { item -> Double? in
      guard case .group(let chart) = item else { return nil }
      for case .group(let axis) in chart.items where axis.role == .axis && axis.kind == "x" {
        if case .path(let path, _, _)? = axis.items.first { return path.bounds?.minY }
      }
      return nil
    }
    #expect(bottoms.count == 2 && bottoms[0] == bottoms[1])
  }

  @Test func `unequal columns are an error with their lengths`() {
    let chart = Chart { LineMark(x: [1.0, 2, 3], y: [1.0, 2]) }
    #expect(throws: PlottingError.unequalColumns(mark: "line", lengths: [3, 2])) {
      try Figure(chart).displayList(metrics: testMetrics)
    }
  }

  @Test func `names and numbers do not mix on an axis`() {
    let chart = Chart {
      BarMark(x: ["a", "b"], y: [1, 2])
      LineMark(x: [1.0, 2], y: [1.0, 2])
    }
    #expect(throws: PlottingError.mixedAxis("x")) {
      try Figure(chart).displayList(metrics: testMetrics)
    }
  }

  @Test func `a figure without room for its data is an error`() {
    let chart = Chart("Title") { LineMark(y: [1.0, 2]) }
    #expect(throws: PlottingError.self) {
      try Figure(chart, width: .points(40), height: .points(30)).displayList(metrics: testMetrics)
    }
  }

  @Test func `a value that is not a number is a gap and is counted`() throws {
    let chart = Chart { LineMark(x: [0.0, 1, 2, 3, 4], y: [0, 1, .nan, 1, 0]) }
    let list = try Figure(chart).displayList(metrics: testMetrics)
    #expect(list.notices == [.missingValues(mark: "line", count: 1)])
    #expect(list.outline.contains("path 4 elements"))
  }

  @Test func `a break that was put into a line is none to speak of`() throws {
    let chart = Chart { LineMark(x: [0.0, 1, .nan, 3, 4], y: [0, 1, .nan, 1, 0]) }
    let list = try Figure(chart).displayList(metrics: testMetrics)
    #expect(list.notices == [])
    #expect(list.outline.contains("path 4 elements"))
  }

  @Test func `empty data give empty axes`() throws {
    let list = try Figure(Chart { LineMark(y: [Double]()) }).displayList(metrics: testMetrics)
    #expect(list.outline.contains("text \"0.0\""))
  }

  @Test func `descriptions name kinds, labels, ranges and series`() {
    let chart = Chart { LineMark(x: 0...40, y: (0...40).map(Double.init)).label("fit") }
      .xAxis("iteration").yAxis(#"$\log p(X \mid \theta)$"#)
    #expect(
      chart.draftedDescription
        == "Line chart of log p(X ∣ θ) against iteration (0 to 40); log p(X ∣ θ) 0 to 40. Series: fit."
    )
  }

  @Test func `zero has no place on a logarithmic axis and is counted`() throws {
    let chart = Chart { PointMark(x: [1.0, 2, 3], y: [0.0, -5, 10]) }.yAxis(scale: .log)
    let list = try Figure(chart).displayList(metrics: testMetrics)
    #expect(list.notices == [.notPositive(mark: "point", count: 2)])
    #expect(list.outline.contains("markers circle × 1"))
  }

  @Test func `a logarithmic domain must be positive`() {
    let chart = Chart { LineMark(y: [1.0, 2]) }.yAxis(scale: .log, domain: 0...10)
    #expect(throws: PlottingError.invalidDomain(axis: "y", lower: 0, upper: 10)) {
      try Figure(chart).displayList(metrics: testMetrics)
    }
  }

  @Test func `coordinates of a hundred million give a picture on the sheet`() throws {
    let chart = Chart {
      LineMark(x: [-1e300, 0, 1e300], y: [-1e8, 0, 1e8])
      PointMark(x: [0.0, 1e8], y: [0.0, 1e8])
    }.xAxis(domain: -1...1).yAxis(domain: -1...1)
    let list = try Figure(chart).displayList(metrics: testMetrics)
    #expect(!list.outline.contains("e+") && !list.outline.contains("inf"))
  }
}
