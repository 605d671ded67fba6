import TestSupport
import Testing

@testable import Plotting

struct MarchingSquaresTests {
  private let field: ScalarField = {
    let x = (0..<21).map { -2 + 4 * Double($0) / 20 }
    let y = (0..<17).map { -1.5 + 3 * Double($0) / 16 }
    return ScalarField(
      x: x, y: y,
      values: y.flatMap { v in x.map { u in sin(2 * u) * cos(3 * v) + 0.3 * u * v } })
  }()

  private func length(_ line: [Point]) -> Double {
    zip(line, line.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
  }

  private func area(_ ring: [Point]) -> Double {
    zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0) {
      $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2
    }
  }

  // Reference/contours.py, ContourPy 1.3.3: level, lines, closed ones, points, length, area above.
  @Test(arguments: [
    (-0.9, 3, 2, 31, 4.263463003744619, 11.375147656771164),
    (-0.5, 5, 2, 67, 9.796981390016414, 9.617013369616785),
    (-0.01, 5, 1, 91, 14.597768834114618, 6.155074121291067),
    (0.2, 4, 1, 85, 12.906811551099754, 4.406845660284379),
    (0.6, 5, 2, 59, 8.70742830466859, 1.8664487702386678),
    (1.1, 2, 1, 16, 2.1738668172592384, 0.21224325746138334),
  ])
  func `agrees with ContourPy`(
    level: Double, count: Int, closed: Int, points: Int, total: Double, above: Double
  ) {
    let squares = MarchingSquares(field, level: level)
    let lines = squares.lines()
    #expect(lines.count == count)
    #expect(lines.count { $0.first == $0.last } == closed)
    #expect(lines.map(\.count).reduce(0, +) == points)
    #expect(isClose(lines.map(length).reduce(0, +), total, relative: 1e-12))
    // Outer rings run counterclockwise and holes clockwise, so that areas add up.
    #expect(isClose(squares.rings().map(area).reduce(0, +), above, relative: 1e-12))
  }

  @Test func `a field above the level is its whole rectangle, one below is nothing`() {
    #expect(
      isClose(MarchingSquares(field, level: -9).rings().map(area).reduce(0, +), 12, relative: 1e-12)
    )
    #expect(MarchingSquares(field, level: 9).rings().isEmpty)
    #expect(MarchingSquares(field, level: 9).lines().isEmpty)
  }

  @Test func `cells with unknown corners have no lines`() {
    let holed = ScalarField(x: [0, 1, 2], y: [0, 1], values: [0, 1, .nan, 0, 1, .nan])
    #expect(
      MarchingSquares(holed, level: 0.5).lines() == [[Point(x: 0.5, y: 1), Point(x: 0.5, y: 0)]])
  }

  @Test func `the region of half the mass of a normal density is its ellipse`() {
    let density = ScalarField(x: -5...5, y: -5...5, resolution: 201) {
      exp(-($0 * $0 + $1 * $1) / 2)
    }
    let level = density.levels(holding: [0.5])[0]
    // The circle of radius √(2 ln 2) contains half, and the density on it is half of the peak.
    #expect(isClose(level, 0.5, relative: 0.01))
  }
}
