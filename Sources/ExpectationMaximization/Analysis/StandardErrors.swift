import Statistics

/// A parameter with its standard error.
public struct Estimate: Hashable, Sendable {
  /// What the parameter is called.
  public var name: String
  /// Its value.
  public var value: Double
  /// The root of its variance by the observed information.
  public var standardError: Double
}

extension LatentVariableModel {
  /// The parameters with standard errors, at a maximum of the likelihood.
  ///
  /// The observed information is the negative Hessian of the log-likelihood in the model's coordinates:
  /// by Fisher's identity the gradient is that of Q, which costs no pass over the data, and it is
  /// differenced (Oakes, "Direct calculation of the information matrix via the EM algorithm", J. R.
  /// Statist. Soc. B 61:479, 1999, https://doi.org/10.1111/1467-9868.00188). The delta method carries
  /// the inverse over to the parameters. The step along a coordinate is as long as loses Q about a
  /// hundredth of a nat, so that units do not matter. Four E-steps per coordinate. A probability of 0 is
  /// held there, and has no error.
  ///
  /// ```swift
  /// let fit = try fitByEM(start, to: counts, options: EMOptions(tolerance: .relative(1e-12)))
  /// let errors = try fit.model.standardErrors(of: counts)
  /// ```
  ///
  /// - Throws: ``UnsupportedOption/coordinates`` when the model has none, `NotPositiveDefinite` where the
  ///   likelihood is no strict maximum, and what the E-step throws.
  public func standardErrors(
    of observations: Observations, weights: [Double]? = nil
  ) throws -> [Estimate] {
    let information = try observedInformation(of: observations, weights: weights)
    let covariance = try CholeskyFactor(information.matrix).inverse
    let steps = information.steps
    let origin = coordinates
    let names = parameters
    let free = finiteCoordinates
    var jacobian = Matrix(rows: names.count, columns: free.count)
    for (j, index) in free.enumerated() {
      let sides = stencil.map { offset in
        moved(to: origin.shifted(index, by: offset * steps[j]))?.parameters.map(\.value)
      }
      for i in names.indices {
        jacobian[i, j] = derivative(sides.map { $0?[i] ?? .nan }) / steps[j]
      }
    }
    let spread = jacobian * covariance * jacobian.transposed
    return names.enumerated().map { i, parameter in
      Estimate(
        name: parameter.name, value: parameter.value,
        standardError: max(0, spread[i, i]).squareRoot())
    }
  }

  /// The largest eigenvalue of the EM map's derivative at a maximum: the fraction of the information
  /// that is missing, and the rate at which EM converges.
  ///
  /// By power iteration on differences of the map. 0 is instant convergence, near 1 is slow.
  ///
  /// - Throws: ``UnsupportedOption/coordinates`` when the model has none, and what the steps throw.
  public func rateOfConvergence(
    of observations: Observations, weights: [Double]? = nil, iterations: Int = 100
  ) throws -> Double {
    guard !coordinates.isEmpty else { throw UnsupportedOption.coordinates }
    let inference = Inference(weights: weights)
    let statistics = try eStep(observations, inference).statistics
    let steps = steps(statistics)
    let free = finiteCoordinates
    // In units of the steps all coordinates weigh alike.
    var direction = steps.map { _ in 1 / Double(steps.count).squareRoot() }
    var rate = 0.0
    for _ in 0..<max(0, iterations) {
      let ends = try [1.0, -1].map { side in
        var point = coordinates
        for (i, index) in free.enumerated() { point[index] += side * direction[i] * steps[i] }
        guard let model = moved(to: point) else { throw UnsupportedOption.coordinates }
        let next = try model.mStep(model.eStep(observations, inference).statistics).coordinates
        return free.map { next[$0] }
      }
      let image = steps.indices.map { (ends[0][$0] - ends[1][$0]) / (2 * steps[$0]) }
      let length = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return 0 }
      direction = image.map { $0 / length }
      if abs(length - rate) < 1e-8 * length { return length }
      rate = length
    }
    return rate
  }

  /// The negative Hessian of the log-likelihood in coordinates, and the steps of the differences.
  private func observedInformation(
    of observations: Observations, weights: [Double]?
  ) throws -> (matrix: Matrix, steps: [Double]) {
    guard !coordinates.isEmpty else { throw UnsupportedOption.coordinates }
    let inference = Inference(weights: weights)
    let steps = try steps(eStep(observations, inference).statistics)
    let origin = coordinates
    let free = finiteCoordinates
    var matrix = Matrix(rows: free.count, columns: free.count)
    for (j, index) in free.enumerated() {
      let gradients = try stencil.map { offset in
        guard let model = moved(to: origin.shifted(index, by: offset * steps[j])) else {
          throw UnsupportedOption.coordinates
        }
        return model.score(try model.eStep(observations, inference).statistics, steps)
      }
      for i in free.indices {
        matrix[i, j] = -derivative(gradients.map { $0[i] }) / steps[j]
      }
    }
    return (0.5 * (matrix + matrix.transposed), steps)
  }

  /// All coordinates but those of probabilities 0, which are −∞ and stay there.
  private var finiteCoordinates: [Int] {
    coordinates.indices.filter { coordinates[$0].isFinite }
  }

  /// The gradient of Q at its own posterior, which is the gradient of the log-likelihood.
  private func score(_ statistics: Statistics, _ steps: [Double]) -> [Double] {
    let origin = coordinates
    return zip(finiteCoordinates, steps).map { index, step in
      let sides = stencil.map { offset in
        moved(to: origin.shifted(index, by: offset * step))?
          .expectedLogLikelihood(statistics) ?? .nan
      }
      return derivative(sides) / step
    }
  }

  /// Steps that lose Q about a hundredth of a nat.
  private func steps(_ statistics: Statistics) -> [Double] {
    let origin = coordinates
    let top = expectedLogLikelihood(statistics)
    return finiteCoordinates.map { i in
      var step = 1e-3 * (1 + abs(origin[i]))
      for _ in 0..<8 {
        let sides = [step, -step].map {
          moved(to: origin.shifted(i, by: $0))?.expectedLogLikelihood(statistics) ?? .nan
        }
        let loss = top - 0.5 * (sides[0] + sides[1])
        guard loss.isFinite else {
          step *= 0.1
          continue
        }
        // Lost in rounding, or out of all proportion: change by no more than a thousand.
        let factor = loss > 0 ? (0.01 / loss).squareRoot() : 1e3
        step *= min(1e3, max(1e-3, factor))
      }
      return step
    }
  }
}

/// Where a central difference of fourth order looks.
private let stencil = [-2.0, -1, 1, 2]

/// The derivative from values at the stencil, per step.
private func derivative(_ values: [Double]) -> Double {
  (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / 12
}

extension Array where Element == Double {
  fileprivate func shifted(_ index: Int, by step: Double) -> [Double] {
    var moved = self
    moved[index] += step
    return moved
  }
}
