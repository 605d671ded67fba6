import Statistics

/// The E-step of a Gaussian mixture over row-major data, N × D.
///
/// Each component k supplies its mean, the inverse W of its Cholesky factor (lower triangle), and
/// log πₖ − ½ D log 2π − log|L|. Second moments are summed around a reference point per component,
/// the current mean, so that data far from the origin lose no precision.
struct GaussianKernel: MixtureKernel {
  /// How covariances are evaluated and accumulated.
  enum Moments: Sendable {
    /// Full lower triangles.
    case full
    /// Diagonals only.
    case diagonal
  }

  let data: [Double]
  let observationCount: Int
  let dimension: Int
  let moments: Moments
  /// log πₖ plus the log normalizing constant.
  let logScale: [Double]
  /// K × D.
  let means: [Double]
  /// W of each component: the diagonals, or triangles packed for ``GaussianBlock``.
  let whitening: [Double]
  /// The reference point of each component's sums, K × D.
  var references: [Double]

  /// Creates a kernel; the whitening contains one lower triangle (row-major) or one diagonal per
  /// component.
  init(
    data: [Double], observationCount: Int, dimension: Int, moments: Moments, logScale: [Double],
    means: [Double], whitening: [Double], references: [Double]
  ) {
    self.data = data
    self.observationCount = observationCount
    self.dimension = dimension
    self.moments = moments
    self.logScale = logScale
    self.means = means
    self.references = references
    let packed = moments == .full && dimension > 2
    self.whitening =
      packed
      ? GaussianBlock.packed(triangles: whitening, dimension: dimension) : whitening
  }

  var componentCount: Int { logScale.count }

  /// The number of elements per component: a triangle or a diagonal.
  var momentCount: Int {
    moments == .full ? dimension * (dimension + 1) / 2 : dimension
  }

  struct Sums: Sendable {
    /// Nₖ.
    var counts: [Double]
    /// Σ r (x − reference), K × D.
    var first: [Double]
    /// Σ r (x − reference)(x − reference)ᵀ: row-major triangles, or diagonals.
    var second: [Double]
  }

  func makeSums() -> Sums {
    Sums(
      counts: Array(repeating: 0, count: componentCount),
      first: Array(repeating: 0, count: componentCount * dimension),
      second: Array(repeating: 0, count: componentCount * momentCount))
  }

  func makeScratch() -> GaussianBlock {
    GaussianBlock(dimension: dimension, gathering: gathers ? componentCount : 0)
  }

  /// Whether components gather the rows that they are responsible for.
  ///
  /// This pays off if computing a row's moments costs more than moving the row.
  private var gathers: Bool { moments == .full && dimension >= 24 }

  func merge(_ later: Sums, into sums: inout Sums) {
    for i in sums.counts.indices { sums.counts[i] += later.counts[i] }
    for i in sums.first.indices { sums.first[i] += later.first[i] }
    for i in sums.second.indices { sums.second[i] += later.second[i] }
  }

  func fillLogJoint(
    _ observations: Range<Int>, _ logJoint: UnsafeMutablePointer<Elementary.Lanes>,
    scratch: inout GaussianBlock
  ) {
    scratch.load(observations, of: data)
    let width = whitening.count / componentCount
    for k in 0..<componentCount {
      let output = logJoint + k * RowBlock.groups
      let mean = means[k * dimension..<(k + 1) * dimension]
      whitening.withUnsafeBufferPointer { whitening in
        guard let base = whitening.baseAddress else { return }
        let w = base + k * width
        switch (moments, dimension) {
        case (.full, 2): scratch.evaluatePlane(w, mean, logScale[k], output)
        case (.full, 3...): scratch.evaluate(w, mean, logScale[k], output)
        default: scratch.evaluateDiagonal(w, mean, logScale[k], output)
        }
      }
    }
  }

  func add(
    _ observations: Range<Int>, responsibilities: UnsafePointer<Elementary.Lanes>,
    scratch: inout GaussianBlock, to sums: inout Sums
  ) {
    for k in 0..<componentCount {
      let r = responsibilities + k * RowBlock.groups
      let total = scratch.total(r)
      // Skips a block that is far from the component.
      if total == 0 { continue }
      sums.counts[k] += total
      let reference = references[k * dimension..<(k + 1) * dimension]
      sums.first.withUnsafeMutableBufferPointer { first in
        sums.second.withUnsafeMutableBufferPointer { second in
          guard let first = first.baseAddress, let second = second.baseAddress else { return }
          let (a, b) = (first + k * dimension, second + k * momentCount)
          switch (moments, dimension) {
          case _ where gathers: scratch.addGathered(k, r, reference, a, b)
          case (.full, 2): scratch.addPlane(r, reference, a, b)
          case (.full, 3...): scratch.addTriangle(r, reference, a, b)
          default: scratch.addDiagonal(r, reference, a, b)
          }
        }
      }
    }
  }
}

extension GaussianKernel {
  func finish(scratch: inout GaussianBlock, sums: inout Sums) {
    for k in scratch.gathered.indices {
      sums.first.withUnsafeMutableBufferPointer { first in
        sums.second.withUnsafeMutableBufferPointer { second in
          guard let first = first.baseAddress, let second = second.baseAddress else { return }
          scratch.gathered[k].flush(into: first + k * dimension, second + k * momentCount)
        }
      }
    }
  }

  /// The E-step, with counts, means, and centered second moments.
  ///
  /// If a reference is far from the observations (a bad start), centering the moments would lose
  /// digits. The sums are then computed again around the means just found.
  func expectation(_ inference: Inference) -> (GaussianStatistics, Double, Double) {
    let result = run(inference)
    let statistics = centeredStatistics(result.sums)
    guard statistics.cancelled else {
      return (statistics.value, result.logLikelihood, result.entropy)
    }
    var again = self
    again.references = statistics.value.means.elements
    let sums = again.run(inference).sums
    return (again.centeredStatistics(sums).value, result.logLikelihood, result.entropy)
  }

  private func centeredStatistics(_ sums: Sums) -> (value: GaussianStatistics, cancelled: Bool) {
    var means = Matrix(rows: componentCount, columns: dimension)
    var scatters = Array(
      repeating: Matrix(rows: dimension, columns: dimension), count: componentCount)
    var cancelled = false
    for k in 0..<componentCount {
      let count = sums.counts[k]
      let shift = (0..<dimension).map { count > 0 ? sums.first[k * dimension + $0] / count : 0 }
      for j in 0..<dimension { means[k, j] = references[k * dimension + j] + shift[j] }
      var index = k * momentCount
      for j in 0..<dimension {
        for i in (moments == .full ? 0 : j)...j {
          let raw = sums.second[index]
          let centered = raw - count * shift[i] * shift[j]
          scatters[k][i, j] = centered
          scatters[k][j, i] = centered
          if i == j, centered < 1e-4 * raw { cancelled = true }
          index += 1
        }
      }
    }
    return (
      GaussianStatistics(counts: sums.counts, means: means, scatters: scatters),
      cancelled && references != means.elements
    )
  }
}
