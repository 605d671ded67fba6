import Statistics

extension GaussianMixture {
  /// log-ratios of weights, μ, and log σ.
  public var coordinates: [Double] {
    Simplex.coordinates(weights) + means + standardDeviations.map { Elementary.log($0) }
  }

  /// From the coordinates.
  public func moved(to coordinates: [Double]) -> GaussianMixture? {
    let k = componentCount
    guard coordinates.count == 3 * k - 1 else { return nil }
    var next = self
    next.weights = Simplex.probabilities(coordinates.prefix(k - 1), like: weights)
    next.means = Array(coordinates[(k - 1)..<(2 * k - 1)])
    next.standardDeviations = coordinates.suffix(k).map { Elementary.exp($0) }
    return next
  }

  /// π, μ, and σ.
  public var parameters: [Parameter] {
    weights.enumerated().map { Parameter("weight[\($0)]", $1) }
      + means.enumerated().map { Parameter("mean[\($0)]", $1) }
      + standardDeviations.enumerated().map { Parameter("standardDeviation[\($0)]", $1) }
  }
}

extension MultivariateGaussianMixture {
  /// log-ratios of weights, μ, and the covariances: Cholesky factors with logarithms on their
  /// diagonals, or logarithms of variances.
  public var coordinates: [Double] {
    Simplex.coordinates(weights) + means.elements + covarianceCoordinates
  }

  /// From the coordinates.
  public func moved(to coordinates: [Double]) -> MultivariateGaussianMixture? {
    let (k, d) = (componentCount, dimension)
    let count =
      k - 1 + k * d + covariances.shape.parameterCount(components: k, dimension: d)
    guard coordinates.count == count else { return nil }
    let rest = Array(coordinates.dropFirst(k - 1 + k * d))
    let triangle = d * (d + 1) / 2
    var next = self
    next.covariances =
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
    next.weights = Simplex.probabilities(coordinates.prefix(k - 1), like: weights)
    next.means.elements = Array(coordinates[(k - 1)..<(k - 1 + k * d)])
    return next
  }

  /// π, μ, and the lower triangles or variances of the covariances.
  public var parameters: [Parameter] {
    var named = weights.enumerated().map { Parameter("weight[\($0)]", $1) }
    for k in weights.indices {
      for j in 0..<dimension { named.append(Parameter("mean[\(k)][\(j)]", means[k, j])) }
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
          named.append(Parameter("variance[\(k)][\(j)]", variances[k, j]))
        }
      }
    case .spherical(let variances):
      named += variances.enumerated().map { Parameter("variance[\($0)]", $1) }
    }
    return named
  }

  private var covarianceCoordinates: [Double] {
    switch covariances {
    case .full, .tied:
      let factors = (covariances.shape == .tied ? 0..<1 : weights.indices).map {
        try? component($0).factor
      }
      return factors.flatMap { $0.map(LogCholesky.coordinates) ?? [.nan] }
    case .diagonal(let variances): return variances.elements.map { Elementary.log($0) }
    case .spherical(let variances): return variances.map { Elementary.log($0) }
    }
  }
}
