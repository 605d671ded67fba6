public import Statistics

/// Count, mean, and covariance of rows: all that a factor analysis needs to know of them.
///
/// Of rows, or as they are printed in an article:
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

  /// The moments of rows.
  ///
  /// - Throws: ``InvalidData`` for no rows, numbers that are not finite, or bad weights.
  public init(_ rows: Matrix, weights: [Double]? = nil) throws(InvalidData) {
    guard rows.rows > 0, rows.columns > 0 else { throw .empty }
    try validateFinite(rows)
    try validateWeights(weights, count: rows.rows)
    var sums = MomentSums(around: rows.row(0), diagonal: false)
    for i in 0..<rows.rows { sums.add(rows.row(i), weight: weights?[i] ?? 1) }
    // Once more around the mean: exact however far the first row is from it.
    var centered = MomentSums(around: sums.mean, diagonal: false)
    for i in 0..<rows.rows { centered.add(rows.row(i), weight: weights?[i] ?? 1) }
    count = centered.count
    mean = centered.mean
    covariance = (1 / centered.count) * centered.scatter
  }

  /// Moments that are known without the rows.
  ///
  /// - Parameters:
  ///   - count: N > 0, the number of rows or the sum of their weights.
  ///   - mean: The means of the columns; zeros, where only the covariance is known and wanted.
  ///   - covariance: The covariance divided by N. One that was divided by N − 1 has to be multiplied by
  ///     (N − 1)/N; a correlation matrix is the covariance of standardized columns. Rounded digits may
  ///     leave it slightly indefinite, which is allowed.
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
