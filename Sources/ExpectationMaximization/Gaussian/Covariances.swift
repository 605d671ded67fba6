public import Statistics

/// The covariances of a Gaussian mixture of K components in D dimensions.
///
/// For a diagonal or spherical covariance shared by all components, use a ``Mixture`` of ``Tied``
/// `DiagonalNormal` or `SphericalNormal` components.
public enum Covariances: Hashable, Sendable {
  /// Each component has its own matrix: K matrices, D × D.
  case full([Matrix])
  /// All components share one matrix, D × D.
  case tied(Matrix)
  /// Each component has its own diagonal of variances: K × D.
  case diagonal(Matrix)
  /// Each component has a single variance for all directions: K numbers.
  case spherical([Double])

  /// The structure of the covariances.
  public var structure: CovarianceStructure {
    switch self {
    case .full: .full
    case .tied: .tied
    case .diagonal: .diagonal
    case .spherical: .spherical
    }
  }

  /// The covariance of component k in D dimensions as a matrix.
  public func matrix(_ k: Int, dimension: Int) -> Matrix {
    switch self {
    case .full(let matrices): matrices[k]
    case .tied(let matrix): matrix
    case .diagonal(let variances): Matrix(diagonal: variances.row(k))
    case .spherical(let variances):
      Matrix(diagonal: Array(repeating: variances[k], count: dimension))
    }
  }

  /// The covariances of the given components in the given order.
  func reordered(_ order: [Int]) -> Covariances {
    switch self {
    case .full(let matrices): .full(order.map { matrices[$0] })
    case .tied: self
    case .diagonal(let variances): .diagonal(variances.selecting(rows: order))
    case .spherical(let variances): .spherical(order.map { variances[$0] })
    }
  }
}

/// The structure of the covariances of a Gaussian mixture.
public enum CovarianceStructure: String, Hashable, Sendable, CaseIterable {
  /// One full matrix per component.
  case full
  /// One matrix shared by all components.
  case tied
  /// One diagonal matrix per component.
  case diagonal
  /// One variance per component.
  case spherical

  /// The number of free parameters of the covariances.
  public func parameterCount(components: Int, dimension: Int) -> Int {
    switch self {
    case .full: components * dimension * (dimension + 1) / 2
    case .tied: dimension * (dimension + 1) / 2
    case .diagonal: components * dimension
    case .spherical: components
    }
  }
}
