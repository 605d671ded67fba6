/// The eigenvalues and eigenvectors of a symmetric matrix, A = V diag(λ) Vᵀ.
///
/// Cyclic Jacobi rotations (Golub & Van Loan, §8.5). They are slower than tridiagonalization for
/// large matrices, but deterministic and accurate to the last digits of small eigenvalues. The
/// component of largest magnitude of each eigenvector is positive, which fixes the signs.
///
/// ```swift
/// let eigen = SymmetricEigen(try Matrix([[2, 1], [1, 2]]))
/// let variances = eigen.values  // 3 and 1
/// ```
public struct SymmetricEigen: Hashable, Sendable {
  /// The eigenvalues, largest first.
  public let values: [Double]
  /// The eigenvectors: column j belongs to `values[j]`; the columns are orthonormal.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix; only the lower triangle is read.
  ///
  /// - Precondition: The matrix is square.
  public init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has eigenvalues")
    let n = matrix.rows
    var a = matrix
    for i in 0..<n {
      for j in 0..<i { a[j, i] = a[i, j] }
    }
    var v = Matrix.identity(n)
    for _ in 0..<60 {
      var offDiagonal = 0.0
      for i in 0..<n {
        for j in 0..<i { offDiagonal = max(offDiagonal, abs(a[i, j])) }
      }
      if offDiagonal == 0 { break }
      for p in 0..<n {
        for q in p + 1..<max(n, p + 1) { Self.rotate(&a, &v, p, q) }
      }
    }
    let order = (0..<n).sorted { (a[$0, $0], $1) > (a[$1, $1], $0) }
    values = order.map { a[$0, $0] }
    var sorted = Matrix(rows: n, columns: n)
    for (j, source) in order.enumerated() {
      let column = v.column(source)
      let largest = column.max { abs($0) < abs($1) } ?? 0
      for i in 0..<n { sorted[i, j] = largest < 0 ? -column[i] : column[i] }
    }
    vectors = sorted
  }

  private static func rotate(_ a: inout Matrix, _ v: inout Matrix, _ p: Int, _ q: Int) {
    let apq = a[p, q]
    guard abs(apq) > 1e-18 * (abs(a[p, p] * a[q, q])).squareRoot(), apq != 0 else {
      a[p, q] = 0
      a[q, p] = 0
      return
    }
    let theta = (a[q, q] - a[p, p]) / (2 * apq)
    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<a.rows {
      (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q])
    }
    for k in 0..<a.rows {
      (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k])
    }
    a[p, q] = 0
    a[q, p] = 0
    for k in 0..<v.rows {
      (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q])
    }
  }
}
