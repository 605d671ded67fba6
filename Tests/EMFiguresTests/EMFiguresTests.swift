import ExpectationMaximization
import Plotting
import Statistics
import TestSupport
import Testing

@testable import EMFigures

private let truth = UnivariateGaussianMixture(
  weights: [0.25, 0.3, 0.35, 0.1], means: [-3, 0, 5, 10], standardDeviations: [2, 2, 5, 1])

private let metrics = FontMetrics { _, _ in
  GlyphMetrics(advance: 0.5, left: 0, right: 0.5, bottom: 0, top: 0.7)
}

private func smallFit() throws -> Fit<UnivariateGaussianMixture> {
  var random = SplitMix64(seed: 3)
  let samples = truth.sample(400, using: &random)
  let start = try UnivariateGaussianMixture.initialized(
    components: 2, from: samples, using: &random)
  return try fitByEM(start, to: samples, options: EMOptions(iterationLimit: 5))
}

/// The series names of all marks, in painting order.
private func series(_ chart: Chart) -> [String?] { chart.marks.map(\.style.label) }

struct MixtureDensityTests {
  @Test func `the plotted density has area one`() {
    let xs = abscissae(over: support(of: [truth]))
    let area = zip(xs, xs.dropFirst()).reduce(0) { sum, pair in
      sum + (truth.density(pair.0) + truth.density(pair.1)) / 2 * (pair.1 - pair.0)
    }
    // 3.5 standard deviations leave 4.7e-4 of a component outside.
    #expect(isClose(area, 1, absolute: 1e-3))
  }

  @Test func `components are named and can be left out`() throws {
    #expect(series(mixtureDensityChart(of: truth)).compactMap { $0 }.count == 5)
    #expect(
      series(mixtureDensityChart(of: truth, components: false)).compactMap { $0 } == ["mixture"])
    #expect(throws: Never.self) {
      try Figure(mixtureDensityChart(of: truth)).displayList(metrics: metrics)
    }
  }

  @Test func `a narrow component is as high as it is`() throws {
    let mixture = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [0, 3], standardDeviations: [10, 0.03])
    let csv = String(decoding: try Figure(mixtureDensityChart(of: mixture)).csv(), as: UTF8.self)
    let rows = csv.split(separator: "\r\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let y = try #require(rows.first?.firstIndex(of: "y"))
    let heights = rows.filter { $0[0] == "line" && $0[1] == "mixture" }.compactMap { Double($0[y]) }
    // 0.5 · N(3 | 3, 0.03²) = 6.6490, and the wide component adds 0.0191.
    #expect(isClose(heights.max() ?? 0, 6.6681, absolute: 1e-4))
  }

  @Test func `several mixtures share axes`() throws {
    let chart = mixtureDensitiesChart(of: [("truth", truth), ("learned", truth.ordered)])
    #expect(series(chart) == ["truth", "learned"])
  }
}

struct ConvergenceTests {
  @Test func `the climb is described by its range`() throws {
    let chart = convergenceChart(of: try smallFit())
    #expect(chart.draftedDescription.contains("log P(X ∣ θ) against iteration (0 to 5)"))
  }
}

struct BoundAndDivergenceTests {
  @Test func `bound and divergence add up to the log-likelihood`() throws {
    let fit = try smallFit()
    let chart = boundAndDivergenceChart(of: fit)
    let list = try Figure(chart).displayList(metrics: metrics)
    #expect(list.notices.isEmpty)
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-9))
    }
    #expect(chart.draftedDescription.contains("11 categories from E_0 to E_5"))
    let labels = BoundLabels(bound: "F", divergence: "gap", logLikelihood: "log p", unit: "bits")
    let named = boundAndDivergenceChart(of: fit, labels: labels)
    #expect(series(named) == ["F", "gap", "log p"] && named.y.label == "bits")
  }
}

struct SampleHistogramsTests {
  @Test func `sets share their bins`() throws {
    let chart = histogramChart(of: [("a", [1, 2, 2, 3]), ("b", [2, 3, 4])], density: truth)
    #expect(series(chart) == ["a", "b", "density"])
    #expect(throws: Never.self) { try Figure(chart).displayList(metrics: metrics) }
  }
}

struct MixtureFitTests {
  @Test func `a point between two components has the mixture of their colors`() throws {
    let model = try GaussianMixture(
      weights: [0.5, 0.5], means: [[-2, 0], [2, 0]],
      covariances: [[[1, 0], [0, 1]], [[1, 0], [0, 1]]])
    let data = try Matrix([[-2, 0], [0, 0], [2, 0]])
    let list = try Figure(mixtureFitChart(model, to: data)).displayList(metrics: metrics)
    func markers(_ items: [DisplayItem]) -> [Markers] {
      items.flatMap { item -> [Markers] in
        switch item {
        case .markers(let markers): [markers]
        case .group(let group): markers(group.items)
        default: []
        }
      }
    }
    let points = try #require(markers(list.items).first { $0.paints.count == 3 })
    let even = Oklab.mix([Palette.okabeIto[1], Palette.okabeIto[2]], weights: [1, 1])
    #expect(Theme.report.color(of: points.paints[1]) == even)
    #expect(points.paints[0] != points.paints[2])
  }
}

struct WrongDimensionsTests {
  @Test func `columns and rows that do not exist are typed errors`() throws {
    let model = try GaussianMixture(
      weights: [1], means: [[0, 0]], covariances: [[[1, 0], [0, 1]]])
    let data = try Matrix([[0, 0], [1, 1]])
    #expect(throws: EMFigureError.invalidDimensions(0, 2, columns: 2)) {
      try mixtureFitChart(model, to: data, dimensions: (0, 2))
    }
    #expect(throws: EMFigureError.unequalRows(data: 2, responsibilities: 1)) {
      try mixtureFitChart(model, to: data, responsibilities: Matrix([[1]]))
    }
  }
}

struct ResponsibilitiesTests {
  @Test func `stacked areas end at one`() throws {
    let chart = try responsibilitiesChart(of: truth)
    let list = try Figure(chart).displayList(metrics: metrics)
    #expect(chart.marks.count == 4 && list.notices.isEmpty)
    #expect(series(chart).compactMap { $0 }.count == 4)
  }

  @Test func `a map keeps every observation`() throws {
    let chart = responsibilityHeatMap(try Matrix([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]))
    #expect(throws: Never.self) { try Figure(chart).displayList(metrics: metrics) }
  }
}

struct ProbabilityTableTests {
  @Test func `rows are named by the parents' states`() throws {
    let network = try BayesianNetwork([
      NetworkNode("rain", states: 2), NetworkNode("wet", states: 2, parents: ["rain"]),
    ])
    let chart = try probabilityTableChart(
      of: network, node: "wet", states: ["rain": ["dry", "rainy"]])
    #expect(throws: EMFigureError.unknownNode("west")) {
      try probabilityTableChart(of: network, node: "west")
    }
    #expect(chart.draftedDescription.contains("dry, rainy"))
  }
}

struct ModelSelectionTests {
  @Test func `the best score of each family is marked`() throws {
    let chart = modelSelectionChart(of: [("full", [(1, 812), (2, 640), (3, 655)])])
    #expect(series(chart) == ["full", "best"])
    let two = modelSelectionChart(of: [
      ("a", [(1, 5), (2, 3)]), ("b", [(1, .nan), (2, 9), (3, 8)]),
    ])
    #expect(series(two) == ["a", "b", "best of each"])
    let csv = String(decoding: try Figure(two).csv(), as: UTF8.self)
    #expect(csv.contains("point,best of each,2,3\r\n") && csv.contains("best of each,3,8\r\n"))
  }
}
