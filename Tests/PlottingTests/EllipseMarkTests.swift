import TestSupport
import Testing

@testable import Plotting

struct EllipseMarkTests {
  private let covariance = [[2.0, 0.9], [0.9, 0.7]]

  @Test func `every point of the outline has the same Mahalanobis distance`() {
    let ellipse = EllipseMark(mean: [1, -2], covariance: covariance, level: 0.95)
    let determinant = 2.0 * 0.7 - 0.81
    for point in ellipse.outline(segments: 32) {
      let (x, y) = (point.x - 1, point.y + 2)
      let squared = (0.7 * x * x - 1.8 * x * y + 2 * y * y) / determinant
      // χ²₂(0.95) = −2 ln 0.05, R: qchisq(0.95, 2).
      #expect(isClose(squared, 5.991464547107979, relative: 1e-12))
    }
  }

  @Test func `the ellipse at 95 % covers 95 % of a million samples`() {
    var state: UInt64 = 5
    func uniform() -> Double {
      state = state &+ 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return (Double((z ^ (z >> 31)) >> 11) + 0.5) / 9_007_199_254_740_992
    }
    // For the standard normal the outline is a circle, and a sample lies inside it by its radius.
    let ellipse = EllipseMark(mean: [0, 0], covariance: [[1, 0], [0, 1]], level: 0.95)
    let radius = ellipse.outline(segments: 4)[0].length
    var inside = 0
    let count = 1_000_000
    for _ in 0..<count {
      let r = (-2 * log(uniform())).squareRoot()
      if r <= radius { inside += 1 }
    }
    // Three standard errors of a fraction of 0.95 in 10⁶.
    #expect(
      abs(Double(inside) / Double(count) - 0.95) < 3 * (0.95 * 0.05 / Double(count)).squareRoot())
  }

  @Test func `a singular covariance is a segment, an impossible one an error`() throws {
    let flat = EllipseMark(mean: [0, 0], covariance: [[1, 0], [0, 0]], level: 0.5)
    #expect(flat.outline(segments: 8).allSatisfy { abs($0.y) < 1e-12 })
    let wrong = Chart { EllipseMark(mean: [0, 0], covariance: [[1, 2], [2, 1]]) }
    #expect(throws: PlottingError.invalidCovariance(mark: "ellipse", matrix: [[1, 2], [2, 1]])) {
      try Figure(wrong).displayList(metrics: testMetrics)
    }
  }
}
