import Statistics
import Testing

@testable import Plotting

/// Every mark on data of every kind, on every pair of scales: each has a picture of finite shapes or a
/// typed error, and none ends the program.
struct FuzzTests {
  private static let columns: [[Double]] = [
    [], [.nan], [.infinity, -.infinity, 1], [0], [0, 0, 0], [5, 5, 5], [-3, -2, -1], [-1, 0, 1],
    [0, 1, 2, 3, 10, 100], [1e-300, .leastNonzeroMagnitude * 1000, 1], [1e300, -1e300],
    [1e308, -1e308],
    [1e15, 1e15 + 0.25],
    [1e16, 1e16 + 2, 1e16 + 8], [0.1, 0.1, 0.1], [1, .nan, 3], [.leastNonzeroMagnitude, 0],
    [1.0, 1.0.nextUp],
  ]

  private static let scales: [Scale] = [
    .linear, .log, .symmetricLog(threshold: 1e-3), .symmetricLog(threshold: 1e9), .date,
  ]

  private func marks(_ a: [Double], _ b: [Double], _ random: inout SplitMix64) -> [any Mark] {
    let names = a.indices.map { "n\($0 % 3)" }
    let range =
      (a.first ?? 0).isFinite && (b.first ?? 1).isFinite
      ? min(a.first ?? 0, b.first ?? 1)...max(a.first ?? 0, b.first ?? 1) : 0...1
    let field = ScalarField(x: a, y: b, values: a.flatMap { x in b.map { x * $0 } })
    return [
      LineMark(x: a, y: b), LineMark(x: a, y: b).interpolation(.stepCenter).symbol(.cross),
      PointMark(x: a, y: b), PointMark(x: a, y: b).foregroundStyle(by: b),
      PointMark(x: a, y: b).foregroundStyle(by: names),
      AreaMark(x: a, y: b), AreaMark(x: a, yStart: a, yEnd: b),
      AreaMark(x: a, y: b).foregroundStyle(by: names), BarMark(x: a, y: b),
      BarMark(x: names, y: b), BarMark(x: a, yStart: a, yEnd: b),
      BarMark(x: b, y: names), BarMark(x: names, y: b).foregroundStyle(by: names),
      StemMark(x: a, y: b), ErrorBarMark(x: a, y: b, error: a),
      HistogramMark(a), HistogramMark(a, weights: b, normalization: .density),
      HistogramMark(a, bins: .edges(b), normalization: .density),
      HistogramMark(a, bins: .width(b.first ?? 0)), HistogramMark(a, bins: .scott),
      DensityMark(a), DensityMark(a, bandwidth: .value(b.first ?? 0)),
      BoxMark(x: ["u", "v"], samples: [a, b]), ViolinMark(x: ["u", "v"], samples: [a, b]),
      RuleMark(x: a.first ?? 0), RuleMark(y: b.first ?? 0, xStart: a.first, xEnd: a.last),
      RectangleMark(xStart: a.first, xEnd: a.last, yStart: b.first),
      TextMark("here", x: a.first ?? 0, y: b.first ?? 0),
      ArrowMark("there", from: (a.first ?? 0, b.first ?? 0), to: (a.last ?? 0, b.last ?? 0)),
      TrajectoryMark(x: a, y: b, arrows: .each), FunctionMark(over: range) { $0 * $0 },
      EllipseMark(mean: Array(a.prefix(2)), covariance: [a, b]),
      HeatMapMark(field), HeatMapMark(countingX: a, y: b, normalization: .density),
      HeatMapMark(countingX: a, y: b, xBins: .edges(b)).colormap(.viridis, scale: .log),
      ContourMark(field), ContourMark(field, levels: .values(b), filled: true).colorBar("c"),
      ContourMark(field, levels: .mass([0.5, random.uniform()])).labeled(),
      ImageMark(
        RasterImage(width: 1, height: 2, pixels: [0, 0, 0, 255, 1, 2, 3, 4]), x: range, y: range),
      ImageMark(RasterImage(width: a.count, height: b.count, pixels: []), x: range, y: range),
    ]
  }

  private func isFinite(_ item: DisplayItem) -> Bool {
    switch item {
    case .path, .image: item.isDrawable
    case .markers(let markers): markers.centers.allSatisfy(\.isFinite)
    case .text(let run): run.origin.isFinite
    case .group(let group): group.items.allSatisfy(isFinite)
    }
  }

  @Test(arguments: 0..<6) func `every mark on every data has a picture or a typed error`(seed: Int)
  {
    var random = SplitMix64(seed: UInt64(seed))
    func pick<T>(_ choices: [T]) -> T { choices[random.integer(below: choices.count)] }
    for _ in 0..<4 {
      let (a, b) = (pick(Self.columns), pick(Self.columns))
      let (x, y) = (pick(Self.scales), pick(Self.scales))
      for mark in marks(a, b, &random) {
        var chart = Chart {
          mark.label("a name")
          if random.uniform() < 0.2 { RuleMark(y: 0) }
        }
        .xAxis("x", scale: x).yAxis("y", scale: y, minor: .grid)
        .bars(pick([.automatic, .grouped, .stacked, .overlaid]))
        .legend(pick([.automatic, .direct, .trailing, .inside(.best), .bottom]))
        if random.uniform() < 0.2 { chart = chart.equalAspect() }
        if random.uniform() < 0.2, let low = a.first, let high = b.first, low <= high {
          chart = chart.xAxis(domain: low...high, ticks: .values(a))
        }
        if random.uniform() < 0.2 {
          chart = chart.secondaryYAxis("z", multiplier: a.first ?? 1, offset: b.first ?? 0)
        }
        let what = "seed \(seed): \(type(of: mark)) of \(a), \(b) on \(x), \(y)"
        do {
          let list = try Figure(chart).displayList(metrics: testMetrics)
          let hasOnlyNumbers = list.items.allSatisfy(isFinite)
          #expect(hasOnlyNumbers, "\(what)")
          _ = try Figure(chart).csv()
          _ = list.json()
        } catch is PlottingError {
        } catch {
          Issue.record("\(what): \(error)")
        }
      }
    }
  }

  @Test(arguments: [Double.nan, .infinity, -1, 0, 1e300])
  func `sizes, styles and formats of any number have a picture or a typed error`(_ value: Double) {
    let line = LineMark(x: [0.0, 1], y: [0, 1])
    let charts: [Chart] = [
      Chart { line.opacity(value) }, Chart { line.lineStyle(width: value) },
      Chart { line.lineStyle(dash: [value]) }, Chart { line.symbol(.ring).symbolSize(value) },
      Chart { line }.inset(Chart { line }, width: value, height: value),
      Chart { line }.yAxis(scale: .symmetricLog(threshold: value)),
      Chart { line }.yAxis(ticks: .values([value, 0.5])),
    ]
    for chart in charts {
      do { _ = try Figure(chart).displayList(metrics: testMetrics) } catch is PlottingError {
      } catch { Issue.record(error) }
    }
    for figure in [
      Figure(charts[0], width: .points(value)), Figure(charts[0], height: .points(value)),
      Figure { Row(spacing: value) { for chart in charts.prefix(2) { chart } } },
    ] {
      do { _ = try figure.displayList(metrics: testMetrics) } catch let error as PlottingError {
        #expect(!error.description.isEmpty)
      } catch { Issue.record(error) }
    }
  }
}
