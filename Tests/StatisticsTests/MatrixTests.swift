import Statistics
import TestSupport
import Testing

@Suite struct `Matrices` {
  static let positive = Matrix(rows: 3, columns: 3, elements: [4, 2, 0.6, 2, 5, 1.5, 0.6, 1.5, 3])

  @Test func `products, transposes, and selections`() throws {
    let a = try Matrix([[1, 2], [3, 4], [5, 6]])
    #expect(try a * a.transposed == Matrix([[5, 11, 17], [11, 25, 39], [17, 39, 61]]))
    #expect(a * [1, -1] == [-1, -1, -1])
    #expect(a.row(1) == [3, 4] && a.column(1) == [2, 4, 6])
    #expect(a.selecting(rows: [2, 0, 0]).nested == [[5, 6], [1, 2], [1, 2]])
    #expect(a.selecting(rows: [2], columns: [1]).elements == [6])
    #expect((a + a).elements == (2 * a).elements && (a - a).elements.allSatisfy { $0 == 0 })
    #expect(throws: RaggedRows(row: 2, count: 1, expected: 2)) {
      try Matrix([[1, 2], [3, 4], [5]])
    }
  }

  @Test func `the Cholesky factor solves, inverts, and knows the determinant`() throws {
    let factor = try CholeskyFactor(Self.positive)
    let product = factor.lower * factor.lower.transposed
    #expect(isClose(product.elements, Self.positive.elements, relative: 1e-15))
    let x = factor.solve([1, 2, 3])
    #expect(isClose(Self.positive * x, [1, 2, 3], relative: 1e-14))
    let identity = Self.positive * factor.inverse
    #expect(
      isClose(identity.elements, Matrix.identity(3).elements, relative: 1e-14, absolute: 1e-15))
    // By Sarrus: 4·(15 − 2.25) − 2·(6 − 0.9) + 0.6·(3 − 3) = 40.8.
    #expect(isClose(factor.logDeterminant, Elementary.log(40.8), relative: 1e-14))
    #expect(
      isClose(factor.squaredNorm([1, 2, 3]), zip(x, [1, 2, 3]).reduce(0) { $0 + $1.0 * $1.1 }))
    let w = factor.lowerInverse * factor.lower
    #expect(isClose(w.elements, Matrix.identity(3).elements, relative: 1e-14, absolute: 1e-15))
  }

  @Test func `what is not positive definite says where`() {
    #expect(throws: NotPositiveDefinite(index: 1, pivot: -3)) {
      try CholeskyFactor(Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1]))
    }
    #expect(throws: NotPositiveDefinite.self) { try CholeskyFactor(Matrix(diagonal: [1, .nan])) }
  }

  @Test func `eigenvectors rebuild the matrix`() {
    let eigen = SymmetricEigen(Self.positive)
    #expect(eigen.values == eigen.values.sorted(by: >))
    let rebuilt = eigen.vectors * Matrix(diagonal: eigen.values) * eigen.vectors.transposed
    #expect(isClose(rebuilt.elements, Self.positive.elements, relative: 1e-13))
    // 2 ± 1 for the classical [[2, 1], [1, 2]].
    let pair = SymmetricEigen(Matrix(rows: 2, columns: 2, elements: [2, 1, 1, 2]))
    let h = (1.0 / 2).squareRoot()
    #expect(isClose(pair.values, [3, 1], relative: 1e-15))
    #expect(isClose(pair.vectors.column(0), [h, h], relative: 1e-15))
  }

  @Test func `errors say what and where`() {
    #expect(
      "\(RaggedRows(row: 2, count: 1, expected: 3))"
        == "row 2 (counted from 0) has 1 number where row 0 has 3")
    #expect(
      "\(NotPositiveDefinite(index: 1, pivot: -0.5))"
        == "the matrix is not positive definite: the pivot of row 1 (counted from 0) is -0.5")
  }
}
