import ExpectationMaximization
import Statistics
import Testing

struct ModelSummaryTests {
  @Test func `components are rows`() {
    let mixture = UnivariateGaussianMixture(
      weights: [0.25, 0.75], means: [-1, 2], standardDeviations: [0.5, 3])
    let table = mixture.summary.tables[0]
    #expect(mixture.summary.tables.count == 1 && mixture.summary.facts.isEmpty)
    #expect(table.corner == "component")
    #expect(table.columns == ["weight", "mean", "standard deviation"])
    #expect(table.rows.map(\.name) == ["0", "1"])
    #expect(table.rows.map(\.numbers) == [[0.25, -1, 0.5], [0.75, 2, 3]])
  }

  @Test func `states have their transitions and emissions beside them`() throws {
    let model = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.2, 0.8]]),
      emissions: [Poisson(rate: 10), Poisson(rate: 30)])
    let table = model.summary.tables[0]
    #expect(table.corner == "state")
    #expect(table.columns == ["initial", "transition 0", "transition 1", "rate"])
    #expect(table.rows.map(\.numbers) == [[0.5, 0.9, 0.1, 10], [0.5, 0.2, 0.8, 30]])
  }

  @Test func `tables of nodes with as many combinations of parents are joined`() throws {
    let network = try BayesianNetwork(
      [
        NetworkNode("rain", states: 2), NetworkNode("wet", states: 2, parents: ["rain"]),
        NetworkNode("late", states: 2, parents: ["rain"]),
      ], tables: [[0.5, 0.5], [0.8, 0.2, 0.4, 0.6], [0.7, 0.3, 0.1, 0.9]])
    let tables = network.summary.tables
    #expect(
      tables.map(\.columns) == [["rain 0", "rain 1"], ["wet 0", "wet 1", "late 0", "late 1"]])
    #expect(tables[1].rows.map(\.numbers) == [[0.8, 0.2, 0.7, 0.3], [0.4, 0.6, 0.1, 0.9]])
  }

  @Test func `many parameters of few components are listed downwards`() throws {
    let model = GaussianMixture(
      weights: [0.5, 0.5], means: try Matrix([[1, 2, 3], [4, 5, 6]]),
      covariances: .full([.identity(3), .identity(3)]))
    let table = model.summary.tables[0]
    #expect(table.columns == ["component 0", "component 1"])
    #expect(table.rows.first?.name == "weight" && table.rows.count == 1 + 3 + 6)
  }

  @Test func `a fit begins with how it ended`() throws {
    let start = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [0, 5], standardDeviations: [1, 1])
    let fit = try fitByEM(start, to: [-1, 0, 1, 4, 5, 6, 5.5])
    #expect(fit.summary.facts.map(\.name) == ["status", "log-likelihood"])
    #expect(fit.summary.facts[0].text == "\(fit.status)")
    #expect(fit.summary.tables == fit.model.summary.tables)
  }

  @Test func `a model without named parameters says nothing`() {
    struct Silent: LatentVariableModel {
      func eStep(_ observations: [Double]) -> Expectation<Double> {
        Expectation(statistics: 0, logLikelihood: 0)
      }
      func mStep(_ statistics: Double) -> Silent { self }
      func expectedLogLikelihood(_ statistics: Double) -> Double { 0 }
    }
    #expect(Silent().summary == Summary())
  }
}
