import TestSupport
import Testing

@testable import Plotting

struct ExtendedWilkinsonTests {
  private func values(_ low: Double, _ high: Double, _ target: Double) -> [Double] {
    ExtendedWilkinson.ticks(for: low...high, target: target) { _ in 1 }?.values ?? []
  }

  // Reference/ticks-and-bandwidths.R, R 4.2.2, labeling 0.4.2.
  @Test(arguments: [
    (8.1, 14.1, 4.0, [8.0, 10, 12, 14]),
    (0, 1, 5, [0, 0.25, 0.5, 0.75, 1]),
    (-12.3, 22.7, 6, [-10, 0, 10, 20]),
    (-28_500, -26_490, 5, [-28_500, -28_000, -27_500, -27_000, -26_500]),
    (0.0013, 0.0091, 4, [0, 0.003, 0.006, 0.009]),
    (1.7, 1.9, 3, [1.7, 1.8, 1.9]),
    (-1e6, 3e6, 5, [-1e6, 0, 1e6, 2e6, 3e6]),
    (97, 103, 7, [97, 98, 99, 100, 101, 102, 103]),
    (0, 365, 8, [0, 50, 100, 150, 200, 250, 300, 350]),
    (-0.5, 0.25, 4, [-0.5, -0.25, 0, 0.25]),
    (3, 3.0001, 5, [3, 3.000025, 3.00005, 3.000075, 3.0001]),
    (0, 12, 12, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  ])
  func `agrees with R's labeling package`(
    low: Double, high: Double, target: Double, expected: [Double]
  ) {
    #expect(isClose(values(low, high, target), expected, relative: 1e-12))
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
