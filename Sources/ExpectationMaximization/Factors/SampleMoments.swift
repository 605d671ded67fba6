public import Statistics

/// Count, mean and covariance of rows: the sufficient statistics for a factor analysis.
///
/// The moments are computed from rows, or given, for example from a published table:
///
/// ```swift
/// let moments = try SampleMoments(
///   count: 145, mean: [0, 0, 0],
///   covariance: Matrix([[1, 0.34, 0.28], [0.34, 1, 0.41], [0.28, 0.41, 1]]))
/// ```
public struct SampleMoments: Hashable, Sendable {
  /// The number of rows, or the sum of their weights.
  public let count: Double
  /// The mean, of length D.
  public let mean: [Double]
  /// The maximum likelihood covariance (divided by the count), D × D.
  public let covariance: Matrix

  /// Computes the moments of rows.
  ///
  /// - Throws: ``InvalidData`` if there are no rows, numbers are not finite, or weights are
  ///   invalid.
  public init(_ rows: Matrix, weights: [Double]? = nil) throws(InvalidData) {
    guard rows.rows > 0, rows.columns > 0 else { throw .empty }
    try validateFinite(rows)
    try validateWeights(weights, count: rows.rows)
    var sums = MomentSums(around: rows.row(0), diagonal: false)
    for i in 0..<rows.rows { sums.add(rows.row(i), weight: weights?[i] ?? 1) }
    // A second pass around the mean, which is accurate however far the first row is from it.
    var centered = MomentSums(around: sums.mean, diagonal: false)
    for i in 0..<rows.rows { centered.add(rows.row(i), weight: weights?[i] ?? 1) }
    count = centered.count
    mean = centered.mean
    covariance = (1 / centered.count) * centered.scatter
  }

  /// Creates moments that are known without the rows.
  ///
  /// - Parameters:
  ///   - count: N > 0, the number of rows or the sum of their weights.
  ///   - mean: The means of the columns; zeros if only the covariance is known and needed.
  ///   - covariance: The covariance with divisor N. If the divisor was N − 1, multiply it by
  ///     (N − 1)/N. A correlation matrix is the covariance of standardized columns. Rounding of
  ///     published digits can make the matrix slightly indefinite, which is allowed.
  /// - Throws: ``InvalidData/count(_:)``, ``InvalidData/notFinite(row:column:value:)``,
  ///   ``InvalidData/raggedRow(row:count:expected:)`` if the shapes differ, and
  ///   ``InvalidData/notCovariance(row:column:value:)`` for a variance that is not positive, a
  ///   correlation beyond ±1, or a matrix that is not symmetric.
  public init(count: Double, mean: [Double], covariance: Matrix) throws(InvalidData) {
    guard count > 0, count.isFinite else { throw .count(count) }
    guard !mean.isEmpty else { throw .empty }
    for size in [covariance.rows, covariance.columns] where size != mean.count {
      throw .raggedRow(row: 0, count: size, expected: mean.count)
    }
    if let bad = firstNotFinite(mean) {
      throw .notFinite(row: 0, column: bad.column, value: bad.value)
    }
    try validateFinite(covariance)
    for (j, variance) in covariance.diagonal.enumerated() where !(variance > 0) {
      throw .notCovariance(row: j, column: j, value: variance)
    }
    for i in mean.indices {
      for j in 0..<i {
        let (a, b) = (covariance[i, j], covariance[j, i])
        let largest = (covariance[i, i] * covariance[j, j]).squareRoot()
        guard abs(a) <= (1 + 1e-9) * largest, abs(a - b) <= 1e-9 * largest else {
          throw .notCovariance(row: i, column: j, value: a)
        }
      }
    }
    self.count = count
    self.mean = mean
    self.covariance = 0.5 * (covariance + covariance.transposed)
  }
}
