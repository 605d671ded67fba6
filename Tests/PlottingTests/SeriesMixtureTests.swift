import Plotting
import Testing

struct SeriesMixtureTests {
  private func shares(_ weights: [Double]) -> [Int: Double] {
    Dictionary(
      uniqueKeysWithValues: SeriesMixture(weights: weights).weights.map { ($0.series, $0.share) })
  }

  @Test func `shares are tenths that add up to one`() {
    #expect(shares([1, 0]) == [1: 1])
    #expect(shares([0.26, 0.74]) == [1: 0.3, 2: 0.7])
    #expect(shares([0.01, 0.99]) == [2: 1])
    for weights in [[1, 1, 1], [0.2, 0.3, 0.5], [5, 4, 3, 2, 1, 1]] as [[Double]] {
      let total = SeriesMixture(weights: weights).weights.reduce(0) { $0 + $1.share }
      #expect(abs(total - 1) < 1e-12)
    }
  }

  @Test func `nonsense has no share, and its color is gray`() {
    let none = SeriesMixture(weights: [-1, 0, .nan])
    #expect(none.weights.isEmpty)
    #expect(Theme.report.color(of: .mixture(none)) == Color(red: 0.5, green: 0.5, blue: 0.5))
  }

  @Test func `the theme mixes its own palette`() {
    let half = Paint.mixing([1, 1])
    for theme in [Theme.report, .print] {
      #expect(
        theme.color(of: half) == Oklab.mix([theme.palette[1], theme.palette[2]], weights: [1, 1]))
    }
  }
}
