public import Statistics

/// Weighted count, sum and scatter of points around a reference point.
public struct MomentSums: ComponentSums, Hashable {
  /// The reference point.
  var reference: [Double]
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w (x − reference).
  var first: [Double]
  /// Σ w (x − reference)(x − reference)ᵀ: the packed lower triangle, or the diagonal.
  var second: [Double]
  let isDiagonal: Bool

  init(around reference: [Double], diagonal: Bool) {
    self.reference = reference
    isDiagonal = diagonal
    let d = reference.count
    first = Array(repeating: 0, count: d)
    second = Array(repeating: 0, count: diagonal ? d : d * (d + 1) / 2)
  }

  /// The weighted mean.
  public var mean: [Double] {
    count > 0 ? zip(reference, first).map { $0 + $1 / count } : reference
  }

  /// Σ w (x − mean)(x − mean)ᵀ; only the diagonal if only that is summed.
  public var scatter: Matrix {
    let d = reference.count
    var matrix = Matrix(rows: d, columns: d)
    var index = 0
    for j in 0..<d {
      for i in (isDiagonal ? j : 0)...j {
        let centered = count > 0 ? second[index] - first[i] * first[j] / count : 0
        matrix[i, j] = centered
        matrix[j, i] = centered
        index += 1
      }
    }
    return matrix
  }

  mutating func add(_ x: [Double], weight: Double) {
    add(x, weight: weight, momentWeight: weight)
  }

  /// Adds a point with different weights for its moments and for the count.
  mutating func add(_ x: [Double], weight: Double, momentWeight: Double) {
    count += weight
    var index = 0
    for j in reference.indices {
      let weighted = momentWeight * (x[j] - reference[j])
      first[j] += weighted
      if isDiagonal {
        second[j] += weighted * (x[j] - reference[j])
      } else {
        for i in 0...j {
          second[index] += weighted * (x[i] - reference[i])
          index += 1
        }
      }
    }
  }

  /// Multiplies all weights by a factor.
  public mutating func scale(by factor: Double) {
    count *= factor
    for j in first.indices { first[j] *= factor }
    for i in second.indices { second[i] *= factor }
  }

  /// Adds sums around another reference point.
  public mutating func merge(_ other: MomentSums) {
    let shift = zip(other.reference, reference).map { $0 - $1 }
    var index = 0
    for j in reference.indices {
      for i in (isDiagonal ? j : 0)...j {
        second[index] +=
          other.second[index] + shift[i] * other.first[j] + other.first[i] * shift[j]
          + shift[i] * shift[j] * other.count
        index += 1
      }
    }
    for j in reference.indices { first[j] += other.first[j] + shift[j] * other.count }
    count += other.count
  }

  /// The sums as the statistics of a one-component mixture.
  var statistics: GaussianStatistics {
    GaussianStatistics(
      counts: [count], means: Matrix(rows: 1, columns: reference.count, elements: mean),
      scatters: [scatter])
  }

  /// The variance of each column below which a component has collapsed.
  var smallestVariances: [Double] { mean.map(squaredSpacing) }

  /// The covariance: scatter divided by count.
  ///
  /// - Throws: The first column along which there is no spread.
  func covariance(
    over count: Double, floors: [Double]
  ) throws(ComponentCollapse.Reason) -> Matrix {
    try checked((1 / count) * scatter, floors: floors)
  }

  /// The covariance, if it has spread along each column.
  func checked(
    _ covariance: Matrix, floors: [Double]
  ) throws(ComponentCollapse.Reason) -> Matrix {
    let pivots: [Double]
    if isDiagonal {
      pivots = covariance.diagonal
    } else {
      do throws(NotPositiveDefinite) {
        pivots = try CholeskyFactor(covariance).lower.diagonal.map { $0 * $0 }
      } catch {
        throw .singular(column: error.index, variance: error.pivot)
      }
    }
    let variances = covariance.diagonal
    for (column, pivot) in pivots.enumerated() {
      // A variance, given the preceding columns, below rounding error counts as 0.
      let relative = isDiagonal ? 0 : GaussianEstimate.smallestPivot * variances[column]
      guard pivot > max(floors[column], relative) else {
        throw .singular(column: column, variance: pivot)
      }
    }
    return covariance
  }
}

/// A symmetric positive definite matrix as unconstrained numbers: the lower triangle of its
/// Cholesky factor in row-major order, with logarithms on the diagonal.
enum LogCholesky {
  static func elements(_ factor: CholeskyFactor) -> [Double] {
    (0..<factor.size).flatMap { i in
      (0...i).map { $0 == i ? Elementary.log(factor.lower[i, i]) : factor.lower[i, $0] }
    }
  }

  static func matrix(_ elements: some Sequence<Double>, size: Int) -> Matrix {
    var lower = Matrix(rows: size, columns: size)
    var iterator = elements.makeIterator()
    for i in 0..<size {
      for j in 0...i {
        let value = iterator.next() ?? .nan
        lower[i, j] = i == j ? Elementary.exp(value) : value
      }
    }
    return lower * lower.transposed
  }

  /// The named elements of the lower triangle.
  static func parameters(_ matrix: Matrix, _ name: String) -> [ModelParameter] {
    (0..<matrix.rows).flatMap { i in
      (0...i).map { ModelParameter("\(name)[\(i)][\($0)]", matrix[i, $0]) }
    }
  }
}

/// The square of a few floating-point spacings around a mean; a smaller variance is rounding error.
func squaredSpacing(around mean: Double) -> Double {
  let spacing = 4 * mean.ulp
  return max(.leastNormalMagnitude, spacing * spacing)
}

/// The first number that is not finite.
func firstNotFinite(_ values: [Double]) -> (column: Int, value: Double)? {
  values.firstIndex { !$0.isFinite }.map { ($0, values[$0]) }
}
