import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// A random problem: data from a random mixture, and a start that knows nothing of it.
struct RandomProblem {
  let rows: Matrix
  let start: GaussianMixture

  init(seed: UInt64, shape: CovarianceStructure, count: Int = 150, prior: Bool = false) throws {
    var random = SplitMix64(seed: seed)
    let dimension = 1 + random.integer(below: 3)
    let components = 1 + random.integer(below: 4)
    var elements: [Double] = []
    let centers = (0..<components).map { _ in
      (0..<dimension).map { _ in 4 * random.standardNormal() }
    }
    for _ in 0..<count {
      let center = centers[random.integer(below: components)]
      elements += center.map { $0 + random.standardNormal() }
    }
    rows = Matrix(rows: count, columns: dimension, elements: elements)
    start = try GaussianMixture.initialized(
      components: components, from: rows, covariance: shape, method: .randomRows,
      prior: prior ? GaussianPrior(matching: rows, components: components) : nil, using: &random)
  }
}

@Suite struct `Laws of EM on Gaussian mixtures` {
  static let options = EMOptions(tolerance: .never, iterationLimit: 25, record: .responsibilities)

  @Test(arguments: CovarianceStructure.allCases)
  func `the objective never falls and the bound adds up`(shape: CovarianceStructure) throws {
    for seed in 0..<6 as Range<UInt64> {
      for prior in [false, true] {
        let problem = try RandomProblem(seed: seed, shape: shape, prior: prior)
        let fit = try fitByEM(problem.start, to: problem.rows, options: Self.options)
        let objectives = fit.trace.filter { $0.kind == .expectation }.map(\.objective)
        for (before, after) in zip(objectives, objectives.dropFirst()) {
          #expect(after >= before - 1e-9 * (1 + abs(before)), "seed \(seed)")
        }
        #expect(abs(fit.model.weights.reduce(0, +) - 1) < 1e-12)
        for step in fit.trace {
          #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
          guard let responsibilities = step.responsibilities else { continue }
          for row in responsibilities.nested { #expect(abs(row.reduce(0, +) - 1) < 1e-12) }
        }
      }
    }
  }

  /// Entropy and divergence by their definitions, from the responsibilities alone.
  @Test func `entropy and divergence are those of the responsibilities`() throws {
    let problem = try RandomProblem(seed: 3, shape: .full)
    let fit = try fitByEM(problem.start, to: problem.rows, options: Self.options)
    let expectations = fit.trace.filter { $0.kind == .expectation }
    for (step, (before, after)) in zip(
      fit.maximizations, zip(expectations, expectations.dropFirst()))
    {
      let q = try #require(before.responsibilities).elements
      let p = try #require(after.responsibilities).elements
      let entropy = q.reduce(0) { $0 - ($1 > 0 ? $1 * Elementary.log($1) : 0) }
      let divergence = zip(q, p).reduce(0) {
        $0 + ($1.0 > 0 ? $1.0 * (Elementary.log($1.0) - Elementary.log($1.1)) : 0)
      }
      let scale = 1e-10 * abs(step.logLikelihood)
      #expect(isClose(step.entropy, entropy, relative: 1e-9, absolute: scale))
      #expect(isClose(step.divergence, divergence, relative: 1e-7, absolute: scale))
    }
  }

  @Test(arguments: CovarianceStructure.allCases)
  func `threads do not change a bit`(shape: CovarianceStructure) throws {
    let problem = try RandomProblem(seed: 5, shape: shape, count: 5_000)
    var options = EMOptions(tolerance: .never, iterationLimit: 5)
    let one = try fitByEM(problem.start, to: problem.rows, options: options)
    for threads in [2, 8] {
      options.threads = threads
      let several = try fitByEM(problem.start, to: problem.rows, options: options)
      #expect(several.model == one.model)
      #expect(several.logLikelihoods == one.logLikelihoods)
    }
  }

  @Test(arguments: CovarianceStructure.allCases)
  func `integer weights equal repeated rows`(shape: CovarianceStructure) throws {
    let problem = try RandomProblem(seed: 8, shape: shape)
    let counts = (0..<problem.rows.rows).map { ($0 * 7) % 4 }
    let repeated = problem.rows.selecting(
      rows: counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) })
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    let unweighted = try fitByEM(problem.start, to: repeated, options: options)
    let weighted = try fitByEM(
      problem.start, to: problem.rows, weights: counts.map(Double.init), options: options)
    #expect(isClose(weighted.logLikelihoods, unweighted.logLikelihoods, relative: 1e-11))
    #expect(isClose(weighted.model.means.elements, unweighted.model.means.elements, relative: 1e-9))
  }

  @Test func `shifting by a hundred million changes the means and nothing else`() throws {
    // A grid of 2⁻²⁰, so that shifted data are exact.
    let problem = try RandomProblem(seed: 4, shape: .full)
    let grid = 0x1p20
    let rows = Matrix(
      rows: problem.rows.rows, columns: problem.rows.columns,
      elements: problem.rows.elements.map { ($0 * grid).rounded() / grid })
    let shifted = Matrix(
      rows: rows.rows, columns: rows.columns, elements: rows.elements.map { $0 + 1e8 })
    var start = problem.start
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    let plain = try fitByEM(start, to: rows, options: options)
    start.means = Matrix(
      rows: start.means.rows, columns: start.means.columns,
      elements: start.means.elements.map { $0 + 1e8 })
    let moved = try fitByEM(start, to: shifted, options: options)
    #expect(isClose(plain.logLikelihood, moved.logLikelihood, relative: 1e-9))
    for k in plain.model.weights.indices {
      let (a, b) = (plain.model.covariances, moved.model.covariances)
      let width = rows.columns
      #expect(
        isClose(
          a.matrix(k, dimension: width).elements, b.matrix(k, dimension: width).elements,
          relative: 1e-7, absolute: 1e-7))
    }
  }

  @Test func `scaling by a millionth scales the spreads and nothing else`() throws {
    let problem = try RandomProblem(seed: 4, shape: .full)
    let scale = 0x1p-20
    var start = problem.start
    start.means = scale * start.means
    if case .full(let matrices) = start.covariances {
      start.covariances = .full(matrices.map { scale * scale * $0 })
    }
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    let plain = try fitByEM(problem.start, to: problem.rows, options: options)
    let scaled = try fitByEM(start, to: scale * problem.rows, options: options)
    #expect(isClose(scaled.model.weights, plain.model.weights, relative: 1e-12))
    #expect(
      isClose(scaled.model.means.elements, (scale * plain.model.means).elements, relative: 1e-10))
    let cells = Double(problem.rows.elements.count)
    #expect(
      isClose(
        scaled.logLikelihood, plain.logLikelihood - cells * Elementary.log(scale), relative: 1e-11))
  }

  @Test func `permuting components permutes the result`() throws {
    let rows = try RandomProblem(seed: 9, shape: .full).rows
    var random = SplitMix64(seed: 1)
    let start = try GaussianMixture.initialized(
      components: 3, from: rows, method: .randomRows, using: &random)
    guard case .full(let matrices) = start.covariances else { return }
    let order = [2, 0, 1]
    let permuted = GaussianMixture(
      weights: order.map { start.weights[$0] }, means: start.means.selecting(rows: order),
      covariances: .full(order.map { matrices[$0] }))
    let options = EMOptions(tolerance: .never, iterationLimit: 10)
    let plain = try fitByEM(start, to: rows, options: options).model
    let other = try fitByEM(permuted, to: rows, options: options).model
    #expect(isClose(other.weights, order.map { plain.weights[$0] }, relative: 1e-11))
    #expect(
      isClose(
        other.means.elements, plain.means.selecting(rows: order).elements, relative: 1e-10))
  }

  @Test(arguments: CovarianceStructure.allCases)
  func `a mixture of one is the closed form after one step`(shape: CovarianceStructure) throws {
    let rows = try RandomProblem(seed: 12, shape: shape).rows
    var random = SplitMix64(seed: 1)
    var start = try GaussianMixture.initialized(
      components: 1, from: rows, covariance: shape, using: &random)
    start.means = start.means + Matrix(rows: 1, columns: rows.columns, repeating: 1)
    let fit = try fitByEM(start, to: rows)
    let count = Double(rows.rows)
    let mean = (0..<rows.columns).map { rows.column($0).reduce(0, +) / count }
    #expect(isClose(fit.model.means.elements, mean, relative: 1e-12, absolute: 1e-13))
    let variances = (0..<rows.columns).map { j in
      rows.column(j).reduce(0) { $0 + ($1 - mean[j]) * ($1 - mean[j]) } / count
    }
    let expected =
      shape == .spherical
      ? Array(repeating: variances.reduce(0, +) / Double(rows.columns), count: rows.columns)
      : variances
    let actual = fit.model.covariances.matrix(0, dimension: rows.columns).diagonal
    #expect(isClose(actual, expected, relative: 1e-11))
  }
}
