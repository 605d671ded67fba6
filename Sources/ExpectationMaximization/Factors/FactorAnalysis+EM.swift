public import Statistics

extension FactorAnalysis: InferenceModel, UnconstrainedModel {
  /// The moments of the rows.
  public typealias Observations = SampleMoments

  /// The expected sufficient statistics of the E-step, divided by the number of rows.
  public struct Statistics: Hashable, Sendable {
    /// The observed moments.
    public var sample: SampleMoments
    /// E[(x−μ) zᵀ] = S Bᵀ, D × q.
    public var cross: Matrix
    /// E[z zᵀ] = M⁻¹ + B S Bᵀ, q × q.
    public var second: Matrix
  }

  /// Checks that the covariances can identify the factors, and that EM can separate them.
  public func validateStart(for observations: SampleMoments, _ inference: Inference) throws {
    let structure: NoiseStructure = if case .diagonal = noise { .diagonal } else { .isotropic }
    let largest = Self.largestFactorCount(columns: dimension, structure)
    guard factorCount <= largest else {
      throw InvalidStart.tooManyFactors(factorCount, columns: dimension, largest: largest)
    }
    // EM preserves the rank of the loadings.
    let gram = loadings.transposed * loadings
    do throws(NotPositiveDefinite) {
      let pivots = try CholeskyFactor(gram).lower.diagonal.map { $0 * $0 }
      for (factor, pivot) in pivots.enumerated() where !(pivot > 1e-14 * gram[factor, factor]) {
        throw NotPositiveDefinite(index: factor, pivot: pivot)
      }
    } catch {
      throw InvalidStart.dependentFactor(error.index)
    }
  }

  /// The number of rows, or the sum of their weights.
  public func observationCount(of observations: SampleMoments, weights: [Double]?) -> Double {
    observations.count
  }

  /// Performs the E-step.
  ///
  /// The posterior of the factors is N(B(x − μ), M⁻¹) for each row; at inverse temperature β it is
  /// N(B(x − μ), M⁻¹/β).
  ///
  /// - Throws: ``UnsupportedOption/posterior`` for other posteriors. With factors fixed at their
  ///   most probable values, p(x, z | θ) has no maximum: W can grow and z shrink without bound, or
  ///   Ψ can vanish along a column that a factor copies. Draws require individual rows, which the
  ///   moments do not contain.
  public func eStep(
    validated observations: SampleMoments, _ inference: Inference
  ) throws -> Expectation<Statistics> {
    let beta: Double
    switch inference.posterior {
    case .exact: beta = 1
    case .tempered(let inverseTemperature): beta = inverseTemperature
    case .hard, .sampled, .given: throw UnsupportedOption.posterior
    }
    let (projection, spread) = posterior
    let covariance = (1 / beta) * spread
    let cross = observations.covariance * projection.transposed
    let posteriorFactor = try CholeskyFactor(covariance)
    let q = Double(factorCount)
    let marginal = try CholeskyFactor(self.covariance)
    let trace = marginal.solve(observations.covariance).trace
    return Expectation(
      statistics: Statistics(
        sample: observations, cross: cross, second: covariance + projection * cross),
      logLikelihood: -0.5 * observations.count
        * (Double(dimension) * logTwoPi + marginal.logDeterminant + trace),
      entropy: 0.5 * observations.count
        * (q * (logTwoPi + 1) + posteriorFactor.logDeterminant))
  }

