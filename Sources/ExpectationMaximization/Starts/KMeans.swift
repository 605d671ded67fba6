public import Statistics

/// Clusters found by k-means from a k-means++ start, commonly used to initialize a mixture.
///
/// Arthur & Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; followed by
/// at most `iterations` of Lloyd's algorithm. An empty cluster moves to the point farthest from its
/// center. Columns are scaled to unit variance for the distances, so that units do not matter.
///
/// ```swift
/// var random = SplitMix64(seed: 1)
/// let clusters = try KMeans(rows, clusters: 2, using: &random)
/// ```
public struct KMeans: Hashable, Sendable {
  /// The centers in the units of the data, K × D.
  public let centers: Matrix
  /// The cluster index of each row.
  public let labels: [Int]

  /// Clusters the rows.
  ///
  /// - Throws: ``InvalidData`` if there are no rows or columns, fewer rows than clusters, or
  ///   numbers that are not finite.
  public init(
    _ observations: Matrix, clusters: Int, iterations: Int = 20,
    using random: inout some RandomNumberGenerator
  ) throws(InvalidData) {
    guard observations.rows > 0, observations.columns > 0, clusters > 0 else { throw .empty }
    guard observations.rows >= clusters else {
      throw .tooFew(count: observations.rows, needed: clusters)
    }
    try validateFinite(observations)
    let moments = ColumnMoments(observations)
    let scales = moments.variances.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    var lloyd = Lloyd(observations, scales)
    lloyd.seed(clusters, using: &random)
    var changed = true
    for _ in 0..<max(0, iterations) where changed {
      lloyd.move()
      changed = lloyd.assign()
    }
    // At the iteration limit, the labels match the current centers. After convergence, another
    // update only settles the last bits of the means.
    if !changed { lloyd.move() }
    centers = Matrix(
      rows: clusters, columns: observations.columns, elements: lloyd.centers)
    labels = lloyd.labels
  }
}

private struct Lloyd {
  let observations: Matrix
  let scales: [Double]
  var centers: [Double] = []
  var labels: [Int]
  /// The squared distance of each row to its center.
  var distances: [Double]

  init(_ observations: Matrix, _ scales: [Double]) {
    self.observations = observations
    self.scales = scales
    labels = Array(repeating: 0, count: observations.rows)
    distances = Array(repeating: .infinity, count: observations.rows)
  }

  /// Draws each further center from the rows, with probability proportional to the squared
  /// distance.
  mutating func seed(_ clusters: Int, using random: inout some RandomNumberGenerator) {
    for cluster in 0..<clusters {
      let isFirst = cluster == 0
      // With fewer distinct rows than clusters, all distances become 0; then any row is equally
      // good.
      let spread = isFirst ? false : distances.contains { $0 > 0 }
      let row =
        spread ? random.index(weights: distances) : random.integer(below: observations.rows)
      centers += observations.row(row)
      for i in 0..<observations.rows {
        let distance = distance(i, cluster)
        if distance < distances[i] {
          distances[i] = distance
          labels[i] = cluster
        }
      }
    }
  }

  /// Moves each center to the mean of its rows.
  mutating func move() {
    let width = observations.columns
    let clusters = centers.count / max(width, 1)
    var counts = Array(repeating: 0.0, count: clusters)
    var sums = Array(repeating: 0.0, count: centers.count)
    for (i, label) in labels.enumerated() {
      counts[label] += 1
      for j in 0..<width {
        sums[label * width + j] += observations[i, j] - centers[label * width + j]
      }
    }
    for cluster in 0..<clusters {
      if counts[cluster] > 0 {
        for j in 0..<width {
          centers[cluster * width + j] += sums[cluster * width + j] / counts[cluster]
        }
      } else if let farthest = distances.indices.max(by: { distances[$0] < distances[$1] }) {
        for j in 0..<width { centers[cluster * width + j] = observations[farthest, j] }
        distances[farthest] = 0
      }
    }
  }

  /// Assigns each row to its nearest center; returns `false` if no assignment changed.
  mutating func assign() -> Bool {
    let clusters = centers.count / max(observations.columns, 1)
    var changed = false
    for i in labels.indices {
      var best = (distance: Double.infinity, cluster: labels[i])
      for cluster in 0..<clusters {
        let distance = distance(i, cluster)
        if distance < best.distance { best = (distance, cluster) }
      }
      changed = changed || best.cluster != labels[i]
      labels[i] = best.cluster
      distances[i] = best.distance
    }
    return changed
  }

  private func distance(_ row: Int, _ cluster: Int) -> Double {
    let width = observations.columns
    var sum = 0.0
    for j in 0..<width {
      let difference = (observations[row, j] - centers[cluster * width + j]) * scales[j]
      sum += difference * difference
    }
    return sum
  }
}
