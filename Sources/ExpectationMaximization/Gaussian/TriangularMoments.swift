import Statistics

/// Sums Σ r z and the triangle of Σ r z zᵀ over a block of centered rows, column by column in SIMD
/// lanes.
final class TriangularMoments {
  typealias Lanes = Elementary.Lanes

  private let dimension: Int
  /// r z, D · ``RowBlock/groups``.
  private let weighted: UnsafeMutablePointer<Lanes>

  init(dimension: Int) {
    self.dimension = dimension
    let count = max(dimension, 1) * RowBlock.groups
    weighted = .allocate(capacity: count)
    weighted.initialize(repeating: .zero, count: count)
  }

  deinit {
    weighted.deallocate()
  }

  /// Adds the sums, two by two columns at a time.
  func add(
    _ centered: UnsafePointer<Lanes>, _ r: UnsafePointer<Lanes>, groups: Int,
    _ first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
  ) {
    for j in 0..<dimension {
      let (z, rz) = (centered + j * RowBlock.groups, weighted + j * RowBlock.groups)
      var sum = Lanes.zero
      for g in 0..<groups {
        let product = r[g] * z[g]
        rz[g] = product
        sum += product
      }
      first[j] += Elementary.sum(sum)
    }
    for j in stride(from: 0, to: dimension, by: 2) {
      // An odd last column is computed twice; the second result is not stored.
      let nextJ = min(j + 1, dimension - 1)
      let (rj, rJ) = (weighted + j * RowBlock.groups, weighted + nextJ * RowBlock.groups)
      for i in stride(from: 0, through: j, by: 2) {
        let nextI = min(i + 1, dimension - 1)
        let (zi, zI) = (centered + i * RowBlock.groups, centered + nextI * RowBlock.groups)
        var (a, b, c, d) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        for g in 0..<groups {
          let (p, q) = (rj[g], rJ[g])
          let (x, y) = (zi[g], zI[g])
          a += p * x
          b += p * y
          c += q * x
          d += q * y
        }
        second[j * (j + 1) / 2 + i] += Elementary.sum(a)
        if i + 1 <= j { second[j * (j + 1) / 2 + i + 1] += Elementary.sum(b) }
        guard j + 1 < dimension else { continue }
        second[(j + 1) * (j + 2) / 2 + i] += Elementary.sum(c)
        if i + 1 <= j + 1 { second[(j + 1) * (j + 2) / 2 + i + 1] += Elementary.sum(d) }
      }
    }
  }
}

/// Gathers the centered rows of a component until they fill a block.
final class GatheredRows {
  private let dimension: Int
  private let moments: TriangularMoments
  /// The rows, D · ``RowBlock/size`` numbers, column by column.
  private let centered: UnsafeMutablePointer<Elementary.Lanes>
  private let weights: UnsafeMutablePointer<Elementary.Lanes>
  private var count = 0

  init(dimension: Int, _ moments: TriangularMoments) {
    self.dimension = dimension
    self.moments = moments
    centered = .allocate(capacity: dimension * RowBlock.groups)
    centered.initialize(repeating: .zero, count: dimension * RowBlock.groups)
    weights = .allocate(capacity: RowBlock.groups)
    weights.initialize(repeating: .zero, count: RowBlock.groups)
  }

  deinit {
    centered.deallocate()
    weights.deallocate()
  }

  var isFull: Bool { count == RowBlock.size }

  /// Adds a row, whose cells are ``RowBlock/size`` numbers apart.
  func append(_ cells: UnsafePointer<Double>, _ reference: ArraySlice<Double>, weight: Double) {
    centered.withMemoryRebound(to: Double.self, capacity: dimension * RowBlock.size) { centered in
      var (cell, target) = (cells, centered + count)
      for center in reference {
        target.pointee = cell.pointee - center
        cell += RowBlock.size
        target += RowBlock.size
      }
    }
    weights.withMemoryRebound(to: Double.self, capacity: RowBlock.size) { $0[count] = weight }
    count += 1
  }

  /// Adds the moments of the gathered rows and clears them.
  func flush(
    into first: UnsafeMutablePointer<Double>, _ second: UnsafeMutablePointer<Double>
  ) {
    guard count > 0 else { return }
    let groups = (count + 7) / 8
    // Values left over from an earlier block in the last lanes get weight 0.
    weights.withMemoryRebound(to: Double.self, capacity: RowBlock.size) { weights in
      for row in count..<groups * 8 { weights[row] = 0 }
    }
    moments.add(centered, weights, groups: groups, first, second)
    count = 0
  }
}
