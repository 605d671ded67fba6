import Statistics

/// A matrix whose rows are padded to whole SIMD vectors, for the recursions over a sequence.
///
/// Lanes beyond the last column are 0.
final class LaneRows {
  typealias Lanes = Elementary.Lanes

  let rows: Int
  let columns: Int
  /// The number of vectors per row.
  let groups: Int
  /// All vectors in row-major order.
  let lanes: UnsafeMutablePointer<Lanes>
  /// The same memory as scalars.
  let numbers: UnsafeMutablePointer<Double>

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    groups = (columns + Lanes.scalarCount - 1) / Lanes.scalarCount
    lanes = .allocate(capacity: rows * groups)
    lanes.initialize(repeating: .zero, count: rows * groups)
    numbers = UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: Double.self)
  }

  convenience init(_ matrix: Matrix) {
    self.init(rows: matrix.rows, columns: matrix.columns)
    for i in 0..<rows {
      for j in 0..<columns { self[i, j] = matrix[i, j] }
    }
  }

  deinit { lanes.deallocate() }

  /// The stride between rows, in numbers.
  var stride: Int { groups * Lanes.scalarCount }

  subscript(i: Int, j: Int) -> Double {
    get { numbers[i * stride + j] }
    set { numbers[i * stride + j] = newValue }
  }

  func row(_ i: Int) -> [Double] { (0..<columns).map { self[i, $0] } }

  /// The elements without the padding.
  var matrix: Matrix {
    Matrix(rows: rows, columns: columns, elements: (0..<rows).flatMap(row))
  }

  /// Multiplies all elements by a factor.
  func scaled(by factor: Double) -> LaneRows {
    let scaled = LaneRows(rows: rows, columns: columns)
    for i in 0..<rows * groups { scaled.lanes[i] = factor * lanes[i] }
    return scaled
  }

  /// Consecutive elements of a column, multiplied by a factor.
  func column(_ j: Int, rows: Range<Int>, times factor: Double) -> [Double] {
    rows.map { factor * self[$0, j] }
  }

  /// Replaces elements of a column, starting at a row.
  func setColumn(_ j: Int, from row: Int, to values: [Double]) {
    for (i, value) in values.enumerated() { self[row + i, j] = value }
  }

  /// Adds Σₙ vₙ · rowₙ to a row, where the vₙ are strided.
  ///
  /// Four vectors at a time stay in registers. Each lane is summed in the order of n, so that the
  /// sums do not depend on the machine's vector width.
  static func addProduct(
    of numbers: UnsafePointer<Double>, stride: Int, count: Int, _ rows: UnsafePointer<Lanes>,
    groups: Int, to sums: UnsafeMutablePointer<Lanes>
  ) {
    var g = 0
    while g &+ 4 <= groups {
      var (a, b, c, d) = (sums[g], sums[g &+ 1], sums[g &+ 2], sums[g &+ 3])
      var (number, row) = (numbers, rows + g)
      for _ in 0..<count {
        let v = Lanes(repeating: number.pointee)
        a += v * row[0]
        b += v * row[1]
        c += v * row[2]
        d += v * row[3]
        number += stride
        row += groups
      }
      (sums[g], sums[g &+ 1], sums[g &+ 2], sums[g &+ 3]) = (a, b, c, d)
      g &+= 4
    }
    while g < groups {
      var a = sums[g]
      var (number, row) = (numbers, rows + g)
      for _ in 0..<count {
        a += Lanes(repeating: number.pointee) * row[0]
        number += stride
        row += groups
      }
      sums[g] = a
      g &+= 1
    }
  }
}
