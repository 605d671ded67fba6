import Testing

@testable import Plotting

/// All texts of a figure.
private func texts(_ figure: Figure) throws -> [String] {
  func texts(_ items: [DisplayItem]) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .text(let run): [run.box.plainText]
      case .group(let group): texts(group.items)
      default: []
      }
    }
  }
  return texts(try figure.displayList(metrics: testMetrics).items)
}

struct SecondaryAxisTests {
  private let chart = Chart { LineMark(x: [0, 10], y: [0, 100]) }.yAxis("°C", domain: 0...100)

  @Test func `the other unit is at the same places`() throws {
    let own = PositionScale(scale: .linear, domain: 0...100, start: 200, end: 0)
    let axis = SecondaryAxis(label: nil, multiplier: 1.8, offset: 32, format: .automatic)
    let other = try #require(axis.scale(beside: own))
    for celsius in [0, 37, 100.0] {
      #expect(abs(other.position(celsius * 1.8 + 32) - own.position(celsius)) < 1e-9)
    }
    let falling = SecondaryAxis(label: nil, multiplier: -1, offset: 0, format: .automatic)
    #expect(abs(try #require(falling.scale(beside: own)).position(-30) - own.position(30)) < 1e-9)
  }

  @Test func `names and logarithms of shifted values have no second axis`() {
    let shifted = SecondaryAxis(label: nil, multiplier: 1, offset: 5, format: .automatic)
    let log = PositionScale(scale: .log, domain: 1...10, start: 0, end: 1)
    let names = PositionScale(scale: .category, domain: 0...3, start: 0, end: 1)
    #expect(shifted.scale(beside: log) == nil && shifted.scale(beside: names) == nil)
    let nothing = SecondaryAxis(label: nil, multiplier: 0, offset: 0, format: .automatic)
    #expect(nothing.scale(beside: log) == nil)
  }

  @Test func `label and numbers are drawn`() throws {
    let words = try texts(Figure(chart.secondaryYAxis("°F", multiplier: 1.8, offset: 32)))
    #expect(words.contains("°F") && words.contains("200"))
  }
}

struct SharedLegendTests {
  @Test(arguments: [SharedLegend.top, .bottom, .trailing])
  func `each label is shown once, and the plots make room`(_ place: SharedLegend) throws {
    let figure = Figure {
      Row {
        for _ in 0..<2 { Chart { LineMark(x: [0, 1], y: [0, 1]).label("both") } }
      }
    }
    #expect(try texts(figure.sharedLegend(place)).count { $0 == "both" } == 1)
    #expect(try texts(figure).count { $0 == "both" } == 2)
  }
}

struct FacetsTests {
  @Test func `axes are shared, labels are outside, one legend serves all`() throws {
    let figure = try Figure.facets(of: 1...5, columns: 2) { group in
      Chart("group \(group)") {
        LineMark(x: [0, Double(group)], y: [0, 1]).label("fit")
      }.xAxis("time").yAxis("share")
    }
    #expect(figure.charts.allSatisfy { $0.x.domain == 0...5 })
    let words = try texts(figure)
    #expect(words.count { $0 == "share" } == 3 && words.count { $0 == "time" } == 2)
    #expect(words.count { $0 == "fit" } == 1)
  }
}

struct InsetTests {
  private let small = Chart { LineMark(x: [0, 1], y: [0, 1]) }.xAxis("inner")

  @Test func `the small chart lies inside the plot, on a plate`() throws {
    let chart = Chart { LineMark(x: [0, 10], y: [0, 10]) }.inset(small, at: .topLeading)
    #expect(try texts(Figure(chart)).contains("inner"))
  }

  @Test func `an inset without room for data is an error`() {
    let chart = Chart { LineMark(x: [0, 1], y: [0, 1]) }.inset(small, width: 0.1, height: 0.1)
    #expect(throws: PlottingError.self) {
      try Figure(chart, width: .inches(2), height: .inches(2)).displayList(metrics: testMetrics)
    }
  }
}

struct MinorTicksTests {
  @Test func `minor ticks divide the distance between labels into round parts`() throws {
    let placement = TickPlacement(
      typesetter: LabelTypesetter(metrics: testMetrics), labelSize: 8, direction: .horizontal)
    let scale = PositionScale(scale: .linear, domain: -1...11, start: 0, end: 300)
    let ticks = try placement.ticks(
      for: Axis(ticks: .automatic).with(minor: .ticks), on: scale, categories: [])
    #expect(ticks.major.map(\.value) == [0, 2, 4, 6, 8, 10])
    #expect(ticks.minor.prefix(3) == [-1, -0.5, 0.5] && ticks.minor.last == 11)
    #expect(Set(ticks.minor).isDisjoint(with: ticks.major.map(\.value)))
    #expect(try placement.ticks(for: Axis(), on: scale, categories: []).minor.isEmpty)
  }
}

extension Axis {
  fileprivate func with(minor: Minor) -> Axis {
    var axis = self
    axis.minor = minor
    return axis
  }
}
