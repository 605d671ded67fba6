import TestSupport
import Testing

@testable import Plotting

struct BinningTests {
  // numpy.histogram_bin_edges([0, 1, ..., 9] * 1.5 + 0.25, bins=...) by hand from NumPy's formulas:
  // n = 10, range 13.5, IQR 6.75.
  private let samples = (0..<10).map { Double($0) * 1.5 + 0.25 }

  @Test func `rules give NumPy's numbers of bins`() {
    // FD width 13.5/10^(1/3) = 6.266 → 3; Sturges width 13.5/4.3219 = 3.124 → 5; auto takes Sturges.
    #expect(Binning.freedmanDiaconis.edges(for: samples).count == 4)
    #expect(Binning.sturges.edges(for: samples).count == 6)
    #expect(Binning.automatic.edges(for: samples).count == 6)
    // Scott width (24 √π / 10)^(1/3) σ with σ = 4.308 → 6.98 → 2.
    #expect(Binning.scott.edges(for: samples).count == 3)
  }

  @Test func `edges reach from the smallest to the largest sample`() {
    let edges = Binning.automatic.edges(for: samples)
    #expect(edges.first == 0.25 && edges.last == 13.75)
  }

  @Test func `whole numbers get bins no narrower than one`() {
    let dice = (0..<6000).map { Double($0 % 6 + 1) }
    #expect(Binning.automatic.edges(for: dice).count == 6)
  }

  @Test func `degenerate samples have defined edges`() {
    #expect(Binning.automatic.edges(for: []) == [0, 1])
    #expect(Binning.automatic.edges(for: [.nan, .infinity]) == [0, 1])
    #expect(Binning.automatic.edges(for: [3, 3, 3]) == [2.5, 3.5])
  }

  @Test func `the last bin contains its upper edge, others do not`() {
    #expect(histogramCounts(of: [0, 1, 1, 2, 2.5, -1, .nan], edges: [0, 1, 2]) == [1, 3])
  }

  @Test func `a density histogram has area one`() {
    let mark = HistogramMark(samples, normalization: .density)
    var survey = ChartSurvey(barArrangement: .grouped)
    survey.sharedEdges = Binning.automatic.edges(for: samples)
    let (edges, heights) = mark.bins(in: survey)
    let area = zip(heights, zip(edges, edges.dropFirst())).reduce(0) {
      $0 + $1.0 * ($1.1.1 - $1.1.0)
    }
    #expect(isClose(area, 1, relative: 1e-12))
  }

  // Reference/histograms.py, NumPy 2.4.6.
  @Test(arguments: [
    (Binning.automatic, -2.0942192203937706, [54, 65, 109, 105, 0, 0, 0, 16, 74, 77]),
    (.freedmanDiaconis, -1.7090759832336038, [79, 127, 127, 0, 0, 58, 109]),
    (.scott, -1.7090759832336038, [79, 127, 127, 0, 0, 58, 109]),
    (.sturges, -2.0942192203937706, [54, 65, 109, 105, 0, 0, 0, 16, 74, 77]),
  ])
  func `agrees with NumPy`(rule: Binning, secondEdge: Double, counts: [Int]) {
    let samples = goldenRatioSamples
    let edges = rule.edges(for: samples)
    #expect(isClose(edges[1], secondEdge, relative: 1e-12))
    #expect(histogramCounts(of: samples, edges: edges) == counts.map(Double.init))
  }

  @Test(arguments: [Binning.automatic, .freedmanDiaconis, .scott, .sturges, .count(7)])
  func `on a logarithmic axis bins are those of the logarithms`(rule: Binning) {
    let logarithms = (0..<300).map { 0.01 * Double($0 * $0 % 997) - 3 }
    let edges = rule.edges(for: logarithms.map { pow(10, $0) } + [0, -4], on: .log)
    let expected = rule.edges(for: logarithms)
    #expect(edges.count == expected.count)
    #expect(zip(edges, expected).allSatisfy { abs(log10($0) - $1) < 1e-12 })
  }

  @Test func `given bins are in the unit of the data on every axis`() {
    let samples = [1.0, 3, 20, 90]
    for rule in [Binning.width(10), .edges([1, 10, 100])] {
      #expect(rule.edges(for: samples, on: .log) == rule.edges(for: samples))
    }
    #expect(Binning.automatic.edges(for: [5, 5], on: .log) == [4.5, 5.5])
    #expect(Binning.automatic.edges(for: [-5, 0], on: .log) == [0, 1])
  }

  @Test func `a density on a logarithmic axis has the area 1 in decades`() throws {
    let samples = (1...64).map(Double.init)
    let mark = HistogramMark(samples + [0], normalization: .density)
    let plan = try ChartPlan(Chart { mark }.xAxis(scale: .log), theme: .report)
    let (edges, heights) = mark.bins(in: plan.survey)
    let area = heights.indices.reduce(0) {
      $0 + heights[$1] * (log10(edges[$1 + 1]) - log10(edges[$1]))
    }
    #expect(abs(area - 1) < 1e-12)
    #expect(edges.first == 1 && edges.last == 64)
    #expect(plan.survey.notices == [.notPositive(mark: "histogram", count: 1)])
  }
}

/// Two clusters from the golden-ratio sequence, as in Reference/.
let goldenRatioSamples = (0..<500).map { index -> Double in
  let u = (Double(index) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
  return index % 3 == 0 ? 4 + 2 * u : -3 * u * u
}
