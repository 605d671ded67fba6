import Testing

@testable import Plotting

struct LineReductionTests {
  private let noisy = (0..<100_000).map { index in
    Point(x: Double(index) / 1000, y: Double((index &* 7919) % 1000))
  }

  @Test func `a long line keeps its extremes in every column and at most four points`() {
    let line = reduced(noisy)
    #expect(line.count <= 4 * 401)
    #expect(line.first == noisy.first && line.last == noisy.last)
    for column in stride(from: 0, to: 400, by: 37) {
      func inside(_ points: [Point]) -> [Double] {
        points.filter { Int($0.x * 4) == column }.map(\.y)
      }
      #expect(inside(line).min() == inside(noisy).min())
      #expect(inside(line).max() == inside(noisy).max())
    }
  }

  @Test func `short lines and lines that turn back stay as they are`() {
    let short = Array(noisy.prefix(50))
    #expect(reduced(short) == short)
    let turning = Array(noisy.reversed())
    #expect(reduced(turning) == turning)
  }

  @Test func `a smooth line keeps what bends, to within the tolerance`() {
    let wave = (0...2000).map { index in
      let x = Double(index) / 5
      return Point(x: x, y: 60 * sin(x / 40))
    }
    let line = simplified(wave, tolerance: 0.03)
    #expect(line.count < 250 && line.first == wave.first && line.last == wave.last)
    for point in wave {
      let next = line.firstIndex { $0.x >= point.x } ?? 0
      let (a, b) = (line[max(0, next - 1)], line[next])
      let fraction: Double = b.x > a.x ? (point.x - a.x) / (b.x - a.x) : 0
      let y: Double = a.y + (b.y - a.y) * fraction
      // Vertical distance bounds the distance to the chord; slopes here are below 1.5.
      #expect(abs(y - point.y) <= 0.03 * 1.9)
    }
  }

  @Test func `corners, reversals and steps survive`() {
    var zigzag = (0...100).map { Point(x: Double($0), y: 0) }
    zigzag += (0...100).map { Point(x: 100 - Double($0), y: 0) }
    #expect(
      simplified(zigzag) == [Point(x: 0, y: 0), Point(x: 100, y: 0), Point(x: 0, y: 0)])
    let steps = (0..<100).flatMap { n -> [Point] in
      let (x, y) = (Double(n), Double(n % 3))
      return [Point(x: x, y: y), Point(x: x + 1, y: y)]
    }
    let kept = simplified(steps)
    #expect(steps.allSatisfy { kept.contains($0) })
  }
}
