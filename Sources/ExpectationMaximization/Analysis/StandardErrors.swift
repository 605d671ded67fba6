import Statistics

/// A parameter with its standard error.
public struct Estimate: Hashable, Sendable {
  /// The name of the parameter.
  public var name: String
  /// The estimate.
  public var value: Double
  /// The square root of its variance by the observed information; 0 on the boundary of the
  /// parameter space.
  public var standardError: Double
}

extension UnconstrainedModel {
  /// The parameters with their standard errors, at a maximum of the likelihood.
  ///
  /// The observed information is the negative Hessian of the log-likelihood in the unconstrained
  /// parameters. By Fisher's identity, the gradient of the log-likelihood is that of Q, which
  /// requires no pass over the data; the Hessian is its finite difference (Oakes, "Direct
  /// calculation of the information matrix via the EM algorithm", J. R. Statist. Soc. B 61:479,
  /// 1999, https://doi.org/10.1111/1467-9868.00188). The inverse is transformed to the parameters
  /// by the delta method. The step for a parameter decreases Q by about a hundredth of a nat, so
  /// that units do not matter. The cost is four E-steps per parameter.
  ///
  /// A parameter on the boundary has standard error 0, and the other standard errors are
  /// conditional on it: a probability of 0, or one that EM drives toward 0 and that the data can no
  /// longer distinguish from 0.
  ///
  /// ```swift
  /// let fit = try fitByEM(start, to: counts, options: EMOptions(tolerance: .relative(1e-12)))
  /// let errors = try fit.model.standardErrors(of: counts)
  /// ```
  ///
  /// - Throws: `NotPositiveDefinite` if the likelihood has no strict maximum, and the errors of the
  ///   E-step.
  public func standardErrors(of observations: Observations) throws -> [Estimate] {
    try standardErrors(of: observations, Inference())
  }

  /// The rate of convergence of EM: the largest eigenvalue of the derivative of the EM map at a
  /// maximum.
  ///
  /// It is also the fraction of missing information.
  ///
  /// Computed by power iteration on finite differences of the map. A rate of 0 means immediate
  /// convergence, a rate near 1 slow convergence. Parameters on the boundary are excluded.
  ///
  /// - Throws: The errors of the E-step and the M-step.
  public func rateOfConvergence(
    of observations: Observations, iterations: Int = 100
  ) throws -> Double {
    try rateOfConvergence(of: observations, iterations, Inference())
  }
}

extension UnconstrainedModel where Self: WeightedModel {
  /// The parameters with their standard errors, at a maximum of the likelihood of weighted
  /// observations.
  ///
  /// - Throws: The same errors as without weights, and ``InvalidData`` for invalid weights.
  public func standardErrors(
    of observations: Observations, weights: [Double]?
  ) throws -> [Estimate] {
    try standardErrors(of: observations, Inference(weights: weights))
  }

  /// The rate of convergence of EM for weighted observations.
  ///
  /// - Throws: The same errors as without weights, and ``InvalidData`` for invalid weights.
  public func rateOfConvergence(
    of observations: Observations, weights: [Double]?, iterations: Int = 100
  ) throws -> Double {
    try rateOfConvergence(of: observations, iterations, Inference(weights: weights))
  }
}

extension UnconstrainedModel {
  private func standardErrors(
    of observations: Observations, _ inference: Inference
  ) throws -> [Estimate] {
    let statistics = try validatedExpectation(of: observations, inference).statistics
    let interior = interior(statistics)
    let information = try observedInformation(of: observations, inference, interior)
    let covariance = try CholeskyFactor(information).inverse
    let names = parameters
    var jacobian = Matrix(rows: names.count, columns: interior.count)
    for (j, direction) in interior.enumerated() {
      let sides = stencil.map { moved(along: direction, by: $0)?.parameters.map(\.value) }
      for i in names.indices {
        jacobian[i, j] = derivative(sides.map { $0?[i] ?? .nan }) / direction.step
      }
    }
    let spread = jacobian * covariance * jacobian.transposed
    return names.enumerated().map { i, parameter in
      Estimate(
        name: parameter.name, value: parameter.value,
        standardError: max(0, spread[i, i]).squareRoot())
    }
  }

