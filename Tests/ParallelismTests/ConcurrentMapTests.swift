import Parallelism
import Testing

@Suite struct `Work on several cores` {
  @Test(arguments: [0, 1, 2, 1000])
  func `gives its results in the order of the elements`(_ count: Int) {
    #expect((0..<count).concurrentMap { "\($0)" } == (0..<count).map(String.init))
  }

  @Test func `begins with the first element of a slice`() {
    #expect([7, 8, 9, 10][2...].concurrentMap { $0 * $0 } == [81, 100])
  }
}
