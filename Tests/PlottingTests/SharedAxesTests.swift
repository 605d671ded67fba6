import Testing

@testable import Plotting

struct SharedAxesTests {
  private let figure = Figure {
    Row {
      Chart { LineMark(x: [0.0, 1], y: [0.0, 1]) }
      Chart { LineMark(x: [0.0, 5], y: [2.0, 10]) }
      Chart { LineMark(x: [0.0, 2], y: [0.0, 1]) }.xAxis(domain: 0...2)
    }
  }

  @Test func `domains contain the data of all charts, given ones stay`() throws {
    let charts = try figure.sharedAxes().charts
    #expect(charts.map(\.x.domain) == [0...5, 0...5, 0...2])
    #expect(charts.map(\.y.domain) == Array(repeating: 0...10.4, count: 3))
  }

  @Test func `one axis alone can be shared`() throws {
    #expect(try figure.sharedAxes(x: false).charts[0].x.domain == nil)
  }
}
