import TestSupport
import Testing

@testable import Plotting

struct SimplexTests {
  @Test func `places and distributions are inverse to each other`() {
    let p = [0.2, 0.3, 0.5]
    let place = SimplexTriangle.place(of: p)
    #expect(isClose(SimplexTriangle.distribution(x: place.x, y: place.y), p, relative: 1e-12))
    #expect(SimplexTriangle.place(of: [0, 0, 1]) == (0.5, SimplexTriangle.height))
  }

  @Test func `outside the triangle the distribution is one just inside`() {
    let p = SimplexTriangle.distribution(x: -0.1, y: -0.1)
    #expect(p.allSatisfy { $0 > 0 } && isClose(p.reduce(0, +), 1, relative: 1e-12))
  }

  @Test func `contours stay inside the triangle`() throws {
    let chart = Chart.simplex(outcomes: ["a", "b", "c"]) {
      SimplexContourMark(resolution: 60) { $0[0] * $0[1] * $0[2] }
    }
    let list = try Figure(chart).displayList(metrics: testMetrics)
    #expect(list.notices.isEmpty)
    #expect(list.outline.contains("mark simplex contour"))
  }
}
