public import Statistics

/// The covariances of a Gaussian mixture of K components in D dimensions.
///
/// A diagonal or spherical covariance that all components share is that of a ``Mixture`` of ``Tied``
/// `DiagonalNormal` or `SphericalNormal` components.
public enum Covariances: Hashable, Sendable {
  /// Every component has a matrix of its own: K matrices, D × D.
  case full([Matrix])
  /// All components share one matrix, D × D.
  case tied(Matrix)
  /// Every component has variances along the axes: K × D.
  case diagonal(Matrix)
  /// Every component has one variance in all directions: K numbers.
  case spherical([Double])

  /// Which of the four.
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

  /// The covariances of the components in another order.
  func reordered(_ order: [Int]) -> Covariances {
    switch self {
    case .full(let matrices): .full(order.map { matrices[$0] })
    case .tied: self
    case .diagonal(let variances): .diagonal(variances.selecting(rows: order))
    case .spherical(let variances): .spherical(order.map { variances[$0] })
    }
  }
}

/// How free the covariances of a Gaussian mixture are.
public enum CovarianceStructure: String, Hashable, Sendable, CaseIterable {
  /// A matrix per component.
  case full
  /// One matrix for all.
  case tied
  /// Variances along the axes.
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
