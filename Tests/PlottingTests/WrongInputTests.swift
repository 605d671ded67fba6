import Testing

@testable import Plotting

/// Wrong or extreme input has a typed error or a defined picture.
struct WrongInputTests {
  private func list(_ chart: Chart) throws -> DisplayList {
    try Figure(chart).displayList(metrics: testMetrics)
  }

  /// Whether every coordinate of a picture is a number.
  private func isFinite(_ items: [DisplayItem]) -> Bool {
    items.allSatisfy { item in
      switch item {
      case .path(let path, _, _):
        path.elements.allSatisfy { element in
          switch element {
          case .move(let p), .line(let p): p.x.isFinite && p.y.isFinite
          case .curve(let a, let b, let c): [a, b, c].allSatisfy { $0.x.isFinite && $0.y.isFinite }
          case .close: true
          }
        }
      case .markers(let markers): markers.centers.allSatisfy { $0.x.isFinite && $0.y.isFinite }
      case .text(let run): run.origin.x.isFinite && run.origin.y.isFinite
      case .image(_, let rect): [rect.x, rect.y, rect.width, rect.height].allSatisfy(\.isFinite)
      case .group(let group): isFinite(group.items)
      }
    }
  }

  @Test(
    arguments: [
      [], [.nan], [.infinity, -.infinity], [0], [5, 5, 5], [1e8, 1e8 + 1], [-1e8, 1e8],
      [1e300, -1e300],
      [1e-300, 2e-300], [.leastNonzeroMagnitude, 0], [-0.0, 0], [1e15, 1e15 + 1],
    ] as [[Double]])
  func `data of any size have a picture`(_ values: [Double]) throws {
    for scale in [Scale.linear, .log, .symmetricLog(threshold: 1), .date] {
      for chart in [
        Chart { LineMark(x: values, y: values) }, Chart { PointMark(x: values, y: values) },
        Chart { AreaMark(x: values, y: values) }, Chart { StemMark(x: values, y: values) },
      ] {
        let picture = try list(
          chart.xAxis(scale: scale).yAxis(scale: scale == .date ? .linear : scale))
        #expect(isFinite(picture.items))
      }
    }
    for chart in [
      Chart { HistogramMark(values) }, Chart { DensityMark(values) },
      Chart { BarMark(x: values, y: values) }, Chart { BoxMark(x: ["a"], samples: [values]) },
      Chart { ViolinMark(x: ["a"], samples: [values]) },
      Chart { HeatMapMark(countingX: values, y: values) },
      Chart { TrajectoryMark(x: values, y: values) },
      Chart { ErrorBarMark(x: values, y: values, error: values) },
    ] {
      #expect(isFinite(try list(chart).items))
    }
  }

  @Test func `columns that do not fit are an error with their lengths`() {
    let cases: [(Chart, String, [Int])] = [
      (Chart { LineMark(x: [1, 2], y: [1]) }, "line", [2, 1]),
      (Chart { AreaMark(x: [1], yStart: [1, 2], yEnd: [1]) }, "area", [1, 2]),
      (Chart { BarMark(x: ["a"], y: [1, 2]) }, "bar", [1, 2]),
      (Chart { BoxMark(x: ["a", "b"], samples: [[1]]) }, "box", [2, 1]),
      (Chart { PointMark(x: [1], y: [1]).foregroundStyle(mixing: []) }, "point", [1, 0]),
    ]
    for (chart, mark, lengths) in cases {
      #expect(throws: PlottingError.unequalColumns(mark: mark, lengths: lengths)) {
        try list(chart)
      }
    }
  }

  @Test func `parameters outside their range are errors with their values`() {
    let ellipse = [[1.0, 2], [2, 1]]
    #expect(throws: PlottingError.invalidCovariance(mark: "ellipse", matrix: ellipse)) {
      try list(Chart { EllipseMark(mean: [0, 0], covariance: ellipse) })
    }
    #expect(throws: PlottingError.invalidParameter(mark: "axis x", name: "threshold", value: 0)) {
      try list(Chart { LineMark(y: [1.0]) }.xAxis(scale: .symmetricLog(threshold: 0)))
    }
    #expect(throws: PlottingError.invalidDomain(axis: "y", lower: -1, upper: 1)) {
      try list(Chart { LineMark(y: [1.0]) }.yAxis(scale: .log, domain: -1...1))
    }
    #expect(throws: PlottingError.mixedAxis("x")) {
      try list(
        Chart {
          BarMark(x: ["a"], y: [1])
          LineMark(x: [1.0], y: [1.0])
        })
    }
  }

  @Test func `what is left out is counted`() throws {
    let notices = try list(
      Chart { PointMark(x: [1, .nan, 3], y: [1, 2, -3]) }.yAxis(scale: .log)
    ).notices
    #expect(notices.contains(.missingValues(mark: "point", count: 1)))
    #expect(notices.contains(.notPositive(mark: "point", count: 1)))
  }
}
