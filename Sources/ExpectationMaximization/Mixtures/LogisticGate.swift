import Statistics

/// A multinomial logistic regression on responsibilities: log πₖ(w) of each observation is weighted
/// by the share of component k.
struct LogisticGate {
  /// w, one list per observation.
  let covariates: [[Double]]
  /// The shares of the components, N × K: responsibilities multiplied by the weight of the
  /// observation.
  let shares: Matrix

  /// log πₖ(w) for all k.
  static func logWeights(_ coefficients: Matrix, _ covariates: [Double]) -> [Double] {
    let scores = (0..<coefficients.rows).map { k in
      covariates.indices.reduce(0) { $0 + coefficients[k, $1] * covariates[$1] }
    }
    let total = logSumExp(scores)
    return scores.map { $0 - total }
  }

  /// Σₙ Σₖ shareₙₖ log πₖ(wₙ).
  func logLikelihood(_ coefficients: Matrix) -> Double {
    covariates.indices.reduce(0) { sum, n in
      let logWeights = Self.logWeights(coefficients, covariates[n])
      return logWeights.indices.reduce(sum) { $0 + product(shares[n, $1], logWeights[$1]) }
    }
  }

  /// The coefficients that maximize the log-likelihood, with row 0 fixed, by Newton's method.
  ///
  /// The function is concave. Steps that decrease it are halved. If covariates separate the
  /// components, the coefficients grow without bound and the weights tend to 0 and 1; the iteration
  /// ends when the gain is zero.
  func fitted(from start: Matrix) -> Matrix {
    var coefficients = start
    var reached = logLikelihood(start)
    for _ in 0..<100 {
      let (gradient, information) = derivatives(coefficients)
      guard let step = Self.solve(information, gradient) else { return coefficients }
      let promised = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      guard promised > 1e-14 * (1 + abs(reached)) else { return coefficients }
      var (length, improved) = (1.0, false)
      for _ in 0..<30 where !improved {
        var next = coefficients
        for (i, change) in step.enumerated() {
          next.elements[coefficients.columns + i] += length * change
        }
        let value = logLikelihood(next)
        if value > reached {
          (coefficients, reached, improved) = (next, value, true)
        } else {
          length /= 2
        }
      }
      guard improved else { return coefficients }
    }
    return coefficients
  }

  /// The gradient for the rows after row 0, and the negative Hessian.
  private func derivatives(_ coefficients: Matrix) -> (gradient: [Double], information: Matrix) {
    let (free, width) = (max(0, coefficients.rows - 1), coefficients.columns)
    var gradient = Array(repeating: 0.0, count: free * width)
    var information = Matrix(rows: free * width, columns: free * width)
    for (n, w) in covariates.enumerated() {
      let weights = Self.logWeights(coefficients, w).map { Elementary.exp($0) }
      let total = weights.indices.reduce(0) { $0 + shares[n, $1] }
      for k in 0..<free {
        for i in 0..<width {
          gradient[k * width + i] += (shares[n, k + 1] - total * weights[k + 1]) * w[i]
          for l in 0...k {
            let curvature = total * weights[k + 1] * ((k == l ? 1 : 0) - weights[l + 1])
            for j in 0..<width {
              information[k * width + i, l * width + j] += curvature * w[i] * w[j]
            }
          }
        }
      }
    }
    for a in 0..<free * width {
      for b in 0..<a { information[b, a] = information[a, b] }
    }
    return (gradient, information)
  }

  /// The Newton step; `nil` if there is no information at all.
  ///
  /// If the information matrix is singular, as with linearly dependent covariates, a small amount
  /// is added to its diagonal.
  private static func solve(_ information: Matrix, _ gradient: [Double]) -> [Double]? {
    let largest = information.diagonal.max() ?? 0
    guard largest > 0, largest.isFinite else { return nil }
    for ridge in [0, 1e-12, 1e-9, 1e-6, 1e-3] {
      var damped = information
      for i in 0..<damped.rows { damped[i, i] += ridge * largest }
      if let factor = try? CholeskyFactor(damped) { return factor.solve(gradient) }
    }
    return nil
  }
}
