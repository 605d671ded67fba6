import Testing

@testable import Plotting

struct TrailingAxisTests {
  private let chart = Chart {
    BarMark(x: ["a", "b"], y: [100.0, 50]).label("rain")
    LineMark(x: ["a", "b"], y: [-3.0, 20]).label("temperature").yAxis(.trailing)
  }
  .yAxis("mm").trailingYAxis("°C")

  private func layout(_ chart: Chart) throws -> ChartLayout {
    try ChartLayout(
      ChartPlan(chart, theme: .report), plot: Rect(x: 0, y: 0, width: 200, height: 100),
      theme: .report, typesetter: LabelTypesetter(metrics: testMetrics))
  }

  @Test func `each axis has the domain of its own marks`() throws {
    let layout = try layout(chart)
    #expect(layout.y.scale.domain.lowerBound == 0 && layout.y.scale.domain.upperBound < 120)
    let trailing = try #require(layout.secondaryY)
    #expect(trailing.scale.domain.contains(-3) && trailing.scale.domain.upperBound < 25)
    #expect(trailing.ticks.major.count > 1)
  }

  @Test func `marks are drawn on the scale of their axis`() throws {
    let layout = try self.layout(chart.trailingYAxis(domain: -10...30).yAxis(domain: 0...100))
    guard case .group(let group) = layout.marks[1], case .path(let path, _, _)? = group.items.first,
      let bounds = path.bounds
    else {
      Issue.record("no line")
      return
    }
    #expect(abs(bounds.maxY - 82.5) < 1e-9 && abs(bounds.minY - 25) < 1e-9)
    let logarithmic = try self.layout(chart.trailingYAxis(scale: .log))
    #expect(logarithmic.plan.survey.notices == [.notPositive(mark: "line", count: 1)])
    let turned = try self.layout(chart.trailingYAxis(domain: -10...30, reversed: true))
    #expect(try #require(turned.secondaryY).scale.position(-10) == 0)
  }

  @Test func `labels of both axes have the colors of their data`() throws {
    let plan = try ChartPlan(chart, theme: .report)
    #expect(plan.paint(of: .leading) == .series(1) && plan.paint(of: .trailing) == .series(2))
    let one = try ChartPlan(Chart { LineMark(y: [0.0, 1]) }, theme: .report)
    #expect(one.paint(of: .leading) == .ink && one.trailing == nil)
  }

  @Test func `readers of values find the marks of each axis with its scale`() throws {
    let json = try Figure(chart).displayList(metrics: testMetrics).json()
    #expect(json.matches(of: /"label":"mm"/).count == 1)
    #expect(json.matches(of: /"label":"°C"/).count == 1)
    #expect(chart.draftedDescription.contains("; °C -"))
  }

  @Test func `bars of different axes do not add up`() throws {
    let chart = Chart {
      BarMark(x: ["a"], y: [1.0])
      BarMark(x: ["a"], y: [1000.0]).yAxis(.trailing)
      BarMark(x: ["a"], y: [2.0])
    }.bars(.stacked)
    let plan = try ChartPlan(chart, theme: .report)
    let bars = (0..<3).map { plan.survey.arrangedBars(of: $0)[0] }
    #expect(bars.map(\.start) == [0, 0, 1] && bars.map(\.end) == [1, 1000, 3])
    #expect(bars[0].right <= bars[1].left && bars[0].left == bars[2].left)
  }

  @Test func `bars that begin away from zero say so on their own axis`() throws {
    let list = try Figure(
      Chart {
        LineMark(x: ["a", "b"], y: [1.0, 2])
        BarMark(x: ["a", "b"], y: [60.0, 55]).yAxis(.trailing)
      }.trailingYAxis(domain: 50...60)
    ).displayList(metrics: testMetrics)
    #expect(list.notices == [.barsCutOff(axis: "y2")])
  }

  @Test func `another unit gives way, and names have no second axis`() throws {
    let both = try Figure(chart.secondaryYAxis("inch", multiplier: 0.04))
      .displayList(metrics: testMetrics)
    #expect(both.notices == [.secondaryAxisLeftOut(axis: "y")])
    let names = Chart {
      BarMark(x: [1.0, 2], y: ["a", "b"])
      LineMark(x: [1.0, 2], y: ["a", "b"]).yAxis(.trailing)
    }
    #expect(throws: PlottingError.mixedAxis("y")) {
      try Figure(names).displayList(metrics: testMetrics)
    }
  }

  @Test func `shared axes share both`() throws {
    let figure = try Figure {
      Row {
        chart
        Chart {
          BarMark(x: ["a"], y: [500.0])
          LineMark(x: ["a", "b"], y: [0.0, 90]).yAxis(.trailing)
        }
      }
    }.sharedAxes()
    let domains = figure.charts.map { $0.trailingY?.domain }
    #expect(domains[0] == domains[1] && domains[0]?.upperBound ?? 0 >= 90)
    #expect(domains[0]?.contains(-3) == true)
  }
}
