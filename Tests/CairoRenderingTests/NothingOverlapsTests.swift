import CairoRendering
import Plotting
import Statistics
import Testing

/// Figures of every kind, size and scale, drawn at random.
private struct RandomFigures {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &random)]
  }

  private mutating func label() -> String? {
    pick([
      nil, "x", "a label of some length", #"$\log p(X \mid \theta)$"#,
      #"$\hat\mu_k = \frac{1}{N_k}\sum_n r_{nk} x_n$ in nats"#,
      "a label that is so long that it can hardly fit on the axis of any chart of this size",
    ])
  }

  private mutating func values(_ count: Int) -> [Double] {
    let scale = pick([1e-6, 0.01, 1, 1, 30, 4e4, 7e8])
    let offset = pick([0, 0, 0.5, -3, 1000]) * scale
    return (0..<count).map { _ in offset + scale * Double.random(in: -1...1, using: &random) }
  }

  private mutating func chart() -> Chart {
    let count = Int.random(in: 1...40, using: &random)
    let names = (0..<Int.random(in: 1...9, using: &random)).map { index in
      pick([
        String(repeating: "name", count: 1 + index % 3) + "\(index)", "a name of \(index) words",
      ])
    }
    let (xs, ys, heights) = (values(count), values(count), values(names.count))
    let kind = Int.random(in: 0...9, using: &random)
    let entries = Int.random(in: 0...4, using: &random)
    let chart = Chart(label()) {
      switch kind {
      case 0: LineMark(x: xs.sorted(), y: ys)
      case 1: PointMark(x: xs, y: ys).symbol(.triangle)
      case 2: HistogramMark(xs)
      case 3: BarMark(x: names, y: heights)
      case 4: HeatMapMark(columns: names, rows: names, values: names.map { _ in heights })
      case 5: DensityMark(xs)
      case 6: HeatMapMark(countingX: xs, y: ys, xBins: .count(9), yBins: .count(7))
      case 7: LineMark(x: xs.sorted().map { CivilDate(day: Int($0)) }, y: ys)
      case 8: ImageMark(gray: [xs.map { abs($0) / 1e9 }])
      default: AreaMark(x: xs.sorted(), y: ys)
      }
      for entry in 0..<entries {
        if kind != 3, kind != 4 {
          LineMark(x: xs.prefix(2), y: ys.prefix(2))
            .label("series \(entry) with $\\sigma_\(entry)^2$")
        }
      }
    }
    let isPositive = kind < 2 && (xs + ys).allSatisfy { $0 > 0 }
    let scale = isPositive ? pick([Scale.linear, .log]) : .linear
    let isWide = (xs + ys).contains { abs($0) > 1000 }
    let wide = isWide && kind < 2 ? pick([scale, .symmetricLog(threshold: 10)]) : scale
    var result =
      chart.xAxis(
        label(), scale: kind == 7 ? .date : wide, minor: pick([.automatic, .ticks, .grid])
      )
      .yAxis(
        label(), scale: wide, minor: pick([.automatic, .ticks, .grid]),
        reversed: pick([false, true])
      )
      .legend(pick([.automatic, .top, .bottom, .trailing, .inside(.best), .direct]))
    if pick([0, 0, 0, 0, 1]) == 1 {
      result = result.xAxis(ticks: .values(xs + [0, 1e-7]))
    }
    if pick([0, 0, 0, 0, 1]) == 1 { result = result.yAxis(hidden: true) }
    if pick([0, 0, 0, 1]) == 1 { result = result.secondaryYAxis(label(), multiplier: 2.54) }
    if pick([0, 0, 0, 1]) == 1 {
      result = result.secondaryXAxis(label(), multiplier: -0.5, offset: 3)
    }
    if pick([0, 0, 0, 0, 1]) == 1 {
      let small = Chart { LineMark(x: xs.sorted(), y: ys) }.xAxis(label())
      result = result.legend(pick([.top, .direct])).inset(small, at: .bottomTrailing, width: 0.6)
    }
    return result
  }

  mutating func figure() -> Figure {
    let columns = Int.random(in: 1...3, using: &random)
    let count = Int.random(in: 1...4, using: &random)
    let charts = (0..<count).map { _ in chart() }
    let theme = pick([Theme.report, .report, .print])
    let width = Double.random(in: 260...700, using: &random)
    let height = Double.random(in: 220...640, using: &random)
    let figure = Figure(width: .points(width), height: .points(height), theme: theme) {
      Grid(columns: columns) { for chart in charts { chart } }
    }
    // Small multiples of one chart share their outer labels.
    if pick([0, 0, 0, 1]) == 1,
      let facets = try? Figure.facets(
        of: 0..<count * 2, columns: columns + 1, width: .points(width + 100),
        height: .points(height + 100), theme: theme, chart: { charts[$0 % count] })
    {
      return facets
    }
    return pick([figure, figure, figure.sharedLegend(pick([.top, .bottom, .trailing]))])
  }
}

/// The texts of a figure outside the data, with their boxes.
private func texts(_ items: [DisplayItem]) -> [TextRun] {
  items.flatMap { item -> [TextRun] in
    switch item {
    case .text(let run): [run]
    case .group(let group): group.role == .mark ? [] : texts(group.items)
    default: []
    }
  }
}

private func points(_ items: [DisplayItem]) -> [Point] {
  items.flatMap { item -> [Point] in
    switch item {
    case .path(let path, _, _):
      path.elements.flatMap { element -> [Point] in
        switch element {
        case .move(let p), .line(let p): [p]
        case .curve(let a, let b, let c): [a, b, c]
        case .close: []
        }
      }
    case .markers(let markers): markers.centers
    case .text(let run): [run.origin]
    case .image(_, let rect):
      [Point(x: rect.minX, y: rect.minY), Point(x: rect.maxX, y: rect.maxY)]
    case .group(let group): points(group.items)
    }
  }
}

struct NothingOverlapsTests {
  @Test(arguments: 0..<8)
  func `no text is cut off or overlaps another, and all data lie on the sheet`(
    block: Int
  ) throws {
    var drawn = 0
    for index in 0..<18 {
      let seed = UInt64(block * 1000 + index)
      var source = RandomFigures(seed: seed)
      let figure = source.figure()
      let list: DisplayList
      do {
        list = try figure.displayList(metrics: .installed)
      } catch PlottingError.figureTooSmall {
        continue
      }
      drawn += 1
      let sheet = Rect(x: 0, y: 0, width: list.size.width, height: list.size.height)
      #expect(
        points(list.items).allSatisfy { sheet.contains($0, tolerance: 0.5) }, "seed \(seed)")
      let runs = texts(list.items)
      for run in runs {
        #expect(
          sheet.contains(run.bounds, tolerance: 0.05),
          "seed \(seed): \"\(run.box.plainText)\" is cut off")
      }
      // Boxes have the full line height; half a point of it may be shared.
      let boxes = runs.map { ($0.box.plainText, $0.bounds.insetBy(0.5)) }
      for (i, first) in boxes.enumerated() {
        for second in boxes[(i + 1)...] where first.1.intersects(second.1) {
          Issue.record("seed \(seed): \"\(first.0)\" overlaps \"\(second.0)\"")
        }
      }
    }
    #expect(drawn >= 5)
  }
}
