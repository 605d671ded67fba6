import TestSupport
import Testing

@testable import Plotting

struct ExtendedWilkinsonTests {
  private func values(_ low: Double, _ high: Double, _ target: Double) -> [Double] {
    ExtendedWilkinson.ticks(for: low...high, target: target) { _ in 1 }?.values ?? []
  }

  // The example of `labeling::extended(8.1, 14.1, 4)` in the manual of the R package labeling.
  @Test func `agrees with the manual of R's labeling package`() {
    #expect(values(8.1, 14.1, 4) == [8, 10, 12, 14])
  }

  @Test func `ticks are exact decimals`() {
    #expect(values(0, 0.3, 4) == [0, 0.1, 0.2, 0.3])
    #expect(values(-0.3, 0.3, 7) == [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
  }

  @Test(arguments: [1e-300, 1e-12, 1e-3, 1, 1e5, 1e12, 1e300])
  func `scaling the range scales the ticks`(scale: Double) {
    let unit = values(0.13, 0.91, 5)
    #expect(isClose(values(0.13 * scale, 0.91 * scale, 5), unit.map { $0 * scale }, relative: 1e-9))
  }

  @Test func `contained ticks stay inside, rise, and are equally far apart`() throws {
    for low in stride(from: -7.3, to: 9, by: 1.7) {
      for span in [0.02, 1, 3.3, 47, 1e4] {
        let ticks = try #require(
          ExtendedWilkinson.ticks(for: low...(low + span), target: 5, containment: .inside) { _ in 1
          }
        ).values
        #expect(ticks.count >= 2)
        #expect(ticks.allSatisfy { $0 >= low - 1e-9 * span && $0 <= low + span * (1 + 1e-9) })
        let steps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
        #expect(steps.allSatisfy { isClose($0, steps[0], relative: 1e-6) && $0 > 0 })
      }
    }
  }

  @Test func `nothing legible gives nothing`() {
    #expect(ExtendedWilkinson.ticks(for: 0...1, target: 5) { _ in -.infinity } == nil)
  }
}
