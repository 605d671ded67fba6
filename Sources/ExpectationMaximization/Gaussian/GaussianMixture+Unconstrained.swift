import Statistics

extension UnivariateGaussianMixture: UnconstrainedModel {
  /// The log-ratios of the weights, μ, and log σ.
  public var unconstrainedParameters: [Double] {
    LogRatios.ratios(weights) + means + standardDeviations.map { Elementary.log($0) }
  }

  /// Creates the model from its unconstrained parameters.
  public init?(unconstrained parameters: [Double], prototype: UnivariateGaussianMixture) {
    let k = prototype.componentCount
    guard parameters.count == 3 * k - 1 else { return nil }
    self = prototype
    weights = LogRatios.probabilities(parameters.prefix(k - 1), prototype: weights)
    means = Array(parameters[(k - 1)..<(2 * k - 1)])
    standardDeviations = parameters.suffix(k).map { Elementary.exp($0) }
  }

  /// π, μ, and σ.
  public var parameters: [ModelParameter] {
    weights.enumerated().map { ModelParameter("weight[\($0)]", $1) }
      + means.enumerated().map { ModelParameter("mean[\($0)]", $1) }
      + standardDeviations.enumerated().map { ModelParameter("standardDeviation[\($0)]", $1) }
  }
}

extension GaussianMixture: UnconstrainedModel {
  /// The log-ratios of the weights, μ, and the covariances: Cholesky factors with logarithms on
  /// their diagonals, or logarithms of variances.
  ///
  /// Empty if the shapes are inconsistent.
  public var unconstrainedParameters: [Double] {
    guard isConsistent else { return [] }
    return LogRatios.ratios(weights) + means.elements + unconstrainedCovariances
  }

  /// Creates the model from its unconstrained parameters.
  public init?(unconstrained parameters: [Double], prototype: GaussianMixture) {
    let (k, d) = (prototype.componentCount, prototype.dimension)
    let structure = prototype.covariances.structure
    let count = k - 1 + k * d + structure.parameterCount(components: k, dimension: d)
    guard prototype.isConsistent, parameters.count == count else { return nil }
    let rest = Array(parameters.dropFirst(k - 1 + k * d))
    let triangle = d * (d + 1) / 2
    self = prototype
    covariances =
      switch covariances {
      case .full:
        .full(
          (0..<k).map {
            LogCholesky.matrix(rest[($0 * triangle)..<(($0 + 1) * triangle)], size: d)
          })
      case .tied: .tied(LogCholesky.matrix(rest, size: d))
      case .diagonal:
        .diagonal(Matrix(rows: k, columns: d, elements: rest.map { Elementary.exp($0) }))
      case .spherical: .spherical(rest.map { Elementary.exp($0) })
      }
    weights = LogRatios.probabilities(parameters.prefix(k - 1), prototype: weights)
    means.elements = Array(parameters[(k - 1)..<(k - 1 + k * d)])
  }

  /// π, μ, and the lower triangles or variances of the covariances.
  ///
  /// Empty if the shapes are inconsistent.
  public var parameters: [ModelParameter] {
    guard isConsistent else { return [] }
    var named = weights.enumerated().map { ModelParameter("weight[\($0)]", $1) }
    for k in weights.indices {
      for j in 0..<dimension { named.append(ModelParameter("mean[\(k)][\(j)]", means[k, j])) }
    }
    switch covariances {
    case .full(let matrices):
      for (k, matrix) in matrices.enumerated() {
        named += LogCholesky.parameters(matrix, "covariance[\(k)]")
      }
    case .tied(let matrix): named += LogCholesky.parameters(matrix, "covariance")
    case .diagonal(let variances):
      for k in weights.indices {
        for j in 0..<dimension {
          named.append(ModelParameter("variance[\(k)][\(j)]", variances[k, j]))
        }
      }
    case .spherical(let variances):
      named += variances.enumerated().map { ModelParameter("variance[\($0)]", $1) }
    }
    return named
  }

  private var isConsistent: Bool {
    means.rows == componentCount
      && (try? covariances.validate(components: componentCount, dimension: dimension)) != nil
  }

  private var unconstrainedCovariances: [Double] {
    switch covariances {
    case .full, .tied:
      let factors = (covariances.structure == .tied ? 0..<1 : weights.indices).map {
        try? component($0).factor
      }
      return factors.flatMap { $0.map(LogCholesky.elements) ?? [.nan] }
    case .diagonal(let variances): return variances.elements.map { Elementary.log($0) }
    case .spherical(let variances): return variances.map { Elementary.log($0) }
    }
  }
}
