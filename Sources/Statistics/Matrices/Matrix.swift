/// A dense matrix of Doubles in row-major order.
///
/// Element (i, j) of a matrix with c columns is `elements[i * c + j]`. Rows are observations
/// wherever a matrix contains data. A matrix may have no rows or no columns.
///
/// ```swift
/// let a = try Matrix([[1, 2], [3, 4]])
/// let b = a * a.transposed  // [[5, 11], [11, 25]]
/// ```
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements in row-major order, rows · columns of them.
  public var elements: [Double]

  /// Creates a matrix whose elements are all equal.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  /// Creates a matrix from its elements in row-major order.
  ///
  /// - Precondition: The number of elements is rows · columns.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "a matrix needs rows · columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// Creates a matrix from a list of rows.
  ///
  /// - Throws: ``RaggedRows`` if a row differs in length from the first.
  public init(_ rows: [[Double]]) throws(RaggedRows) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      throw RaggedRows(row: index, count: row.count, expected: columns)
    }
    self.init(rows: rows.count, columns: columns, elements: rows.flatMap(\.self))
  }

  /// Creates a square matrix with these numbers on the diagonal and zeros elsewhere.
  public init(diagonal: [Double]) {
    self.init(rows: diagonal.count, columns: diagonal.count)
    for (i, value) in diagonal.enumerated() { self[i, i] = value }
  }

  /// The identity matrix of the given size.
  public static func identity(_ size: Int) -> Matrix {
    Matrix(diagonal: Array(repeating: 1, count: size))
  }

  /// The element in row i and column j, both counted from 0.
  public subscript(i: Int, j: Int) -> Double {
    get { elements[i * columns + j] }
    set { elements[i * columns + j] = newValue }
  }

  /// Row i as a list.
  public func row(_ i: Int) -> [Double] {
    Array(elements[i * columns..<(i + 1) * columns])
  }

  /// Column j as a list.
  public func column(_ j: Int) -> [Double] {
    (0..<rows).map { self[$0, j] }
  }

  /// The matrix of the given rows, in the given order; a row may be repeated.
  public func selecting(rows chosen: some Collection<Int>) -> Matrix {
    var picked: [Double] = []
    picked.reserveCapacity(chosen.count * columns)
    for i in chosen { picked += elements[i * columns..<(i + 1) * columns] }
    return Matrix(rows: chosen.count, columns: columns, elements: picked)
  }

  /// The diagonal; its length is the smaller of the two dimensions.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { self[$0, $0] }
  }

  /// The rows as a list of lists.
  public var nested: [[Double]] {
    (0..<rows).map(row)
  }
}

/// An error: rows that should form a matrix differ in length.
public struct RaggedRows: Error, Hashable, Sendable {
  /// The index, from 0, of the first row whose length differs from that of row 0.
  public var row: Int
  /// The length of that row.
  public var count: Int
  /// The length of row 0.
  public var expected: Int

  /// Creates the error.
  public init(row: Int, count: Int, expected: Int) {
    self.row = row
    self.count = count
    self.expected = expected
  }
}
