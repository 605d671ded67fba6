import Testing

@testable import Plotting

struct SeriesMarkTests {
  private let species = ["b", "a", "b", "c"]

  private func plan(_ chart: Chart) throws -> ChartPlan { try ChartPlan(chart, theme: .report) }

  @Test func `each name is a series, in the order of first appearance, with a color of its own`()
    throws
  {
    let chart = Chart {
      PointMark(x: [0.0, 1, 2, 3], y: [3.0, 2, 1, 0]).foregroundStyle(by: species).opacity(0.5)
      LineMark(x: [0.0, 1], y: [1.0, 1]).foregroundStyle(by: ["c", "c"])
    }
    let plan = try plan(chart)
    #expect(plan.legend.map(\.label) == ["b", "a", "c"])
    #expect(plan.styles.map(\.paint) == [.series(1), .series(2), .series(3), .series(3)])
    #expect(plan.styles.prefix(3).allSatisfy { $0.opacity == 0.5 })
    let columns = plan.chart.marks.map { $0.data(in: plan.survey).columns }
    #expect(columns[0].map(\.values) == [.numbers([0, 2]), .numbers([3, 1])])
    #expect(columns[3].map(\.values) == [.numbers([0, 1]), .numbers([1, 1])])
  }

  @Test func `symbols follow names too, alone or together with colors`() throws {
    let points = PointMark(x: [0.0, 1, 2, 3], y: [3.0, 2, 1, 0])
    let both = try plan(
      Chart { points.foregroundStyle(by: species).symbol(by: species) })
    #expect(both.styles.map(\.symbol) == [.circle, .square, .triangle])
    #expect(both.legend.map(\.label) == ["b", "a", "c"])
    let symbols = try plan(Chart { points.symbol(by: species) })
    #expect(Set(symbols.styles.map(\.paint)) == [.series(1)])
    let crossed = try plan(
      Chart { points.foregroundStyle(by: species).symbol(by: ["m", "m", "f", "f"]) })
    #expect(crossed.legend.map(\.label) == ["b, m", "a, m", "b, f", "c, f"])
    #expect(
      crossed.styles.map(\.paint) == [.series(1), .series(2), .series(1), .series(3)])
  }

  @Test func `points with symbols by name keep the colors of their numbers, on one color bar`()
    throws
  {
    let points = PointMark(x: [0.0, 1, 2, 3], y: [3.0, 2, 1, 0])
    let numbers = [10.0, 20, 30, 40]
    let plan = try plan(Chart { points.foregroundStyle(by: numbers).symbol(by: species) })
    let whole = try #require(points.foregroundStyle(by: numbers).paints)
    let marks = plan.chart.marks.compactMap { $0 as? PointMark }
    #expect(marks.map(\.paints) == [[whole[0], whole[2]], [whole[1]], [whole[3]]])
    #expect(plan.colorKey?.domain == 10...40)
    // The last of two kinds of color counts.
    let named = points.foregroundStyle(by: numbers).foregroundStyle(by: species)
    #expect(try named.series().allSatisfy { $0.paints == nil })
    #expect(try named.foregroundStyle(by: numbers).series().count == 1)
  }

  @Test func `names of another count are an error of the mark`() {
    let chart = Chart { BarMark(x: ["u", "v"], y: [1, 2]).foregroundStyle(by: ["a"]) }
    #expect(throws: PlottingError.unequalColumns(mark: "bar", lengths: [2, 1])) { try plan(chart) }
  }

  private func bars(_ chart: Chart) throws -> [[ArrangedBar]] {
    let plan = try plan(chart)
    return plan.chart.marks.indices.map { plan.survey.arrangedBars(of: $0) }
  }

  @Test func `bars of one place add up, those of several marks are side by side`() throws {
    let twice = try bars(Chart { BarMark(x: ["a", "a", "b", "a"], y: [1, 2, 3, -1]) })
    #expect(twice[0].map(\.start) == [0, 1, 0, 0] && twice[0].map(\.end) == [1, 3, 3, -1])
    let mark = BarMark(x: ["a", "a", "b"], y: [1, 2, 3]).foregroundStyle(by: ["u", "v", "v"])
    let series = try bars(Chart { mark })
    #expect(series.map { $0.map(\.start) } == [[0], [1, 0]])
    #expect(series[0][0].left == -0.4 && series[0][0].right == 0.4)
    let grouped = try bars(Chart { mark }.bars(.grouped))
    #expect(grouped.map { $0.map(\.start) } == [[0], [0, 0]])
    #expect(grouped[0][0].right == 0 && grouped[1][0].left == 0)
    let pair = try bars(
      Chart {
        mark
        BarMark(x: ["a"], y: [5])
      })
    #expect(pair[0][0].right == 0 && pair[1][0].right == 0 && pair[2][0].left == 0)
    let overlaid = try bars(Chart { mark }.bars(.overlaid))
    #expect(overlaid.map { $0.map(\.start) } == [[0], [0, 0]])
    #expect(overlaid[1][0].left == -0.4)
  }

  @Test func `bars that overlap are painted one by one, so that none is erased`() throws {
    let wide = Chart { BarMark(x: [0.0, 1], y: [2, 2], width: 1.5) }
    let list = try Figure(wide).displayList(metrics: testMetrics)
    #expect(list.outline.matches(of: /fill series\(1\)/).count == 2)
    let stacked = Chart { BarMark(x: ["a", "a"], y: [1, 2]) }
    let one = try Figure(stacked).displayList(metrics: testMetrics)
    #expect(one.outline.matches(of: /fill series\(1\)/).count == 1)
  }

  @Test func `areas of series are stacked at the places of all of them`() throws {
    let area = AreaMark(x: [0.0, 2, 0, 1, 2], y: [1.0, 3, 1, 1, 1])
      .foregroundStyle(by: ["a", "a", "b", "b", "b"])
    let plan = try plan(Chart { area })
    let columns = plan.chart.marks.map { $0.data(in: plan.survey).columns.map(\.values) }
    #expect(columns[0] == [.numbers([0, 1, 2]), .numbers([0, 0, 0]), .numbers([1, 2, 3])])
    #expect(columns[1] == [.numbers([0, 1, 2]), .numbers([1, 2, 3]), .numbers([2, 3, 4])])
    let apart = try self.plan(Chart { area.overlaid() })
    #expect(apart.yReach == 0...3)
  }
}

