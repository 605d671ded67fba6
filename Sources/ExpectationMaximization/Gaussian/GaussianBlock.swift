import Statistics

/// One block of observations, column by column in SIMD lanes, with the arithmetic of its densities
/// and moments.
///
/// The loops are tiled so that accumulators stay in registers: the densities process four rows of W
/// at a time, the moments two by two columns. The results do not depend on the machine's vector
/// width: a lane always contains the same observations, and its sums are in the same order.
final class GaussianBlock {
  typealias Lanes = Elementary.Lanes

  private let dimension: Int
  /// D · ``RowBlock/groups``.
  private let columns: UnsafeMutablePointer<Lanes>
  private let centered: UnsafeMutablePointer<Lanes>
  private let moments: TriangularMoments
  /// The gathered rows of each component, if rows are gathered.
  let gathered: [GatheredRows]
  private var rowCount = 0
  private var groups = 0

  init(dimension: Int, gathering components: Int) {
    self.dimension = dimension
    let count = max(dimension, 1) * RowBlock.groups
    columns = .allocate(capacity: count)
    centered = .allocate(capacity: count)
    for pointer in [columns, centered] { pointer.initialize(repeating: .zero, count: count) }
    let moments = TriangularMoments(dimension: dimension)
    self.moments = moments
    gathered = (0..<components).map { _ in GatheredRows(dimension: dimension, moments) }
  }

  deinit {
    for pointer in [columns, centered] { pointer.deallocate() }
  }

  /// Loads rows of data.
  ///
  /// Lanes beyond the last row repeat it; their responsibilities are 0.
  func load(_ rows: Range<Int>, of data: [Double]) {
    rowCount = rows.count
    groups = (rows.count + 7) / 8
    data.withUnsafeBufferPointer { data in
      columns.withMemoryRebound(to: Double.self, capacity: dimension * RowBlock.size) { columns in
        guard let first = data.baseAddress.map({ $0 + rows.lowerBound * dimension }) else { return }
        for j in 0..<dimension {
          let column = columns + j * RowBlock.size
          var cell = first + j
          for offset in 0..<rows.count {
            column[offset] = cell.pointee
            cell += dimension
          }
          for offset in rows.count..<groups * 8 { column[offset] = column[rows.count - 1] }
        }
      }
    }
  }

  /// logScale − ½|W(x − μ)|² with a diagonal W.
  func evaluateDiagonal(
    _ w: UnsafePointer<Double>, _ mean: ArraySlice<Double>, _ logScale: Double,
    _ output: UnsafeMutablePointer<Lanes>
  ) {
    for g in 0..<groups { output[g] = .zero }
    for (j, center) in mean.enumerated() {
      let column = columns + j * RowBlock.groups
      for g in 0..<groups {
        let y = w[j] * (column[g] - center)
        output[g] += y * y
      }
    }
    for g in 0..<groups { output[g] = logScale - 0.5 * output[g] }
  }

  /// The same in two dimensions with a triangular W.
  func evaluatePlane(
    _ w: UnsafePointer<Double>, _ mean: ArraySlice<Double>, _ logScale: Double,
    _ output: UnsafeMutablePointer<Lanes>
  ) {
    let (w00, w10) = (Lanes(repeating: w[0]), Lanes(repeating: w[1]))
    let w11 = Lanes(repeating: w[2])
    let m0 = Lanes(repeating: mean[mean.startIndex])
    let m1 = Lanes(repeating: mean[mean.startIndex + 1])
    let (scale, half) = (Lanes(repeating: logScale), Lanes(repeating: 0.5))
    let second = columns + RowBlock.groups
    for g in 0..<groups {
      let z0 = columns[g] - m0
      let z1 = second[g] - m1
      let y0 = w00 * z0
      let y1 = w10 * z0 + w11 * z1
      output[g] = scale - half * (y0 * y0 + y1 * y1)
    }
  }

  /// The same in any dimension, four rows of W at a time.
  func evaluate(
    _ w: UnsafePointer<Double>, _ mean: ArraySlice<Double>, _ logScale: Double,
    _ output: UnsafeMutablePointer<Lanes>
  ) {
    center(on: mean)
    let (dimension, groups, centered) = (dimension, groups, centered)
    let (scale, half) = (Lanes(repeating: logScale), Lanes(repeating: 0.5))
    var g = 0
    // An odd last group is processed with the next one, which is inside the block and unused.
    while g < groups {
      var (low, high) = (Lanes.zero, Lanes.zero)
      var tile = w
      var first = 0
      while first < dimension {
        let (a, b) = Self.squares(&tile, centered + g, count: min(first &+ 4, dimension))
        low += a
        high += b
        first &+= 4
      }
      output[g] = scale - half * low
      output[g &+ 1] = scale - half * high
      g &+= 2
    }
  }

