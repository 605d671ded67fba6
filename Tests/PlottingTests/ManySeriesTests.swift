import Testing

@testable import Plotting

/// More series, decades, panels and names than a figure has comfortable room for.
struct ManySeriesTests {
  private func flattened(_ items: [DisplayItem]) -> [DisplayItem] {
    items.flatMap { item in
      if case .group(let group) = item { flattened(group.items) } else { [item] }
    }
  }

  private func shapes(_ figure: Figure) throws -> [DisplayItem] {
    flattened(try figure.displayList(metrics: testMetrics).items)
  }

  private func texts(_ figure: Figure) throws -> [String] {
    try shapes(figure).compactMap { if case .text(let run) = $0 { run.box.plainText } else { nil } }
  }

  private func ticks(_ axis: Axis, _ domain: ClosedRange<Double>, length: Double) throws -> Ticks {
    try TickPlacement(
      typesetter: LabelTypesetter(metrics: testMetrics), labelSize: 8.5, direction: .vertical
    ).ticks(
      for: axis,
      on: PositionScale(scale: axis.scale, domain: domain, start: length, end: 0), categories: [])
  }

  @Test func `lines are dashed where the colors of the palette start again`() throws {
    let chart = Chart { for k in 0..<17 { LineMark(y: [0, Double(k)]).label("\(k)") } }
    let styles = try ChartPlan(chart, theme: .report).styles
    let count = Theme.report.palette.colors.count
    #expect(styles.prefix(count).allSatisfy { $0.dash.isEmpty })
    for (index, style) in styles.enumerated().dropFirst(count) {
      #expect(style.dash != styles[index - count].dash)
    }
    let own = Chart { LineMark(y: [0, 1]).foregroundStyle(.series(9)).lineStyle(dash: [1, 1]) }
    let plan = try ChartPlan(own, theme: .report)
    #expect(plan.styles[0].dash == [1, 1])
  }

  @Test func `points take other symbols where the colors of the palette start again`() throws {
    let chart = Chart { for k in 0..<17 { PointMark(x: [0], y: [Double(k)]) } }
    let styles = try ChartPlan(chart, theme: .report).styles
    let looks = Set(
      styles.map {
        "\(Theme.report.color(of: $0.paint)) \($0.symbol ?? .circle)"
      })
    #expect(looks.count == 17)
  }

  @Test func `a long legend beside the plot has several columns`() throws {
    let chart = Chart { for k in 0..<20 { LineMark(y: [0, Double(k)]).label("series \(k)") } }
    let texts = try texts(Figure(chart.legend(.trailing), height: .points(190)))
    #expect(texts.filter { $0.hasPrefix("series") }.count == 20)
  }

  @Test func `names are joined to the ends of their lines on a category axis`() throws {
    let chart = Chart { LineMark(x: ["a", "b"], y: [1, 2]).label("rise") }.legend(.direct)
    let strokes = try shapes(Figure(chart)).compactMap { item -> Path? in
      if case .path(let path, nil, let stroke?) = item, stroke.paint == .series(1) {
        path
      } else {
        nil
      }
    }
    let line = try #require(strokes.first?.segments.last?.end)
    let leader = try #require(strokes.last?.segments.first)
    #expect(strokes.count == 2 && leader.start.x - line.x < 6 && leader.start.y == line.y)
  }

  @Test func `hundreds of decades have round powers and no solid bar of ticks`() throws {
    let wide = try ticks(Axis(scale: .log), 1e-300...1e300, length: 180)
    let powers = wide.major.map(\.value)
    #expect(wide.minor.isEmpty && powers.count >= 5 && powers.contains(1))
    let few = try ticks(Axis(scale: .log), 1...1e5, length: 100)
    #expect(few.minor.contains(2))
  }

  @Test func `chosen ticks of a logarithmic axis have the decimals that each needs`() throws {
    let axis = Axis(scale: .log, ticks: .values([0.1, 1, 100]))
    let labels = try ticks(axis, 0.1...100, length: 200).major.map(\.label.plainText)
    #expect(labels == ["0.1", "1", "100"])
  }

  @Test func `an axis as long as a poster has no more than a dozen or so labels`() throws {
    let long = try ticks(Axis(), 1...4, length: 900)
    #expect(long.major.count > 5 && long.major.count <= 16)
  }

  @Test func `a table of names with equal aspect has square cells and an axis no longer than it`()
    throws
  {
    let mark = HeatMapMark(columns: ["a", "b"], rows: ["c", "d"], values: [[1, 2], [3, 4]])
    let boxes = try shapes(Figure(Chart { mark.withoutColorBar() }.equalAspect())).compactMap {
      item -> Rect? in
      if case .path(let path, let fill?, nil) = item, case .color = fill.paint {
        path.bounds
      } else {
        nil
      }
    }
    #expect(boxes.count == 4)
    for box in boxes { #expect(abs(box.width - box.height) < 1e-9) }
    let plan = try ChartPlan(Chart { mark }.equalAspect(), theme: .report)
    let layout = try ChartLayout(
      plan, plot: Rect(x: 0, y: 0, width: 300, height: 100), theme: .report,
      typesetter: LabelTypesetter(metrics: testMetrics))
    #expect(layout.plot == Rect(x: 100, y: 0, width: 100, height: 100))
  }

  @Test func `three of thirty panels are described`() {
    let charts = (0..<30).map { Chart("facet \($0)") { LineMark(y: [0, 1]) } }
    let text = Figure.joined(charts.map(\.draftedDescription))
    #expect(text.contains("Panel 3: facet 2") && text.hasSuffix("And 27 more."))
    #expect(!text.contains("facet 3"))
  }
}
