import TestSupport
import Testing

@testable import Plotting

struct ClippingTests {
  private let square = Rect(x: 0, y: 0, width: 10, height: 10)

  @Test func `a line through the rectangle is cut at both sides`() throws {
    let segment = try #require(
      clip(segmentFrom: Point(x: -10, y: 5), to: Point(x: 20, y: 5), to: square))
    #expect(segment.start == Point(x: 0, y: 5) && segment.end == Point(x: 10, y: 5))
  }

  @Test func `a line that leaves and returns has two pieces`() {
    let pieces = clip(
      polyline: [Point(x: 1, y: 1), Point(x: 5, y: -5), Point(x: 9, y: 1)], to: square)
    #expect(pieces.count == 2)
    #expect(pieces.joined().allSatisfy { square.contains($0) })
  }

  @Test func `a line that passes by is gone`() {
    #expect(clip(segmentFrom: Point(x: -5, y: 3), to: Point(x: 3, y: -6), to: square) == nil)
  }

  @Test func `coordinates of a hundred million stay on the sheet`() throws {
    let far = 1e8
    let polygon = clip(
      polygon: [
        Point(x: -far, y: -far), Point(x: far, y: -far), Point(x: far, y: far),
        Point(x: -far, y: far),
      ], to: square)
    #expect(polygon.allSatisfy { square.contains($0, tolerance: 1e-6) })
    let bounds = try #require(Path(polyline: polygon).bounds)
    #expect(isClose(bounds.width, 10, absolute: 1e-6) && isClose(bounds.height, 10, absolute: 1e-6))
  }
}
