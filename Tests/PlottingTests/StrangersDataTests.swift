import Testing

@testable import Plotting

/// Figures of data as they come, each with its right picture.
struct StrangersDataTests {
  private func list(_ chart: Chart) throws -> DisplayList {
    try Figure(chart).displayList(metrics: testMetrics)
  }

  /// The layout of a chart in a plot of 200 × 100 points.
  private func layout(_ chart: Chart) throws -> ChartLayout {
    try ChartLayout(
      ChartPlan(chart, theme: .report), plot: Rect(x: 0, y: 0, width: 200, height: 100),
      theme: .report, typesetter: LabelTypesetter(metrics: testMetrics))
  }

  /// The bounds of all paths of the marks.
  private func paths(_ items: [DisplayItem]) -> [Rect] {
    items.flatMap { item -> [Rect] in
      switch item {
      case .path(let path, _, _): [path.bounds].compactMap { $0 }
      case .group(let group): paths(group.items)
      default: []
      }
    }
  }

  @Test func `bars on a logarithmic axis begin at its lower end`() throws {
    let layout = try layout(Chart { BarMark(x: ["a", "b"], y: [1, 1000]) }.yAxis(scale: .log))
    let bounds = try #require(paths(layout.marks).first)
    #expect(bounds.maxY == 100)
    #expect(abs(bounds.minY - layout.y.scale.position(1000)) < 1e-9)
    let lying = try self.layout(Chart { BarMark(x: [1, 1000], y: ["a", "b"]) }.xAxis(scale: .log))
    #expect(try #require(paths(lying.marks).first).minX == 0)
  }

  @Test func `a rule at zero of a logarithmic axis is left out with a notice`() throws {
    let list = try list(
      Chart {
        LineMark(x: 0...2, y: [1.0, 10, 100])
        RuleMark(y: 0)
      }.yAxis(scale: .log))
    #expect(list.notices == [.notPositive(mark: "rule", count: 1)])
    let part = try layout(Chart { RuleMark(x: 1, yStart: 0, yEnd: 50) }.yAxis(scale: .log))
    let bounds = try #require(paths(part.marks).first)
    #expect(bounds.maxY == 100 && abs(bounds.minY - part.y.scale.position(50)) < 1e-9)
  }

  @Test func `bins at zero begin at the end of a logarithmic axis`() throws {
    let layout = try layout(
      Chart { HistogramMark([0, 1, 2, 3, 10, 100], bins: .edges([0, 1, 10, 100])) }
        .xAxis(scale: .log))
    #expect(paths(layout.marks).allSatisfy { $0.minX >= 0 && $0.maxX <= 200 })
    #expect(try #require(paths(layout.marks).first).minX == 0)
  }

  @Test(arguments: [(1.0, 1e-13), (0.1, 1e-14), (1e14, 2.0), (-1e15, 0.25), (7e12, 1e-3)])
  func `an axis that begins near a round number has it as its offset`(start: Double, step: Double)
    throws
  {
    let domain = (start - 0.1 * step)...(start + 3.1 * step)
    let offset = try #require(AxisOffset(of: domain))
    #expect(offset.value == start)
    #expect(abs(offset.rest.lowerBound) <= 0.2 * step + start.ulp)
  }

  @Test func `samples in bins wholly below a logarithmic axis are counted in a notice`() throws {
    let samples = [-3.0, 0, 1, 2, 3, 10]
    for (bins, count) in [(Binning.width(2), 1), (.automatic, 2), (.edges([0, 5, 20]), 1)] {
      let list = try list(Chart { HistogramMark(samples, bins: bins) }.xAxis(scale: .log))
      #expect(list.notices == [.notPositive(mark: "histogram", count: count)])
    }
  }

  @Test func `bars at places that are not numbers are left out with a notice`() throws {
    let list = try list(Chart { BarMark(x: [.nan, 1, .nan], y: [0.5, .nan, 2]) })
    #expect(list.notices == [.missingValues(mark: "bar", count: 3)])
  }

  @Test func `an error bar through zero keeps its upper half, with one cap`() throws {
    let layout = try layout(
      Chart { ErrorBarMark(x: ["a"], y: [1.0], error: [2.0]) }.yAxis(scale: .log))
    let bounds = try #require(paths(layout.marks).first)
    #expect(bounds.maxY == 100 && abs(bounds.minY - layout.y.scale.position(3)) < 1e-9)
    guard case .group(let group) = layout.marks[0], case .path(let path, _, _) = group.items[0]
    else {
      Issue.record("no path")
      return
    }
    #expect(path.elements.count == 4)
  }

