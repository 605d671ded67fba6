import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Mixtures of regressions` {
  /// Reference 09: mixtools' regmixEM agrees to 4.5·10⁻¹³ over 22 iterations.
  @Test func `follow the reference`() throws {
    let reference = try ReferenceCase("09_regression_mixture")
    let points = try ReferenceCase.table("regmix.csv").map { Response(x: $0[0], y: $0[1]) }
    let start = Mixture(
      weights: reference.`init`.weights.numbers,
      components: zip(reference.`init`.betas.table, reference.`init`.sigmas.numbers).map {
        LinearRegression(coefficients: $0, standardDeviation: $1)
      })
    let fit = try fitByEM(
      start, to: points, options: EMOptions(tolerance: .never, iterationLimit: 30, record: .models))
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    for key in reference.expected.params_after.keys {
      let model = try #require(fit.maximizations[Int(key)! - 1].model)
      let expected = reference.expected.params_after[key]
      #expect(isClose(model.weights, expected.weights.numbers, relative: 1e-8))
      #expect(
        isClose(model.components.flatMap(\.coefficients), expected.betas.flat, relative: 1e-8))
      #expect(
        isClose(model.components.map(\.standardDeviation), expected.sigmas.numbers, relative: 1e-8))
    }
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
  }

  /// Predictors at 10⁸ with unit spread: the normal equations would lose all digits.
  @Test func `predictors far from the origin lose no digits`() throws {
    var random = SplitMix64(seed: 1)
    let points = (0..<100).map { _ in
      let x = onGrid(random.standardNormal())
      return (x, 2 + 3 * x + 0.1 * random.standardNormal())
    }
    let start = LinearRegression(coefficients: [0, 0], standardDeviation: 10)
    let near = try fitByEM(
      Mixture(weights: [1], components: [start]), to: points.map { Response(x: $0.0, y: $0.1) })
    let far = try fitByEM(
      Mixture(weights: [1], components: [start]),
      to: points.map { Response(x: $0.0 + 1e8, y: $0.1) })
    let (a, b) = (near.model.components[0], far.model.components[0])
    #expect(isClose(a.coefficients[1], b.coefficients[1], relative: 1e-6))
    #expect(isClose(a.standardDeviation, b.standardDeviation, relative: 1e-6))
  }

  /// No noise is left at the estimate, wherever the origin of the responses is.
  @Test(arguments: [0, 1e8]) func `exact lines are a collapse`(origin: Double) throws {
    let points = (0..<40).map { n in
      let x = Double(n % 8)
      return Response(x: x, y: origin + (n % 2 == 0 ? 2 * x : 30 - x))
    }
    let lines = [[origin, 1], [origin + 20, 0]].map {
      LinearRegression(coefficients: $0, standardDeviation: 4)
    }
    let two = try fitByEM(Mixture(weights: [0.5, 0.5], components: lines), to: points)
    let one = try fitByEM(
      Mixture(weights: [1], components: [lines[0]]), to: points.filter { $0.value < origin + 15 })
    for fit in [two, one] {
      guard case .collapsed(let collapse, _) = fit.status, case .residual = collapse.reason else {
        Issue.record("\(fit.status)")
        continue
      }
      #expect(fit.logLikelihood.isFinite)
    }
  }

  @Test func `a predictor that repeats another is a collapse`() throws {
    let points = [1.0, 2, 3, 4].map { Response(predictors: [1, $0, 2 * $0], value: $0 * $0) }
    let start = LinearRegression(coefficients: [0, 0, 0], standardDeviation: 1)
    let fit = try fitByEM(Mixture(weights: [1], components: [start]), to: points)
    guard case .collapsed(let collapse, _) = fit.status else {
      Issue.record("\(fit.status)")
      return
    }
    #expect(collapse.reason == .singular(column: 2, variance: 0))
  }
}