  /// W = E[x zᵀ] E[z zᵀ]⁻¹ and Ψ = diag(S − W E[z xᵀ]), or the mean of the diagonal.
  ///
  /// - Throws: ``ComponentCollapse`` with component 0 for a column without residual variance (a
  ///   Heywood case).
  public func mStep(_ statistics: Statistics) throws -> FactorAnalysis {
    var next = self
    next.mean = statistics.sample.mean
    next.loadings = try CholeskyFactor(statistics.second).solve(statistics.cross.transposed)
      .transposed
    let explained = next.loadings * statistics.cross.transposed
    let total = statistics.sample.covariance.diagonal
    let residual = zip(total, explained.diagonal).map { $0 - $1 }
    switch noise {
    case .diagonal: next.noise = .diagonal(residual)
    case .isotropic: next.noise = .isotropic(residual.reduce(0, +) / Double(dimension))
    }
    for (column, (left, all)) in zip(next.uniquenesses, total).enumerated()
    where !(left > 1e-12 * all) {
      throw ComponentCollapse(component: 0, reason: .singular(column: column, variance: left))
    }
    return next
  }

  /// Q = −½ N (log|2πΨ| + tr Ψ⁻¹(S − 2 W E[z xᵀ] + W E[z zᵀ] Wᵀ) + q log 2π + tr E[z zᵀ]).
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    let cross = (loadings * statistics.cross.transposed).diagonal
    let fitted = (loadings * statistics.second * loadings.transposed).diagonal
    var sum = Double(dimension + factorCount) * logTwoPi + statistics.second.trace
    for (j, variance) in uniquenesses.enumerated() {
      let residual = statistics.sample.covariance[j, j] - 2 * cross[j] + fitted[j]
      sum += Elementary.log(variance) + residual / variance
    }
    return -0.5 * statistics.sample.count * sum
  }

  /// Checks the shape of the start, and its variances.
  public func validate(_ observations: SampleMoments, _ inference: Inference) throws {
    if case .tempered = inference.posterior {
      try validatePosterior(inference.posterior, count: 0, components: factorCount)
    }
    guard observations.mean.count == dimension else {
      throw InvalidData.raggedRow(
        row: 0, count: observations.mean.count, expected: dimension)
    }
    guard uniquenesses.count == dimension else {
      throw InvalidStart.shape(
        parameter: "noise", count: uniquenesses.count, expected: dimension)
    }
    for (j, variance) in uniquenesses.enumerated() where !(variance > 0 && variance.isFinite) {
      throw InvalidStart.outOfRange(parameter: "noise", index: j, value: variance)
    }
    if let bad = firstNotFinite(loadings.elements) {
      throw InvalidStart.outOfRange(parameter: "loadings", index: bad.column, value: bad.value)
    }
  }

  /// The mean, Ψ, and D·q loadings minus q(q−1)/2 for rotations, which change nothing; at most the
  /// D means and D(D+1)/2 covariances of the normal distribution.
  public var parameterCount: Int {
    let free = unconstrainedParameters.count - factorCount * (factorCount - 1) / 2
    return dimension + min(free, dimension * (dimension + 1) / 2)
  }

  /// W in row-major order, followed by the logarithms of Ψ.
  public var unconstrainedParameters: [Double] {
    let variances: [Double] =
      switch noise {
      case .diagonal(let variances): variances
      case .isotropic(let variance): [variance]
      }
    return loadings.elements + variances.map { Elementary.log($0) }
  }

  /// Creates the model from its unconstrained parameters.
  public init?(unconstrained parameters: [Double], prototype: FactorAnalysis) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self = prototype
    let count = loadings.elements.count
    let variances = parameters.dropFirst(count).map { Elementary.exp($0) }
    loadings.elements = Array(parameters.prefix(count))
    switch noise {
    case .diagonal: noise = .diagonal(variances)
    case .isotropic: noise = .isotropic(variances.first ?? .nan)
    }
  }

  /// W and Ψ.
  public var parameters: [ModelParameter] {
    var named: [ModelParameter] = []
    for j in 0..<dimension {
      for k in 0..<factorCount {
        named.append(ModelParameter("loading[\(j)][\(k)]", loadings[j, k]))
      }
    }
    switch noise {
    case .diagonal(let variances):
      named += variances.enumerated().map { ModelParameter("noise[\($0)]", $1) }
    case .isotropic(let variance): named.append(ModelParameter("noise", variance))
    }
    return named
  }
}