  @Test func `one decade of x is as long as one of y`() throws {
    let chart = Chart { LineMark(x: [1.0, 10, 100], y: [1.0, 10, 1000]) }
      .xAxis(scale: .log).yAxis(scale: .log).equalAspect()
    let layout = try layout(chart)
    func decade(_ scale: PositionScale) -> Double {
      abs(scale.position(100) - scale.position(10))
    }
    #expect(abs(decade(layout.x.scale) - decade(layout.y.scale)) < 1e-9)
  }

  @Test func `edges that are equal count once, and edges that are not numbers are an error`() throws
  {
    let mark = HistogramMark(
      [0, 0, 0, 1, 2, 5], bins: .edges([0, 0, 1, 5]), normalization: .density)
    let plan = try ChartPlan(Chart { mark }, theme: .report)
    let (edges, heights) = mark.bins(in: plan.survey)
    #expect(edges == [0, 1, 5] && heights == [0.5, 0.125])
    let error = #expect(throws: PlottingError.self) {
      try list(Chart { HistogramMark([1, 2], bins: .edges([0, .nan, 3])) })
    }
    guard case .invalidParameter("histogram", "edges", let value)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(value.isNaN)
  }

  @Test func `bins of a decimal width have the edges as they are written`() {
    let values = (0...20).map { Double($0) / 10 }
    let binning = Binning.width(0.1)
    let edges = binning.edges(for: values)
    #expect(edges == (0...21).map { Double($0) / 10 })
    #expect(histogramCounts(of: values, edges: edges) == Array(repeating: 1, count: 21))
    #expect(Binning.width(0.25).edges(for: [0.3, 0.9]) == [0.25, 0.5, 0.75, 1])
    #expect(Binning.width(3).edges(for: [-4, 5]) == [-6, -3, 0, 3, 6])
    #expect(Binning.width(0.3).edges(for: [0.3, 0.8]) == [0.3, 0.6, 0.9])
  }

  @Test func `weights count samples more or less than once`() throws {
    let mark = HistogramMark(
      [0.5, 1.5, 1.6, .nan], weights: [2, 0.5, 0.5, 9], bins: .edges([0, 1, 2]),
      normalization: .probability)
    let plan = try ChartPlan(Chart { mark }, theme: .report)
    let heights = mark.bins(in: plan.survey).heights
    #expect(abs(heights[0] - 2 / 3) < 1e-15 && abs(heights[1] - 1 / 3) < 1e-15)
    #expect(throws: PlottingError.unequalColumns(mark: "histogram", lengths: [2, 1])) {
      try list(Chart { HistogramMark([1, 2], weights: [1]) })
    }
  }

  @Test(arguments: [0.1, 0.33333334, 1_929_245_168.06679, 7, 0, -2.5])
  func `equal samples have one bump of R's width`(_ value: Double) {
    let estimate = KernelDensity(Array(repeating: value, count: 10))
    // bw.nrd0 of R: 0.9 · |x₁| · n^(−1/5), of 1 where x₁ is 0.
    let expected = 0.9 * (value == 0 ? 1 : abs(value)) / 1.584893192461113
    #expect(abs(estimate.bandwidth - expected) < 1e-9 * expected)
    #expect(estimate.usesFallback)
  }

  @Test func `an axis far from zero shows what is beyond an offset, and all its points`() throws {
    for (base, step) in [(1e15, 0.25), (1e14, 2), (1e16, 2), (-1e15, 0.25), (1.5e12, 1e-3)] {
      let ys = [0, 1, 2, 4].map { base + $0 * step }
      let chart = Chart { PointMark(x: [0.0, 1, 2, 3], y: ys) }.yAxis("height")
      let layout = try layout(chart)
      #expect(layout.y.ticks.major.count >= 2, "\(base)")
      #expect(layout.y.ticks.major.allSatisfy { $0.label.plainText.hasPrefix("+") })
      let points = layout.marks.flatMap { item -> [Point] in
        guard case .group(let group) = item, case .markers(let markers)? = group.items.first
        else { return [] }
        return markers.centers
      }
      #expect(points.count == 4, "\(base)")
      let words = layout.y.label.map(\.plainText).joined()
      #expect(words.contains("height") && words.contains("10"), "\(words)")
    }
    #expect(AxisOffset(of: 1e15...(1e15 + 1))?.label == "$+10^{15}$")
    #expect(AxisOffset(of: 0...1) == nil && AxisOffset(of: 1e8...(1e8 + 10)) == nil)
  }

  @Test func `bars whose axis begins away from zero say so`() throws {
    let chart = Chart { BarMark(x: ["a", "b"], y: [52, 57]) }.yAxis(domain: 50...60)
    #expect(try list(chart).notices == [.barsCutOff(axis: "y")])
    let whole = try layout(chart.yAxis(domain: 0...60))
    let cut = try layout(chart)
    func strokes(_ layout: ChartLayout) -> Int {
      guard case .group(let group)? = layout.y.group(), case .path(let path, _, _) = group.items[0]
      else { return 0 }
      return path.elements.count - 2 * layout.y.ticks.major.count
    }
    #expect(strokes(cut) == strokes(whole) + 4)
    #expect(try layout(chart.yAxis(scale: .log, domain: 50...60)).plan.cutOffAxes.isEmpty)
  }

  @Test func `a function's narrow peak is as high as it is`() throws {
    let mark = FunctionMark(over: -40...40) { x in
      exp(-(x - 3) * (x - 3) / (2 * 0.03 * 0.03))
    }
    let plan = try ChartPlan(Chart { mark }, theme: .report)
    #expect(abs(try #require(plan.yReach).upperBound - 1) < 0.005)
    guard case .numbers(let xs)? = mark.data(in: plan.survey).columns.first?.values else { return }
    #expect(xs.count < 400)
  }

  @Test func `a legend of many names leaves the plots most of the height`() throws {
    let figure = Figure(height: .inches(2.6)) {
      Row {
        Chart {
          for k in 0..<9 {
            LineMark(y: [Double(k), Double(k * k % 5), 3]).label("series \(k) with a name")
          }
        }
        Chart { LineMark(x: 0...2, y: [1.0, 2, 3]) }
      }
    }
    let list = try figure.displayList(metrics: testMetrics)
    for case .group(let chart) in list.items {
      for case .group(let plot) in chart.items where plot.role == .plot {
        let axes = try #require(plot.axes)
        #expect(axes.y.scale.start - axes.y.scale.end > 0.5 * list.size.height)
      }
    }
  }

  @Test func `names too long for a legend lose their middle, and their groups say them whole`()
    throws
  {
    let names = ["a", "b"].map { String(repeating: "verylongname", count: 20) + $0 }
    let list = try list(
      Chart { for name in names { LineMark(y: [1, 2]).label(name) } }.legend(.trailing))
    func entries(_ items: [DisplayItem]) -> [DisplayGroup] {
      items.flatMap { item -> [DisplayGroup] in
        guard case .group(let group) = item else { return [] }
        return group.role == .legendEntry ? [group] : entries(group.items)
      }
    }
    let found = entries(list.items)
    #expect(found.map(\.series) == names && found.map(\.title) == names)
    #expect(list.outline.matches(of: /text "very[a-z]*…/).count == 2)
    for end in ["a", "b"] {
      #expect(list.outline.contains("name\(end)\" ["))
    }
  }

  @Test func `levels closer than any axis can part have a color bar of numbers`() throws {
    let field = ScalarField(x: [0, 1], y: [0, 1], values: [-1, 0, 0, 1])
    let levels = ContourMark.Levels.values([0, .leastNonzeroMagnitude])
    let chart = Chart { ContourMark(field, levels: levels, filled: true).colorBar("height") }
    let key = try #require(ChartPlan(chart, theme: .report).colorKey)
    #expect(key.steps == [0, .leastNonzeroMagnitude, 1])
    let scale = PositionScale(
      scale: .linear, domain: 0...Double.leastNonzeroMagnitude, start: 0, end: 100)
    #expect(scale.position(0) == 0)
  }

  @Test func `coordinates beyond every axis are left out with a notice`() throws {
    let list = try list(Chart { PointMark(x: [0.0, 1, 2], y: [0, 1e308, 1]) })
    #expect(list.notices == [.beyondRange(mark: "point", count: 1)])
  }

  @Test func `a field without a value for each place is an error`() {
    let field = ScalarField(x: [0, 1], y: [0, 1], values: [1, 2, 3])
    for chart in [Chart { ContourMark(field) }, Chart { HeatMapMark(field) }] {
      #expect(throws: PlottingError.self) { try list(chart) }
    }
  }
}
