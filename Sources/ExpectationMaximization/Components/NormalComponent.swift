/// Multivariate normal distributions, which are fitted to moments and may share their spread.
///
/// Conforming types are `MultivariateNormal`, `DiagonalNormal`, and `SphericalNormal`.
public protocol NormalComponent: LocationScale where Value == [Double], Sums == MomentSums {
  /// The mean μ, of length D.
  var mean: [Double] { get }
  /// Whether the moments omit the products of different columns.
  static var hasDiagonalMoments: Bool { get }
}

extension NormalComponent {
  /// Empty sums around the mean.
  public func makeSums() -> MomentSums {
    MomentSums(around: mean, diagonal: Self.hasDiagonalMoments)
  }

  /// Adds one point.
  public func add(_ value: [Double], weight: Double, to sums: inout MomentSums) {
    sums.add(value, weight: weight)
  }

  /// D.
  public var shape: [Int] { [mean.count] }

  /// Reports numbers that are not finite, and points of the wrong dimension.
  public func supportViolation(of value: [Double]) -> (column: Int, value: Double)? {
    value.count == mean.count ? firstNotFinite(value) : (value.count, .nan)
  }

  /// D, for the mean.
  public var locationCount: Int { mean.count }

  /// An element of the mean that is not finite.
  var invalidMean: ModelParameter? {
    firstNotFinite(mean).map { ModelParameter("mean[\($0.column)]", $0.value) }
  }

  /// The named elements of μ.
  var namedMean: [ModelParameter] {
    mean.enumerated().map { ModelParameter("mean[\($0)]", $1) }
  }
}
