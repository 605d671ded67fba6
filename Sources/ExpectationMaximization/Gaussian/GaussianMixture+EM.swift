public import Statistics

extension GaussianMixture: WeightedModel, RowModel, PenalizedModel, BlendableModel {
  /// Observations as the rows of a matrix, N × D.
  public typealias Observations = Matrix
  /// Counts, means and scatter matrices.
  public typealias Statistics = GaussianStatistics

  /// A row of D numbers.
  public typealias Row = [Double]

  /// The row as a data set of one row.
  public static func observations(_ row: [Double]) -> Matrix {
    Matrix(rows: 1, columns: row.count, elements: row)
  }

  /// The number of rows, or the sum of their weights.
  public func observationCount(of observations: Matrix, weights: [Double]?) -> Double {
    rowCount(observations, weights)
  }

  /// Performs the E-step.
  public func eStep(
    validated observations: Matrix, _ inference: Inference
  ) throws -> Expectation<GaussianStatistics> {
    let (statistics, logLikelihood, entropy) = try kernel(observations).expectation(inference)
    return Expectation(statistics: statistics, logLikelihood: logLikelihood, entropy: entropy)
  }

  /// πₖ = Nₖ/N, μₖ = x̄ₖ, Σₖ = Sₖ/Nₖ (pooled or diagonal, depending on the structure); with a
  /// prior, the posterior mode.
  public func mStep(_ statistics: GaussianStatistics) throws -> GaussianMixture {
    let estimate = GaussianEstimate(statistics, prior: prior, ridge: ridge)
    var next = self
    next.weights = try estimate.weights()
    next.means = estimate.means
    next.covariances = try estimate.covariances(covariances.structure)
    return next
  }

  /// Q = Σₖ Nₖ log πₖ − ½ Nₖ log|2πΣₖ| − ½ tr(Σₖ⁻¹ (Sₖ + Nₖ(x̄ₖ − μₖ)(x̄ₖ − μₖ)ᵀ)).
  public func expectedLogLikelihood(_ statistics: GaussianStatistics) -> Double {
    var q = 0.0
    for k in weights.indices where statistics.counts[k] > 0 {
      guard let component = try? component(k) else { return .nan }
      let count = statistics.counts[k]
      let shift = zip(statistics.means.row(k), component.mean).map { $0 - $1 }
      let w = component.factor.lowerInverse
      q += count * Elementary.log(weights[k])
      q -= 0.5 * count * (Double(dimension) * logTwoPi + component.factor.logDeterminant)
      q -= 0.5 * count * component.factor.squaredNorm(shift)
      // tr(Σ⁻¹S) = tr(W S Wᵀ); for a diagonal S only the diagonal of the product is needed.
      for i in 0..<dimension {
        for a in 0...i {
          for b in 0...i { q -= 0.5 * w[i, a] * statistics.scatters[k][a, b] * w[i, b] }
        }
      }
    }
    return q
  }

  /// The weighted averages of counts, means and scatters, component by component.
  public func blending(
    _ old: GaussianStatistics, _ new: GaussianStatistics, rate: Double
  ) -> GaussianStatistics {
    GaussianStatistics.blending(old, new, rate: rate)
  }

  /// The logarithm of the prior density, up to a constant.
  public var logPrior: Double {
    prior?.logDensity(weights: weights, means: means, covariances: covariances) ?? 0
  }

  /// True if there is no ``ridge``.
  public var isMonotone: Bool { ridge == 0 }

  /// p(k | xₙ), N × K.
  public func responsibilities(of observations: Matrix) throws -> Matrix {
    try validate(observations, Inference())
    return try kernel(observations).responsibilities()
  }

  /// log p(xₙ) of each row.
  public func logDensities(of observations: Matrix) throws -> [Double] {
    try validate(observations, Inference())
    return try kernel(observations).posteriors().logDensities
  }

  /// Checks parameters, rows and weights.
  public func validate(_ observations: Matrix, _ inference: Inference) throws {
    try validateParameters()
    try validateRows(observations, dimension: dimension)
    try validateInference(inference, count: observations.rows, components: componentCount)
  }

  /// Checks that there are enough rows for the components, and that the components differ.
  public func validateStart(for observations: Matrix, _ inference: Inference) throws {
    try validateComponentsDiffer(inference)
    try validateCount(observations.rows, components: componentCount)
  }

  func validateComponentsDiffer(_ inference: Inference) throws {
    let factors = try whiteners()
    try validateDifferent(
      weights.indices.map { means.row($0) + factors[$0].lower.elements }, inference)
  }

  func validateParameters() throws {
    try validateProbabilities(weights, of: "weights")
    guard means.rows == componentCount else {
      throw InvalidStart.shape(parameter: "means", count: means.rows, expected: componentCount)
    }
    if let bad = means.elements.firstIndex(where: { !$0.isFinite }) {
      throw InvalidStart.outOfRange(parameter: "means", index: bad, value: means.elements[bad])
    }
    try validateRidge(ridge)
    try prior?.validate(dimension: dimension)
    guard dimension > 0 else {
      throw InvalidStart.shape(parameter: "means", count: 0, expected: 1)
    }
    try covariances.validate(components: componentCount, dimension: dimension)
    _ = try whiteners()
  }

  private func whiteners() throws(InvalidStart) -> [CholeskyFactor] {
    var factors: [CholeskyFactor] = []
    for k in weights.indices {
      do throws(NotPositiveDefinite) {
        factors.append(try component(k).factor)
      } catch {
        throw .notPositiveDefinite(
          parameter: "covariances", component: k, row: error.index, pivot: error.pivot)
      }
    }
    return factors
  }

  func kernel(_ observations: Matrix) throws -> GaussianKernel {
    let factors = try whiteners()
    let isDiagonal = covariances.structure == .diagonal || covariances.structure == .spherical
    return GaussianKernel(
      data: observations.elements, observationCount: observations.rows, dimension: dimension,
      moments: isDiagonal ? .diagonal : .full,
      logScale: weights.indices.map {
        Elementary.log(weights[$0])
          - 0.5 * (Double(dimension) * logTwoPi + factors[$0].logDeterminant)
      },
      means: means.elements,
      whitening: factors.flatMap { factor in
        let inverse = factor.lowerInverse
        return isDiagonal
          ? inverse.diagonal : (0..<dimension).flatMap { i in (0...i).map { inverse[i, $0] } }
      },
      references: means.elements)
  }
}

extension Covariances {
  /// Checks the shapes of the arrays.
  func validate(components: Int, dimension: Int) throws(InvalidStart) {
    let (count, expected): (Int, Int) =
      switch self {
      case .full(let matrices): (matrices.count, components)
      case .tied: (components, components)
      case .diagonal(let variances): (variances.rows, components)
      case .spherical(let variances): (variances.count, components)
      }
    guard count == expected else {
      throw .shape(parameter: "covariances", count: count, expected: expected)
    }
    let widths: [Int] =
      switch self {
      case .full(let matrices): matrices.flatMap { [$0.rows, $0.columns] }
      case .tied(let matrix): [matrix.rows, matrix.columns]
      case .diagonal(let variances): [variances.columns]
      case .spherical: []
      }
    if let width = widths.first(where: { $0 != dimension }) {
      throw .shape(parameter: "covariances", count: width, expected: dimension)
    }
    switch self {
    case .full(let matrices):
      for (k, matrix) in matrices.enumerated() {
        try validateSymmetric(matrix, "covariances", component: k)
      }
    case .tied(let matrix): try validateSymmetric(matrix, "covariances", component: 0)
    case .diagonal, .spherical: break
    }
  }
}
