import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `After the fit` {
  /// References 01 and 03: numbers of parameters, BIC, AIC, and ICL (also by mclust).
  @Test func `criteria are those of the reference`() throws {
    for (name, table, width) in [
      ("01_faithful_gmm2_full", "faithful.csv", 2), ("03_iris_gmm3_full", "iris.csv", 4),
      ("03_iris_gmm3_diag", "iris.csv", 4),
    ] {
      let reference = try ReferenceCase(name)
      let rows = try Matrix(ReferenceCase.table(table).map { Array($0.prefix(width)) })
      let list = reference.`init`.covariances
      let start = GaussianMixture(
        weights: reference.`init`.weights.numbers, means: try reference.`init`.means.matrix(),
        covariances: list.list[0].list[0].list.isEmpty
          ? .diagonal(try list.matrix()) : .full(try list.list.map { try $0.matrix() }))
      let fit = try fitByEM(
        start, to: rows, options: EMOptions(tolerance: .relative(1e-14), iterationLimit: 2_000))
      #expect(fit.model.parameterCount == reference.expected.n_parameters.int)
      #expect(isClose(fit.aic, reference.expected.aic.number, relative: 1e-9))
      #expect(fit.bic(count: Double(rows.rows)) == fit.bic)
      #expect(isClose(fit.bic, reference.expected.bic.number, relative: 1e-9))
      #expect(try isClose(fit.icl(of: rows), reference.expected.icl_entropy.number, relative: 1e-6))
      let assigned = try fit.assignments(of: rows)
      let counts = (0..<fit.model.componentCount).map { k in assigned.count { $0 == k } }
      #expect(counts == reference.expected.converged.hard_counts.numbers.map { Int($0) })
    }
  }

  /// Reference 10: a numerical Hessian gives .1947, .3500, .2505.
  @Test func `standard errors of the Times deaths`() throws {
    let (start, counts, days, reference) = try MixtureTests.deaths()
    var options = EMOptions(tolerance: .relative(1e-15), iterationLimit: 50_000)
    options.acceleration = .squarem
    let model = try fitByEM(start, to: counts, weights: days, options: options).model
    let estimates = try model.standardErrors(of: counts, weights: days)
    let errors = reference.expected.standard_errors_observed_information
    let named = Dictionary(uniqueKeysWithValues: estimates.map { ($0.name, $0.standardError) })
    for (name, key) in [
      ("weight[0]", "weight1"), ("component[0].rate", "rate1"), ("component[1].rate", "rate2"),
    ] {
      #expect(isClose(try #require(named[name]), errors[key].number, relative: 1e-3))
    }
    #expect(
      named["weight[1]"] == named["weight[0]"]
        || isClose(named["weight[1]"]!, named["weight[0]"]!, relative: 1e-8))
    let rate = try model.rateOfConvergence(of: counts, weights: days)
    #expect(rate > 0.99 && rate < 1)
  }

  /// σ/√N and σ/√(2N), in any units.
  @Test(arguments: [0.0, 1e6]) func `standard errors of a normal distribution`(shift: Double) throws
  {
    var random = SplitMix64(seed: 2)
    let samples = Normal(mean: shift, standardDeviation: 3).sample(400, using: &random)
    let start = UnivariateGaussianMixture(weights: [1], means: [shift], standardDeviations: [1])
    let model = try fitByEM(start, to: samples).model
    let estimates = try model.standardErrors(of: samples)
    let sigma = model.standardDeviations[0]
    #expect(estimates.map(\.name) == ["weight[0]", "mean[0]", "standardDeviation[0]"])
    #expect(isClose(estimates[1].standardError, sigma / 20, relative: 1e-6))
    #expect(isClose(estimates[2].standardError, sigma / 800.0.squareRoot(), relative: 1e-6))
  }

  /// The best of several starts on iris is −180.185477; the reference start ends in −186.57.
  @Test func `restarts find the better optimum and count failures`() throws {
    let rows = try Matrix(ReferenceCase.table("iris.csv").map { Array($0.prefix(4)) })
    let reference = try ReferenceCase("03_iris_gmm3_full").expected.best_of_restarts
    let make = { (random: inout SplitMix64) in
      try GaussianMixture.initialized(components: 3, from: rows, using: &random)
    }
    let restarts = fitByEM(
      restarts: 6, seed: 1, to: rows,
      options: EMOptions(tolerance: .relative(1e-12), iterationLimit: 3_000), start: make)
    let best = try #require(restarts.best)
    #expect(isClose(best.logLikelihood, reference.loglik.number, relative: 1e-6))
    #expect(restarts.runs.count == 6)
    #expect(restarts.fits.count + restarts.runs.count { (try? $0.get()) == nil } == 6)
    let failing = fitByEM(restarts: 2, seed: 1, to: rows) { _ in
      GaussianMixture(
        weights: [1], means: Matrix(rows: 1, columns: 3), covariances: .tied(.identity(3)))
    }
    #expect(failing.failureCount == 2 && failing.best == nil)
  }

  @Test func `selection finds two eruptions`() throws {
    let rows = try Matrix(ReferenceCase.table("faithful.csv"))
    let selection = try GaussianSelection(
      of: rows, components: 1...3, covariances: [.full, .diagonal], restarts: 2)
    #expect(selection.candidates.count == 6)
    let best = try #require(selection.best)
    #expect(best.components == 2 && best.covariance == .full)
    #expect(isClose(try #require(best.value), 2322.1917, absolute: 1e-3))
  }
}

typealias MixtureTests = `Mixtures of any component`
