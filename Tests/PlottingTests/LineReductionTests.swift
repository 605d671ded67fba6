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
}
