public import Statistics

/// Count, mean, and covariance of rows: all that a factor analysis needs to know of them.
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
    guard rows.rows > 0 else { throw .empty }
    try validateFinite(rows)
    try validateWeights(weights, count: rows.rows)
    var sums = MomentSums(around: rows.row(0), diagonal: false)
    for i in 0..<rows.rows { sums.add(rows.row(i), weight: weights?[i] ?? 1) }
    // Once more around the mean: exact however far the first row is from it.
    var centred = MomentSums(around: sums.mean, diagonal: false)
    for i in 0..<rows.rows { centred.add(rows.row(i), weight: weights?[i] ?? 1) }
    count = centred.count
    mean = centred.mean
    covariance = (1 / centred.count) * centred.scatter
  }
}