  /// |y|² of four rows y of W z, for two groups side by side.
  ///
  /// Eight sums avoid waiting for the latency of an addition.
  ///
  /// Weights are broadcast to the lanes explicitly: otherwise the compiler shuffles single numbers.
  @inline(__always)
  private static func squares(
    _ tile: inout UnsafePointer<Double>, _ column: UnsafePointer<Lanes>, count: Int
  ) -> (Lanes, Lanes) {
    var (y0, y1, y2, y3) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (u0, u1, u2, u3) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var z = column
    var i = 0
    while i < count {
      let (x, v) = (z[0], z[1])
      let (w0, w1) = (Lanes(repeating: tile[0]), Lanes(repeating: tile[1]))
      let (w2, w3) = (Lanes(repeating: tile[2]), Lanes(repeating: tile[3]))
      y0 += w0 * x
      u0 += w0 * v
      y1 += w1 * x
      u1 += w1 * v
      y2 += w2 * x
      u2 += w2 * v
      y3 += w3 * x
      u3 += w3 * v
      tile += 4
      z += RowBlock.groups
      i &+= 1
    }
    return ((y0 * y0 + y1 * y1) + (y2 * y2 + y3 * y3), (u0 * u0 + u1 * u1) + (u2 * u2 + u3 * u3))
  }

  /// Σ r.
  func total(_ r: UnsafePointer<Lanes>) -> Double {
    var sum = Lanes.zero
    for g in 0..<groups { sum += r[g] }
    return Elementary.sum(sum)
  }

  /// Adds Σ r z and Σ r z² with z = x − reference, column by column.
  func addDiagonal(
    _ r: UnsafePointer<Lanes>, _ reference: ArraySlice<Double>,
    _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
  ) {
    for (j, center) in reference.enumerated() {
      let column = columns + j * RowBlock.groups
      var (a, b) = (Lanes.zero, Lanes.zero)
      for g in 0..<groups {
        let z = column[g] - center
        let weighted = r[g] * z
        a += weighted
        b += weighted * z
      }
      first[j] += Elementary.sum(a)
      second[j] += Elementary.sum(b)
    }
  }

  /// Adds Σ r z and the triangle of Σ r z zᵀ in two dimensions.
  func addPlane(
    _ r: UnsafePointer<Lanes>, _ reference: ArraySlice<Double>,
    _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
  ) {
    let m0 = Lanes(repeating: reference[reference.startIndex])
    let m1 = Lanes(repeating: reference[reference.startIndex + 1])
    let other = columns + RowBlock.groups
    var (a0, a1) = (Lanes.zero, Lanes.zero)
    var (b00, b10, b11) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for g in 0..<groups {
      let z0 = columns[g] - m0
      let z1 = other[g] - m1
      let r0 = r[g] * z0
      let r1 = r[g] * z1
      a0 += r0
      a1 += r1
      b00 += r0 * z0
      b10 += r1 * z0
      b11 += r1 * z1
    }
    first[0] += Elementary.sum(a0)
    first[1] += Elementary.sum(a1)
    second[0] += Elementary.sum(b00)
    second[1] += Elementary.sum(b10)
    second[2] += Elementary.sum(b11)
  }

  /// The same in any number of dimensions.
  func addTriangle(
    _ r: UnsafePointer<Lanes>, _ reference: ArraySlice<Double>,
    _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
  ) {
    center(on: reference)
    moments.add(centered, r, groups: groups, first, second)
  }

  /// The same for only the rows that a component explains, which are packed until they fill a
  /// block.
  ///
  /// If components are far apart, each row belongs to few of them. The other responsibilities are
  /// too small to change a sum: less than 2⁻¹²⁰ of the largest in the block.
  func addGathered(
    _ k: Int, _ r: UnsafePointer<Lanes>, _ reference: ArraySlice<Double>,
    _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
  ) {
    r.withMemoryRebound(to: Double.self, capacity: RowBlock.size) { weights in
      var largest = 0.0
      for row in 0..<rowCount { largest = max(largest, weights[row]) }
      let threshold = 0x1p-120 * largest
      var chosen = 0
      for row in 0..<rowCount where weights[row] > threshold { chosen += 1 }
      guard chosen * 2 <= rowCount else { return addTriangle(r, reference, first, second) }
      columns.withMemoryRebound(to: Double.self, capacity: dimension * RowBlock.size) { cells in
        for row in 0..<rowCount where weights[row] > threshold {
          gathered[k].append(cells + row, reference, weight: weights[row])
          if gathered[k].isFull { gathered[k].flush(into: first, second) }
        }
      }
    }
  }

  private func center(on point: ArraySlice<Double>) {
    // Local copies, because the compiler must assume that a store into lanes changes a property.
    let groups = groups
    var (column, z) = (columns, centered)
    for center in point {
      let lanes = Lanes(repeating: center)
      for g in 0..<groups { z[g] = column[g] - lanes }
      column += RowBlock.groups
      z += RowBlock.groups
    }
  }

  /// Lower triangles in the layout of ``evaluate(_:_:_:_:)``: four rows at a time, column by
  /// column, with zeros above the diagonal and below the last row.
  static func packed(triangles: [Double], dimension: Int) -> [Double] {
    let size = dimension * (dimension + 1) / 2
    var packed: [Double] = []
    for base in stride(from: 0, to: triangles.count, by: size) {
      for first in stride(from: 0, to: dimension, by: 4) {
        for column in 0..<min(first + 4, dimension) {
          for row in first..<first + 4 {
            let isInside = row < dimension && column <= row
            packed.append(isInside ? triangles[base + row * (row + 1) / 2 + column] : 0)
          }
        }
      }
    }
    return packed
  }
}
