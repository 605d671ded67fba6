import Testing

@testable import Plotting

struct TickNotationTests {
  private func labels(_ chart: Chart, axis: String) throws -> [String] {
    let figure = Figure(chart, width: .points(400), height: .points(260))
    return texts(try figure.displayList(metrics: testMetrics).items, inside: false, axis)
  }

  private func texts(_ items: [DisplayItem], inside: Bool, _ axis: String) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .text(let run): inside ? [run.box.plainText] : []
      case .group(let group):
        texts(group.items, inside: inside || (group.role == .axis && group.kind == axis), axis)
      default: []
      }
    }
  }

  private func chart(_ scale: Scale, _ domain: ClosedRange<Double>) -> Chart {
    Chart { PointMark(x: [1.0], y: [1.0]) }.yAxis(scale: scale, domain: domain)
  }

  @Test(arguments: [1e-7...1.0, 1e-5...1e-3, 0.01...1e9, 2e-6...3e-5])
  func `a logarithmic axis beyond 0.001 and 10 000 writes powers alone`(
    domain: ClosedRange<Double>
  ) throws {
    let labels = try labels(chart(.log, domain), axis: "y")
    #expect(labels.count > 1 && labels.allSatisfy { $0.contains("10^") }, "\(labels)")
  }

  @Test func `within them it writes plain numbers alone`() throws {
    let labels = try labels(chart(.log, 0.001...1e4), axis: "y")
    #expect(labels.count > 3 && labels.allSatisfy { !$0.contains("^") }, "\(labels)")
  }

  @Test func `a symmetric logarithm has one notation on both sides of zero`() throws {
    let labels = try labels(chart(.symmetricLog(threshold: 1), -1e6...1e6), axis: "y")
    #expect(labels.contains("0") && labels.filter { $0 != "0" }.allSatisfy { $0.contains("10^") })
    #expect(labels.count(where: { $0.hasPrefix("−") }) == (labels.count - 1) / 2)
  }

  @Test func `chosen values have one notation, and those without room lose their labels`() throws {
    let chart = Chart { PointMark(x: [0.0, 1], y: [0, 1]) }
      .xAxis(ticks: .values([0, 1e-5, 0.5, 1])).yAxis(ticks: .values([0, 1e-9]))
    #expect(try labels(chart, axis: "x") == ["0.00000", "0.50000", "1.00000"])
    #expect(TickLabels.numbers([1e-9, 1e-3, 1]).count == 3)
    #expect(
      try labels(
        Chart { PointMark(x: [0.0, 1], y: [0, 1]) }.yAxis(
          scale: .log, domain: 1e-9...1, ticks: .values([1e-9, 1e-3, 1])), axis: "y")
        == ["10^−9", "10^−3", "10^0"])
  }

  @Test func `numbers that differ in their last digits are written in full`() {
    let labels = TickLabels.labels(
      for: .init(mantissas: [100_000_000, 100_000_005], exponent: 0), format: .automatic)
    let texts = labels.map { label in
      label.runs.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
    }
    #expect(texts == ["100\u{2009}000\u{2009}000", "100\u{2009}000\u{2009}005"])
  }

  @Test func `long names take several lines before they are turned`() throws {
    let names = ["a name of many words", "another such name", "and a third name"]
    let chart = Chart { BarMark(x: names, y: [1, 2, 3]) }
    let figure = Figure(chart, width: .points(220), height: .points(200))
    let list = try figure.displayList(metrics: testMetrics)
    func runs(_ items: [DisplayItem]) -> [TextRun] {
      items.flatMap { item -> [TextRun] in
        switch item {
        case .text(let run): [run]
        case .group(let group): runs(group.items)
        default: []
        }
      }
    }
    let own = runs(list.items).filter { names.contains($0.box.plainText) }
    #expect(own.count == 3 && own.allSatisfy { !$0.isVertical })
    #expect(own.contains { $0.box.height > 1.5 * figure.theme.labelSize })
  }

  @Test func `a hidden axis has neither numbers nor label on the page, but says its name`() throws {
    let chart = Chart { LineMark(y: [1.0, 2]) }.yAxis("must not show", hidden: true)
    let list = try Figure(chart).displayList(metrics: testMetrics)
    func words(_ items: [DisplayItem]) -> [String] {
      items.flatMap { item -> [String] in
        switch item {
        case .text(let run): [run.box.plainText]
        case .group(let group): words(group.items)
        default: []
        }
      }
    }
    #expect(!words(list.items).contains("must not show"))
    #expect(list.summary.contains("must not show"))
  }

  @Test func `a second axis that cannot be drawn is said`() throws {
    let chart = Chart { LineMark(y: [1.0, 100]) }.yAxis(scale: .log)
      .secondaryYAxis("shifted", multiplier: 2, offset: 3)
    let notices = try Figure(chart).displayList(metrics: testMetrics).notices
    #expect(notices == [.secondaryAxisLeftOut(axis: "y")])
  }

  @Test func `bars without height leave the axis from zero to one`() throws {
    let plan = try ChartPlan(Chart { BarMark(x: ["a", "b"], y: [0, 0]) }, theme: .report)
    #expect(plan.yDomain == 0...1)
  }
}
