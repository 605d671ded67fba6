import Testing

@testable import Plotting

struct ColorScaleTests {
  private func flattened(_ items: [DisplayItem]) -> [DisplayItem] {
    items.flatMap { item in
      if case .group(let group) = item { flattened(group.items) } else { [item] }
    }
  }

  private func texts(_ chart: Chart) throws -> [String] {
    flattened(try Figure(chart).displayList(metrics: testMetrics).items).compactMap {
      if case .text(let run) = $0 { run.box.plainText } else { nil }
    }
  }

  @Test func `equal ratios are equal steps of a logarithmic scale`() {
    let fractions = [1.0, 10, 100, 1000].map { ColorScale.log.fraction(of: $0, in: 1...1000) }
    for (fraction, expected) in zip(fractions, [0, 1.0 / 3, 2.0 / 3, 1]) {
      #expect(abs(fraction - expected) < 1e-12)
    }
    #expect(!ColorScale.log.hasColor(for: 0) && !ColorScale.log.hasColor(for: -1))
    #expect(abs(ColorScale.log.middle(1, 100) - 10) < 1e-12)
  }

  @Test func `the middle of a centered scale is its center, however lopsided the data`() {
    let scale = ColorScale.centered(at: 1)
    #expect(scale.fraction(of: 1, in: -1...11) == 0.5)
    #expect(scale.fraction(of: 11, in: -1...11) == 1)
    #expect(abs(scale.fraction(of: -1, in: -1...11) - 0.4) < 1e-15)
    #expect(scale.fraction(of: 1, in: 1...1) == 0.5)
  }

  @Test func `a symmetric logarithm has colors on both sides of zero`() {
    let scale = ColorScale.symmetricLog(threshold: 1)
    #expect(scale.fraction(of: 0, in: -99...99) == 0.5)
    #expect(abs(scale.fraction(of: 9, in: -99...99) - 0.75) < 1e-12)
  }

  @Test func `the domain is that of the numbers that have a color`() {
    #expect(ColorScale.log.domain(of: [-3, 0, .nan, 2, 50, .infinity]) == 2...50)
    #expect(ColorScale.linear.domain(of: [-3, 0, .nan, 2]) == -3...2)
    #expect(ColorScale.log.domain(of: [-3, 0]) == nil)
    #expect(ColorScale.log.domain(of: [9]) == 3...27)
  }

  @Test func `levels are round on their scale`() {
    #expect(ColorScale.log.levels(in: 0.5...2e4, count: 5) == [1, 10, 100, 1000, 10_000])
    #expect(ColorScale.log.levels(in: 0.5...30, count: 5) == [1, 2, 5, 10, 20])
    #expect(ColorScale.log.levels(in: 1e-300...1e300, count: 6).count < 9)
    #expect(
      ColorScale.symmetricLog(threshold: 1).levels(in: -500...20, count: 6)
        == [-100, -10, -1, 0, 1, 10])
  }

  @Test func `cells without a color are empty, and a notice says so`() throws {
    let mark = HeatMapMark(columns: ["a", "b"], rows: ["c"], values: [[0, 100]])
      .colormap(.viridis, scale: .log)
    let list = try Figure(Chart { mark }).displayList(metrics: testMetrics)
    #expect(list.notices == [.notPositive(mark: "heat map", count: 1)])
  }

  @Test func `empty cells are as the page is`() throws {
    let mark = HeatMapMark(columns: ["a", "b"], rows: ["c"], values: [[.nan, 100]])
    let list = try Figure(Chart { mark }).displayList(metrics: testMetrics)
    let fills = flattened(list.items).compactMap { item -> Paint? in
      if case .path(_, let fill, _) = item { fill?.paint } else { nil }
    }
    #expect(fills.contains(.background) && !fills.contains(.hex(0xFFFFFF)))
  }

  @Test func `a logarithmic bar has powers of ten at its ticks`() throws {
    let mark = HeatMapMark(columns: ["a", "b"], rows: ["c"], values: [[1, 1e6]])
      .colormap(.viridis, scale: .log)
    let labels = try texts(Chart { mark })
    #expect(
      labels.contains("106") || labels.contains("10⁶") || labels.contains("10^6"), "\(labels)")
  }

  @Test func `points have the colors of their numbers`() throws {
    let mark = PointMark(x: [0, 1, 2, 3], y: [0, 1, 2, 3])
      .foregroundStyle(by: [1, 10, 100, 0], scale: .log).colorBar("mass")
    let list = try Figure(Chart { mark }).displayList(metrics: testMetrics)
    #expect(list.notices == [.notPositive(mark: "point", count: 1)])
    let paints = flattened(list.items).compactMap { item -> [Paint]? in
      if case .markers(let markers) = item { markers.paints } else { nil }
    }.joined()
    #expect(Array(paints) == [0, 0.5, 1].map { .color(Colormap.viridis($0)) })
    #expect(try texts(Chart { mark }).contains("mass"))
    #expect(try !texts(Chart { mark.withoutColorBar() }).contains("mass"))
  }

  @Test func `contours of many decades have a level for each`() throws {
    let mark = ContourMark(x: 0...4, y: 0...1, resolution: 20, levels: .count(4), filled: true) {
      x, _ in
      Scale.log.invert(x - 0.5)
    }.colormap(.viridis, scale: .log).colorBar("count")
    #expect(mark.values == [1, 10, 100, 1000])
    let key = try #require(mark.colorKey(in: ChartSurvey(barArrangement: .grouped)))
    let steps = try #require(key.steps)
    for (step, expected) in zip(steps, [0.1, 1, 10, 100, 1000, 10_000]) {
      #expect(abs(step / expected - 1) < 1e-12)
    }
    #expect(try texts(Chart { mark }).contains("count"))
  }

  @Test func `a scale without a place for its domain is an error`() {
    func list(_ domain: ClosedRange<Double>?, _ scale: ColorScale) throws {
      let mark = HeatMapMark(columns: ["a"], rows: ["c"], values: [[1]])
      _ = try Figure(Chart { mark.colormap(.blues, domain: domain, scale: scale) })
        .displayList(metrics: testMetrics)
    }
    #expect(throws: PlottingError.invalidDomain(axis: "color", lower: 0, upper: 1)) {
      try list(0...1, .log)
    }
    #expect(
      throws: PlottingError.invalidParameter(mark: "heat map", name: "threshold", value: 0)
    ) { try list(nil, .symmetricLog(threshold: 0)) }
    #expect(throws: PlottingError.self) { try list(nil, .centered(at: .nan)) }
  }

  @Test(arguments: [ColorScale.linear, .log, .symmetricLog(threshold: 1), .centered(at: 0)])
  func `numbers of any size have a picture`(_ scale: ColorScale) throws {
    for values in [[1e-300, 1e300], [-1e300, 1e300], [0, 0], [.nan, .nan], [5, 5]] as [[Double]] {
      let cells = HeatMapMark(columns: ["a", "b"], rows: ["c"], values: [values])
      let points = PointMark(x: [0, 1], y: [0, 1]).foregroundStyle(by: values, scale: scale)
      for chart in [Chart { cells.colormap(.diverging, scale: scale) }, Chart { points }] {
        _ = try Figure(chart).displayList(metrics: testMetrics)
      }
    }
  }
}