/// A mark as an author would write it: its style, its data, and its shapes.
private struct CrosshairMark: Mark {
  var style = MarkStyle()
  let x: Double
  let y: Double

  func data(in survey: ChartSurvey) -> MarkData { MarkData().with("x", [x]).with("y", [y]) }

  func items(in plot: Plot) -> [DisplayItem] {
    let center = plot.point(x, y)
    let ends = [(-6.0, 0.0), (6, 0), (0, -6), (0, 6)].map { center + Point(x: $0, y: $1) }
    return plot.line([[ends[0], ends[1]], [ends[2], ends[3]]])
  }
}

/// A mark with nothing but what every mark must have.
private struct FrameMark: Mark {
  var style = MarkStyle()
  func items(in plot: Plot) -> [DisplayItem] {
    [.path(Path(plot.rect), fill: nil, stroke: plot.stroke())]
  }
}

struct CustomMarkTests {
  @Test func `a mark of a few lines has a color, a reach, a legend and rows in the table`() throws {
    let chart = Chart {
      CrosshairMark(x: 3, y: 40).label("here")
      FrameMark().foregroundStyle(.muted)
      LineMark(x: [0.0, 1], y: [0.0, 1])
    }
    let plan = try ChartPlan(chart, theme: .report)
    #expect(plan.styles.map(\.paint) == [.series(1), .muted, .series(2)])
    #expect(plan.xReach == 0...3 && plan.yReach == 0...40)
    #expect(plan.legend.map(\.label) == ["here"])
    let csv = String(decoding: try Figure(chart).csv(), as: UTF8.self)
    #expect(csv.hasPrefix("mark,series,x,y\r\ncrosshair,here,3,40\r\n"))
    #expect(chart.draftedDescription.hasPrefix("Chart with crosshair, frame, line of y against x"))
  }
}
