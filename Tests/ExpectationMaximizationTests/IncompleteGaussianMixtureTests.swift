import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Gaussian mixtures with missing cells` {
  static func table(_ name: String) throws -> IncompleteMatrix {
    let rows = try ReferenceCase.table(name).map { $0.map { $0 == -9999 ? nil : $0 } }
    return try IncompleteMatrix(rows)
  }

  static func normal(_ dimension: Int) -> IncompleteGaussianMixture {
    IncompleteGaussianMixture(
      GaussianMixture(
        weights: [1], means: Matrix(rows: 1, columns: dimension),
        covariances: .full([.identity(dimension)])))
  }

  /// Reference 08: direct optimization of the observed likelihood agrees.
  @Test func `a normal distribution follows the reference`() throws {
    let reference = try ReferenceCase("08_mvn_missing")
    let rows = try Self.table("mvn_missing.csv")
    let fit = try fitByEM(
      Self.normal(4), to: rows,
      options: EMOptions(tolerance: .never, iterationLimit: 50, record: .models))
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    for key in reference.expected.params_after.keys {
      let model = try #require(fit.maximizations[Int(key)! - 1].model).mixture
      let expected = reference.expected.params_after[key]
      #expect(isClose(model.means.elements, expected.mean.numbers, relative: 1e-8))
      #expect(
        isClose(
          model.covariances.matrix(0, dimension: 4).elements, expected.covariance.flat,
          relative: 1e-8))
    }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    // E-steps: the entropy is that of the normal posteriors, found independently of Q.
    for step in fit.trace where step.kind == .expectation {
      #expect(isClose(step.lowerBound, step.logLikelihood, relative: 1e-11))
    }
  }

  /// Closed form by factored likelihoods (Anderson 1957), which reference 08 also holds.
  @Test func `a monotone pattern has a closed form`() throws {
    let reference = try ReferenceCase("08_mvn_missing").closed_form_monotone
    let rows = try Self.table("mvn_monotone.csv")
    let fit = try fitByEM(
      Self.normal(2), to: rows, options: EMOptions(tolerance: .never, iterationLimit: 300))
    #expect(
      isClose(
        Array(fit.logLikelihoods.prefix(6)), reference.em_loglik_first5.numbers, relative: 1e-10))
    #expect(isClose(fit.model.mixture.means.elements, reference.mean.numbers, relative: 1e-9))
    #expect(
      isClose(
        fit.model.mixture.covariances.matrix(0, dimension: 2).elements,
        reference.covariance.flat, relative: 1e-9))
  }

  @Test(arguments: CovarianceStructure.allCases)
  func `without missing cells it is the mixture`(shape: CovarianceStructure) throws {
    let problem = try RandomProblem(seed: 21, shape: shape, count: 80)
    let options = EMOptions(tolerance: .never, iterationLimit: 8)
    let complete = try fitByEM(problem.start, to: problem.rows, options: options)
    let fit = try fitByEM(
      IncompleteGaussianMixture(problem.start), to: IncompleteMatrix(missingAsNaN: problem.rows),
      options: options)
    #expect(isClose(fit.logLikelihoods, complete.logLikelihoods, relative: 1e-11))
    #expect(
      isClose(fit.model.mixture.means.elements, complete.model.means.elements, relative: 1e-9))
  }

  @Test func `imputation is the conditional expectation`() throws {
    let covariance = Matrix(rows: 2, columns: 2, elements: [4, 2, 2, 3])
    let model = IncompleteGaussianMixture(
      GaussianMixture(
        weights: [1], means: Matrix(rows: 1, columns: 2, elements: [1, -1]),
        covariances: .full([covariance])))
    let rows = try IncompleteMatrix([[3, nil], [nil, 0.5], [nil, nil], [2, 2]])
    let complete = try model.imputed(rows)
    // −1 + 2/4·(3−1) and 1 + 2/3·(0.5+1).
    #expect(
      isClose(complete.elements, [3, 0, 2, 0.5, 1, -1, 2, 2], relative: 1e-13, absolute: 1e-13))
    #expect(try model.logDensities(of: rows)[2] == 0)
  }

  @Test func `a mixture with 15 percent missing climbs and adds up`() throws {
    var random = SplitMix64(seed: 3)
    let iris = try Matrix(ReferenceCase.table("iris.csv").map { Array($0.prefix(4)) })
    var holes = iris
    for i in holes.elements.indices where random.uniform() < 0.15 { holes.elements[i] = .nan }
    let start = try GaussianMixture.initialized(
      components: 3, from: iris, using: &random)
    var options = EMOptions(tolerance: .never, iterationLimit: 15)
    let rows = IncompleteMatrix(missingAsNaN: holes)
    let fit = try fitByEM(IncompleteGaussianMixture(start), to: rows, options: options)
    for (before, after) in zip(fit.logLikelihoods, fit.logLikelihoods.dropFirst()) {
      #expect(after >= before - 1e-9 * (1 + abs(before)))
    }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    options.threads = 2
    #expect(
      try fitByEM(IncompleteGaussianMixture(start), to: rows, options: options).model == fit.model)
  }

  @Test func `responsibilities tell equal components apart`() throws {
    let blank = IncompleteGaussianMixture(
      GaussianMixture(
        weights: [0.5, 0.5], means: Matrix(rows: 2, columns: 2),
        covariances: .diagonal(Matrix(rows: 2, columns: 2, repeating: 1))))
    let rows = try IncompleteMatrix([[1, 2], [3, 6], [nil, 9], [11, nil], [12, 7], [2, nil]])
    let labels = try Matrix([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [1, 0]])
    let start = try blank.fitted(toResponsibilities: labels, of: rows).mixture
    // A missing cell is expected at 0, the mean of the blank.
    #expect(
      isClose(start.means.elements, [2, 8.0 / 3, 23.0 / 3, 16.0 / 3], relative: 1e-12))
    #expect(throws: InvalidStart.identicalComponents) { try fitByEM(blank, to: rows) }
  }

  @Test func `a column without any cell has no estimate`() throws {
    #expect(throws: InvalidData.missingColumn(1)) {
      try fitByEM(Self.normal(2), to: IncompleteMatrix([[1, nil], [2, nil]]))
    }
  }
}
