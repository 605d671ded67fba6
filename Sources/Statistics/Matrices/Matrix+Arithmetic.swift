extension Matrix {
  /// The elementwise sum.
  ///
  /// - Precondition: Both matrices have the same shape.
  public static func + (a: Matrix, b: Matrix) -> Matrix {
    a.zip(b, +)
  }

  /// The elementwise difference.
  ///
  /// - Precondition: Both matrices have the same shape.
  public static func - (a: Matrix, b: Matrix) -> Matrix {
    a.zip(b, -)
  }

  /// The product with a scalar.
  public static func * (factor: Double, a: Matrix) -> Matrix {
    Matrix(rows: a.rows, columns: a.columns, elements: a.elements.map { factor * $0 })
  }

  /// The matrix product.
  ///
  /// - Precondition: The left matrix has as many columns as the right one has rows.
  public static func * (a: Matrix, b: Matrix) -> Matrix {
    precondition(a.columns == b.rows, "inner dimensions differ")
    var product = Matrix(rows: a.rows, columns: b.columns)
    for i in 0..<a.rows {
      for k in 0..<a.columns {
        let factor = a[i, k]
        for j in 0..<b.columns { product[i, j] += factor * b[k, j] }
      }
    }
    return product
  }

  /// The product with a column vector.
  ///
  /// - Precondition: The matrix has as many columns as the vector has elements.
  public static func * (a: Matrix, x: [Double]) -> [Double] {
    precondition(a.columns == x.count, "inner dimensions differ")
    return (0..<a.rows).map { i in
      var sum = 0.0
      for j in 0..<a.columns { sum += a[i, j] * x[j] }
      return sum
    }
  }

  /// The transpose.
  public var transposed: Matrix {
    var flipped = Matrix(rows: columns, columns: rows)
    for i in 0..<rows {
      for j in 0..<columns { flipped[j, i] = self[i, j] }
    }
    return flipped
  }

  /// The trace, the sum of the diagonal.
  public var trace: Double {
    diagonal.reduce(0, +)
  }

  /// The submatrix of the given rows and columns, in the given order.
  public func selecting(rows chosenRows: [Int], columns chosenColumns: [Int]) -> Matrix {
    var part = Matrix(rows: chosenRows.count, columns: chosenColumns.count)
    for (a, i) in chosenRows.enumerated() {
      for (b, j) in chosenColumns.enumerated() { part[a, b] = self[i, j] }
    }
    return part
  }

  private func zip(_ other: Matrix, _ combine: (Double, Double) -> Double) -> Matrix {
    precondition(rows == other.rows && columns == other.columns, "shapes differ")
    return Matrix(
      rows: rows, columns: columns,
      elements: Swift.zip(elements, other.elements).map { combine($0, $1) })
  }
}
