import Statistics

/// A response with its predictors.
public struct Response: Hashable, Sendable {
  /// The predictors x; for an intercept, the first one is 1.
  public var predictors: [Double]
  /// The response y.
  public var value: Double

  /// Creates a response y with its predictors.
  public init(predictors: [Double], value: Double) {
    self.predictors = predictors
    self.value = value
  }

  /// Creates a point (x, y) for a line with an intercept.
  public init(x: Double, y: Double) {
    self.init(predictors: [1, x], value: y)
  }
}

/// A linear regression with normal errors: p(y | x) = N(y | βᵀx, σ²).
///
/// As a component, it gives mixtures of regressions (Quandt & Ramsey 1978,
/// https://doi.org/10.1080/01621459.1978.10480085):
///
/// ```swift
/// let start = Mixture(
///   weights: [0.5, 0.5],
///   components: [
///     LinearRegression(coefficients: [0, 1], standardDeviation: 5),
///     LinearRegression(coefficients: [10, 0], standardDeviation: 5),
///   ])
/// let fit = try fitByEM(start, to: points.map { Response(x: $0, y: $1) })
/// ```
public struct LinearRegression: UnconstrainedComponent, Hashable {
  /// The coefficients β, one per predictor.
  public let coefficients: [Double]
  /// σ, the standard deviation of the errors.
  public let standardDeviation: Double

  /// Creates a regression.
  public init(coefficients: [Double], standardDeviation: Double) {
    self.coefficients = coefficients
    self.standardDeviation = standardDeviation
  }

  /// βᵀx.
  public func prediction(_ predictors: [Double]) -> Double {
    zip(coefficients, predictors).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// log N(y | βᵀx, σ²).
  public func logDensity(_ x: Response) -> Double {
    Normal(mean: prediction(x.predictors), standardDeviation: standardDeviation)
      .logDensity(x.value)
  }

  /// Empty sums.
  public func makeSums() -> LeastSquares { LeastSquares(predictors: coefficients.count) }

  /// Adds one response.
  public func add(_ value: Response, weight: Double, to sums: inout LeastSquares) {
    sums.add(value.predictors, value.value, weight: weight)
  }

  /// Weighted least squares; σ² is the weighted mean of the squared residuals.
  public func fitted(
    to sums: LeastSquares, pooled: LeastSquares
  ) throws(ComponentCollapse.Reason) -> LinearRegression {
    switch sums.solve() {
    case .failure(let dependent): throw .singular(column: dependent.index, variance: 0)
    case .success(let beta):
      let variance = sums.squares(at: beta) / sums.count
      guard variance > sums.smallestResidualVariance else {
        throw .residual(variance: variance)
      }
      return LinearRegression(coefficients: beta, standardDeviation: variance.squareRoot())
    }
  }

  /// −½ (N log 2πσ² + Σ w (y − βᵀx)²/σ²).
  public func expectedLogDensity(_ sums: LeastSquares) -> Double {
    let variance = standardDeviation * standardDeviation
    return -0.5
      * (sums.count * (logTwoPi + Elementary.log(variance))
        + sums.squares(at: coefficients) / variance)
  }

  /// The number of predictors.
  public var shape: [Int] { [coefficients.count] }

  /// Reports a standard deviation that is not positive, or a coefficient that is not finite.
  public var invalidParameter: ModelParameter? {
    if let bad = firstNotFinite(coefficients) {
      return ModelParameter("coefficient[\(bad.column)]", bad.value)
    }
    let variance = standardDeviation * standardDeviation
    let isPositive = standardDeviation > 0 && variance.isNormal
    return isPositive ? nil : ModelParameter("standardDeviation", standardDeviation)
  }

  /// Reports numbers that are not finite; the response is the column after the predictors.
  public func supportViolation(of value: Response) -> (column: Int, value: Double)? {
    guard value.predictors.count == coefficients.count else {
      return (value.predictors.count, .nan)
    }
    return firstNotFinite(value.predictors + [value.value])
  }

  /// β and log σ.
  public var unconstrainedParameters: [Double] {
    coefficients + [Elementary.log(standardDeviation)]
  }

  /// Creates the component from β and log σ.
  public init?(unconstrained parameters: [Double], prototype: LinearRegression) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    guard let logDeviation = parameters.last else { return nil }
    self.init(
      coefficients: Array(parameters.dropLast()),
      standardDeviation: Elementary.exp(logDeviation))
  }

  /// β and σ.
  public var parameters: [ModelParameter] {
    coefficients.enumerated().map { ModelParameter("coefficient[\($0)]", $1) }
      + [ModelParameter("standardDeviation", standardDeviation)]
  }
}
