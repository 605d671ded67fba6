import DataSets
import Statistics
import TestSupport
import Testing

/// Compares the data with published summaries, to find typing errors.
struct DataSetsTests {
  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func variance(_ values: [Double]) -> Double {
    let center = mean(values)
    return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count - 1)
  }

  /// `summary(faithful)` of R 4: means 3.488 and 70.9; 272 rows.
  @Test func `Old Faithful has the means of R's summary`() {
    #expect(OldFaithful.matrix.rows == 272 && OldFaithful.matrix.columns == 2)
    #expect(isClose(mean(OldFaithful.durations), 3.487783, relative: 1e-6))
    #expect(isClose(mean(OldFaithful.waits), 70.89706, relative: 1e-6))
  }

  /// Fisher (1936), table 2: the means of each species.
  @Test func `irises have the means of Fisher's table`() {
    let means = [
      "setosa": [5.006, 3.428, 1.462, 0.246], "versicolor": [5.936, 2.770, 4.260, 1.326],
      "virginica": [6.588, 2.974, 5.552, 2.026],
    ]
    for (species, expected) in means {
      let rows = Iris.species.indices.filter { Iris.species[$0] == species }
      for (column, value) in expected.enumerated() {
        #expect(isClose(mean(rows.map { Iris.matrix[$0, column] }), value, absolute: 1e-9))
      }
    }
  }

  /// Zucchini and MacDonald (2009), page 4: mean 19.36 and variance 51.57.
  @Test func `earthquakes have the mean and variance of the book`() {
    let counts = Earthquakes.counts.map(Double.init)
    #expect(counts.count == Earthquakes.years.count)
    #expect(isClose(mean(counts), 19.36, absolute: 0.005))
    #expect(isClose(variance(counts), 51.57, absolute: 0.005))
  }

  @Test func `counts add up to the published totals`() {
    #expect(DeathNotices.days.reduce(0, +) == 1096)
    #expect(DeathNotices.counts.count == DeathNotices.days.count)
    #expect(GeneticLinkage.counts.reduce(0, +) == 197)
    #expect(CoinTosses.rounds.map { $0.count { $0 == "H" } } == CoinTosses.heads)
    #expect(CoinTosses.rounds.allSatisfy { $0.count == CoinTosses.tosses })
  }
}
