import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Gaussian mixture in several dimensions` {
  /// Reference 01 (mclust, scikit-learn) and 03 (the same two, from a start that ends in a local
  /// optimum): traces to 10⁻¹⁰, parameters to 10⁻⁸.
  @Test(arguments: [
    ("01_faithful_gmm2_full", "faithful.csv", 2), ("03_iris_gmm3_full", "iris.csv", 4),
    ("03_iris_gmm3_diag", "iris.csv", 4),
  ])
  func `follows the reference`(name: String, table: String, width: Int) throws {
    let reference = try ReferenceCase(name)
    let rows = try Matrix(ReferenceCase.table(table).map { Array($0.prefix(width)) })
    let start = try GaussianMixture(
      weights: reference.`init`.weights.numbers, means: reference.`init`.means.matrix(),
      covariances: covariances(reference.`init`.covariances))
    let iterations = reference.iterations.int
    let fit = try fitByEM(
      start, to: rows,
      options: EMOptions(tolerance: .never, iterationLimit: iterations, record: .models))
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    for key in reference.expected.params_after.keys {
      let expected = reference.expected.params_after[key]
      let model = try #require(fit.maximizations[Int(key)! - 1].model)
      #expect(isClose(model.weights, expected.weights.numbers, relative: 1e-8))
      #expect(isClose(model.means.elements, expected.means.flat, relative: 1e-8))
      #expect(
        isClose(
          numbers(model.covariances), expected.covariances.flat, relative: 1e-8, absolute: 1e-9))
    }
    for (key, model) in [("iter0", start), ("final", fit.model)] {
      let responsibilities = try model.responsibilities(of: rows)
      let expected = reference.expected["responsibilities_\(key)_first5"].table
      #expect(expected.count == 5)
      for (row, values) in expected.enumerated() {
        #expect(isClose(responsibilities.row(row), values, relative: 1e-7, absolute: 1e-300))
      }
    }
    expectDecomposition(fit, reference)
  }

  @Test(arguments: [
    ("01_faithful_gmm2_full", "faithful.csv", 2), ("03_iris_gmm3_full", "iris.csv", 4),
    ("03_iris_gmm3_diag", "iris.csv", 4),
  ])
  func `converges where the reference does`(name: String, table: String, width: Int) throws {
    let reference = try ReferenceCase(name)
    let rows = try Matrix(ReferenceCase.table(table).map { Array($0.prefix(width)) })
    let start = try GaussianMixture(
      weights: reference.`init`.weights.numbers, means: reference.`init`.means.matrix(),
      covariances: covariances(reference.`init`.covariances))
    let fit = try fitByEM(
      start, to: rows, options: EMOptions(tolerance: .relative(1e-14), iterationLimit: 2000))
    #expect(isClose(fit.logLikelihood, reference.expected.converged.loglik.number, relative: 1e-10))
  }

  private func covariances(_ list: ReferenceCase) throws -> Covariances {
    list.list[0].list[0].list.isEmpty
      ? .diagonal(try list.matrix()) : .full(try list.list.map { try $0.matrix() })
  }

  private func numbers(_ covariances: Covariances) -> [Double] {
    switch covariances {
    case .full(let matrices): matrices.flatMap(\.elements)
    case .tied(let matrix): matrix.elements
    case .diagonal(let variances): variances.elements
    case .spherical(let variances): variances
    }
  }
}

/// Checks Q, entropy, lower bound, and divergence of every iteration against the reference.
func expectDecomposition<Model>(
  _ fit: Fit<Model>, _ reference: ReferenceCase, sourceLocation: SourceLocation = #_sourceLocation
) {
  let expected = reference.expected.decomposition.list
  #expect(!expected.isEmpty, sourceLocation: sourceLocation)
  #expect(expected.count == fit.maximizations.count, sourceLocation: sourceLocation)
  for (step, parts) in zip(fit.maximizations, expected) {
    let scale = 1e-10 * abs(step.logLikelihood)
    let pairs = [
      (step.expectedLogLikelihood, parts.Q.number), (step.entropy, parts.entropy.number),
      (step.lowerBound, parts.elbo.number), (step.divergence, parts.kl.number),
      (step.logLikelihood, parts.loglik.number),
    ]
    for (actual, value) in pairs {
      #expect(
        isClose(actual, value, relative: 1e-10, absolute: scale), sourceLocation: sourceLocation)
    }
  }
}
