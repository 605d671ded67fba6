import Parallelism
import Testing

@Suite struct `A concurrent map` {
  @Test(arguments: [0, 1, 2, 1000])
  func `returns results in the order of the elements`(_ count: Int) {
    #expect((0..<count).concurrentMap { "\($0)" } == (0..<count).map(String.init))
  }

  @Test func `starts at the start index of a slice`() {
    #expect([7, 8, 9, 10][2...].concurrentMap { $0 * $0 } == [81, 100])
  }
}
