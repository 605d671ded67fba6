/// The Cholesky factor L of a symmetric positive definite matrix A = LLᵀ.
///
/// Golub & Van Loan, "Matrix Computations", 4th ed., §4.2. Only the lower triangle of A is read.
/// Solving, inversion and the log-determinant use L; a density is evaluated without inverting A.
///
/// ```swift
/// let factor = try CholeskyFactor(Matrix([[4, 2], [2, 5]]))
/// let root = factor.lower  // [[2, 0], [1, 2]]
/// ```
public struct CholeskyFactor: Hashable, Sendable {
  /// L, with zeros above the diagonal.
  public let lower: Matrix

  /// Computes the Cholesky factor of a matrix.
  ///
  /// - Throws: ``NotPositiveDefinite`` if a pivot is not positive and finite.
  /// - Precondition: The matrix is square.
  public init(_ matrix: Matrix) throws(NotPositiveDefinite) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has a Cholesky factor")
    let n = matrix.rows
    var l = Matrix(rows: n, columns: n)
    for j in 0..<n {
      var pivot = matrix[j, j]
      for k in 0..<j { pivot -= l[j, k] * l[j, k] }
      guard pivot > 0, pivot.isFinite else { throw NotPositiveDefinite(index: j, pivot: pivot) }
      let root = pivot.squareRoot()
      l[j, j] = root
      for i in j + 1..<max(n, j + 1) {
        var sum = matrix[i, j]
        for k in 0..<j { sum -= l[i, k] * l[j, k] }
        l[i, j] = sum / root
      }
    }
    lower = l
  }

  /// Wraps a factor that is already known.
  package init(lower: Matrix) {
    self.lower = lower
  }

  /// The number of rows of A.
  public var size: Int { lower.rows }

  /// log det A = 2 Σ log Lᵢᵢ.
  public var logDeterminant: Double {
    2 * lower.diagonal.reduce(0) { $0 + Elementary.log($1) }
  }

  /// The solution y of L y = b (forward substitution).
  public func solveLower(_ b: [Double]) -> [Double] {
    var y = b
    for i in 0..<size {
      var sum = y[i]
      for k in 0..<i { sum -= lower[i, k] * y[k] }
      y[i] = sum / lower[i, i]
    }
    return y
  }

  /// The solution x of A x = b.
  public func solve(_ b: [Double]) -> [Double] {
    var x = solveLower(b)
    for i in stride(from: size - 1, through: 0, by: -1) {
      var sum = x[i]
      for k in i + 1..<max(size, i + 1) { sum -= lower[k, i] * x[k] }
      x[i] = sum / lower[i, i]
    }
    return x
  }

  /// The solution X of A X = B, column by column.
  public func solve(_ b: Matrix) -> Matrix {
    var x = Matrix(rows: size, columns: b.columns)
    for j in 0..<b.columns {
      for (i, value) in solve(b.column(j)).enumerated() { x[i, j] = value }
    }
    return x
  }

  /// A⁻¹, exactly symmetric.
  public var inverse: Matrix {
    let w = lowerInverse
    var result = Matrix(rows: size, columns: size)
    for i in 0..<size {
      for j in 0...i {
        var sum = 0.0
        for k in i..<size { sum += w[k, i] * w[k, j] }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  /// L⁻¹, lower triangular.
  public var lowerInverse: Matrix {
    var w = Matrix(rows: size, columns: size)
    for j in 0..<size {
      w[j, j] = 1 / lower[j, j]
      for i in j + 1..<max(size, j + 1) {
        var sum = 0.0
        for k in j..<i { sum -= lower[i, k] * w[k, j] }
        w[i, j] = sum / lower[i, i]
      }
    }
    return w
  }

  /// The squared Mahalanobis norm bᵀA⁻¹b.
  public func squaredNorm(_ b: [Double]) -> Double {
    solveLower(b).reduce(0) { $0 + $1 * $1 }
  }

  /// L z; if z is standard normal, L z has covariance A.
  public func applyLower(to z: [Double]) -> [Double] {
    lower * z
  }
}

/// An error: a matrix has no Cholesky factor.
public struct NotPositiveDefinite: Error, Hashable, Sendable {
  /// The kinds of defect.
  public enum Defect: Hashable, Sendable {
    /// A pivot is zero, negative, or not finite.
    case pivot
    /// An element differs from its mirror image across the diagonal.
    case asymmetric(column: Int)
    /// The shape of the matrix is not D × D.
    case shape(rows: Int, columns: Int)
  }

  /// The row, counted from 0, at which the factorization failed or the matrix is not symmetric; D
  /// if the shape is wrong.
  public var index: Int
  /// The pivot in that row: zero, negative, or not finite; NaN for other defects.
  public var pivot: Double
  /// The defect of the matrix.
  public var defect: Defect

  /// Creates the error.
  public init(index: Int, pivot: Double, defect: Defect = .pivot) {
    self.index = index
    self.pivot = pivot
    self.defect = defect
  }
}

extension Matrix {
  /// The first element below the diagonal that differs from its mirror image by more than 10⁻⁹
  /// times the geometric mean of the corresponding diagonal elements.
  package var asymmetricCell: (row: Int, column: Int)? {
    for i in 0..<min(rows, columns) {
      for j in 0..<i {
        let scale = (abs(self[i, i]) * abs(self[j, j])).squareRoot()
        if abs(self[i, j] - self[j, i]) > 1e-9 * scale { return (i, j) }
      }
    }
    return nil
  }

  /// Checks that the matrix is symmetric and D × D.
  func validateCovariance(dimension: Int) throws(NotPositiveDefinite) {
    guard rows == dimension, columns == dimension else {
      throw NotPositiveDefinite(
        index: dimension, pivot: .nan, defect: .shape(rows: rows, columns: columns))
    }
    if let cell = asymmetricCell {
      throw NotPositiveDefinite(
        index: cell.row, pivot: .nan, defect: .asymmetric(column: cell.column))
    }
  }
}
