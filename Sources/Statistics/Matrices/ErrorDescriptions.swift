// The texts of this module's errors.

extension RaggedRows: CustomStringConvertible {
  /// The row that differs from the first one, in words.
  public var description: String {
    "row \(row) (counted from 0) has \(count) \(count == 1 ? "number" : "numbers") "
      + "where row 0 has \(expected)"
  }
}

extension NotPositiveDefinite: CustomStringConvertible {
  /// The row at which the factorization failed, in words.
  public var description: String {
    switch defect {
    case .pivot:
      "the matrix is not positive definite: the pivot of row \(index) (counted from 0) is \(pivot)"
    case .asymmetric(let column):
      "the matrix is not symmetric in row \(index), column \(column) (counted from 0)"
    case .shape(let rows, let columns):
      "the matrix is \(rows) × \(columns) where \(index) × \(index) is needed"
    }
  }
}