  private func rateOfConvergence(
    of observations: Observations, _ iterations: Int, _ inference: Inference
  ) throws -> Double {
    let statistics = try validatedExpectation(of: observations, inference).statistics
    let interior = interior(statistics)
    guard !interior.isEmpty else { return 0 }
    // In units of the steps, all parameters have equal scale.
    var direction = interior.map { _ in 1 / Double(interior.count).squareRoot() }
    var rate = 0.0
    for _ in 0..<max(0, iterations) {
      let ends = try [1.0, -1].map { side in
        var point = unconstrainedParameters
        for (i, axis) in interior.enumerated() {
          point[axis.index] += side * direction[i] * axis.step
        }
        guard let model = Self(unconstrained: point, prototype: self) else { return [Double]() }
        let posterior = try model.expectation(of: observations, inference)
        let next = try model.mStep(posterior.statistics).unconstrainedParameters
        return interior.map { next[$0.index] }
      }
      guard ends.allSatisfy({ $0.count == interior.count }) else { return .nan }
      let image = interior.indices.map { (ends[0][$0] - ends[1][$0]) / (2 * interior[$0].step) }
      let length = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return 0 }
      direction = image.map { $0 / length }
      if abs(length - rate) < 1e-8 * length { return length }
      rate = length
    }
    return rate
  }

  private func validatedExpectation(
    of observations: Observations, _ inference: Inference
  ) throws -> Expectation<Statistics> {
    if let model = self as? any InferenceModel<Observations, Statistics> {
      try model.validate(observations, inference)
    }
    return try expectation(of: observations, inference)
  }

  /// The negative Hessian of the log-likelihood in the unconstrained parameters.
  private func observedInformation(
    of observations: Observations, _ inference: Inference, _ interior: [Direction]
  ) throws -> Matrix {
    var matrix = Matrix(rows: interior.count, columns: interior.count)
    for (j, direction) in interior.enumerated() {
      let gradients = try stencil.map { offset in
        guard let model = moved(along: direction, by: offset) else {
          return interior.map { _ in Double.nan }
        }
        let posterior = try model.expectation(of: observations, inference)
        return model.score(posterior.statistics, interior)
      }
      for i in interior.indices {
        matrix[i, j] = -derivative(gradients.map { $0[i] }) / direction.step
      }
    }
    return 0.5 * (matrix + matrix.transposed)
  }

  /// The gradient of Q at its own posterior, which is the gradient of the log-likelihood.
  private func score(_ statistics: Statistics, _ interior: [Direction]) -> [Double] {
    interior.map { direction in
      let sides = stencil.map {
        moved(along: direction, by: $0)?.expectedLogLikelihood(statistics) ?? .nan
      }
      return derivative(sides) / direction.step
    }
  }

  /// The parameters that are not on the boundary, with steps that decrease Q by about a hundredth
  /// of a nat.
  private func interior(_ statistics: Statistics) -> [Direction] {
    let origin = unconstrainedParameters
    let top = expectedLogLikelihood(statistics)
    return origin.indices.compactMap { index in
      guard origin[index].isFinite else { return nil }
      var direction = Direction(index: index, step: 1e-3 * (1 + abs(origin[index])))
      let loss = { (direction: Direction, offset: Double) in
        top
          - (moved(along: direction, by: offset)?.expectedLogLikelihood(statistics) ?? .nan)
      }
      for _ in 0..<8 {
        let mean = 0.5 * (loss(direction, 1) + loss(direction, -1))
        guard mean.isFinite else {
          direction.step *= 0.1
          continue
        }
        // Lost in rounding, or implausible: change the step by at most a factor of a thousand.
        let factor = mean > 0 ? (0.01 / mean).squareRoot() : 1e3
        direction.step *= min(1e3, max(1e-3, factor))
      }
      // On the boundary Q is flat on one side at any distance: the probability is 0 already.
      let isLevel = { (side: Double) in
        [0.5, 1, 2].allSatisfy { offset in
          let loss = loss(direction, side * offset)
          return !loss.isFinite || abs(loss) < 1e-6
        }
      }
      return isLevel(1) || isLevel(-1) ? nil : direction
    }
  }

  private func moved(along direction: Direction, by steps: Double) -> Self? {
    var parameters = unconstrainedParameters
    parameters[direction.index] += steps * direction.step
    return Self(unconstrained: parameters, prototype: self)
  }
}

/// An unconstrained parameter and its step.
private struct Direction {
  let index: Int
  var step: Double
}

/// The stencil of a fourth-order central difference.
private let stencil = [-2.0, -1, 1, 2]

/// The derivative from the values at the stencil, in units of the step.
private func derivative(_ values: [Double]) -> Double {
  (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / 12
}
