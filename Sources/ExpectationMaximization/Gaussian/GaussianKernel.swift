import Statistics

/// The E-step of a Gaussian mixture over row-major data, N × D.
///
/// Every component k brings its mean, the inverse W of its Cholesky factor (lower triangle), and
/// log πₖ − ½ D log 2π − log|L|. Second moments are summed around a reference point per component,
/// the current mean, so that data far from the origin lose no digits.
struct GaussianKernel: MixtureKernel {
  /// How covariances are evaluated and summed.
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
  /// log πₖ + log of the normalization.
  let logScale: [Double]
  /// K × D.
  let means: [Double]
  /// L⁻¹ of every component: packed lower triangles, or the diagonals.
  let whitening: [Double]
  /// Around which point every component sums, K × D.
  var references: [Double]

  var componentCount: Int { logScale.count }

  /// Numbers per component in a triangle or a diagonal.
  var momentCount: Int {
    moments == .full ? dimension * (dimension + 1) / 2 : dimension
  }

  struct Sums: Sendable {
    /// Nₖ.
    var counts: [Double]
    /// Σ r (x − reference), K × D.
    var first: [Double]
    /// Σ r (x − reference)(x − reference)ᵀ, as the whitening is packed.
    var second: [Double]
    /// The block's observations, column by column, and then centred.
    fileprivate var columns: [Elementary.Lanes]
    fileprivate var centred: [Elementary.Lanes]
    fileprivate var weighted: [Elementary.Lanes]
  }

  func makeSums() -> Sums {
    let scratch = Array(repeating: Elementary.Lanes.zero, count: dimension * Block.groups)
    return Sums(
      counts: Array(repeating: 0, count: componentCount),
      first: Array(repeating: 0, count: componentCount * dimension),
      second: Array(repeating: 0, count: componentCount * momentCount), columns: scratch,
      centred: scratch, weighted: scratch)
  }

  func merge(_ later: Sums, into sums: inout Sums) {
    for i in sums.counts.indices { sums.counts[i] += later.counts[i] }
    for i in sums.first.indices { sums.first[i] += later.first[i] }
    for i in sums.second.indices { sums.second[i] += later.second[i] }
  }

  func fillLogJoint(
    _ observations: Range<Int>, _ logJoint: UnsafeMutablePointer<Elementary.Lanes>,
    scratch: inout Sums
  ) {
    transpose(observations, into: &scratch.columns)
    let groups = (observations.count + 7) / 8
    for k in 0..<componentCount {
      let output = logJoint + k * Block.groups
      centre(scratch.columns, on: means, k, into: &scratch.centred, groups)
      scratch.centred.withUnsafeBufferPointer { z in
        whitening.withUnsafeBufferPointer { whitening in
          let w = whitening.baseAddress! + k * momentCount
          for g in 0..<groups {
            var squares = Elementary.Lanes.zero
            if moments == .diagonal {
              for j in 0..<dimension {
                let y = w[j] * z[j * Block.groups + g]
                squares += y * y
              }
            } else {
              var row = w
              for j in 0..<dimension {
                var y = row[0] * z[g]
                for i in 1..<max(j + 1, 1) { y += row[i] * z[i * Block.groups + g] }
                squares += y * y
                row += j + 1
              }
            }
            output[g] = logScale[k] - 0.5 * squares
          }
        }
      }
    }
  }

  func add(
    _ observations: Range<Int>, responsibilities: UnsafePointer<Elementary.Lanes>,
    to sums: inout Sums
  ) {
    let groups = (observations.count + 7) / 8
    for k in 0..<componentCount {
      let r = responsibilities + k * Block.groups
      var count = Elementary.Lanes.zero
      for g in 0..<groups { count += r[g] }
      let total = count.sum()
      if total == 0 { continue }
      sums.counts[k] += total
      centre(sums.columns, on: references, k, into: &sums.centred, groups)
      for j in 0..<dimension {
        var moment = Elementary.Lanes.zero
        for g in 0..<groups {
          let weighted = r[g] * sums.centred[j * Block.groups + g]
          sums.weighted[j * Block.groups + g] = weighted
          moment += weighted
        }
        sums.first[k * dimension + j] += moment.sum()
      }
      sums.centred.withUnsafeBufferPointer { z in
        sums.weighted.withUnsafeBufferPointer { weighted in
          sums.second.withUnsafeMutableBufferPointer { second in
            var index = k * momentCount
            for j in 0..<dimension {
              for i in (moments == .full ? 0 : j)...j {
                var moment = Elementary.Lanes.zero
                for g in 0..<groups {
                  moment += weighted[j * Block.groups + g] * z[i * Block.groups + g]
                }
                second[index] += moment.sum()
                index += 1
              }
            }
          }
        }
      }
    }
  }

  /// Lanes beyond the last observation repeat it; their responsibilities are 0.
  private func transpose(_ rows: Range<Int>, into columns: inout [Elementary.Lanes]) {
    let padded = (rows.count + 7) / 8 * 8
    data.withUnsafeBufferPointer { data in
      columns.withUnsafeMutableBufferPointer { columns in
        columns.withMemoryRebound(to: Double.self) { columns in
          for offset in 0..<padded {
            let row = min(rows.lowerBound + offset, rows.upperBound - 1)
            for j in 0..<dimension {
              columns[j * Block.size + offset] = data[row * dimension + j]
            }
          }
        }
      }
    }
  }

  private func centre(
    _ columns: [Elementary.Lanes], on points: [Double], _ k: Int,
    into centred: inout [Elementary.Lanes], _ groups: Int
  ) {
    columns.withUnsafeBufferPointer { columns in
      centred.withUnsafeMutableBufferPointer { centred in
        for j in 0..<dimension {
          let point = points[k * dimension + j]
          for g in 0..<groups {
            centred[j * Block.groups + g] = columns[j * Block.groups + g] - point
          }
        }
      }
    }
  }
}

extension GaussianKernel {
  /// The E-step, with counts, means, and centred second moments.
  ///
  /// A reference far from where the observations are (a bad start) would cancel digits when the
  /// moments are centred; then the sums are taken once more around the means just found.
  func expectation(_ inference: Inference) -> (GaussianStatistics, Double, Double) {
    var result = run(inference)
    let statistics = centredStatistics(result.sums)
    guard statistics.cancelled else {
      return (statistics.value, result.logLikelihood, result.entropy)
    }
    var again = self
    again.references = statistics.value.means.elements
    result = again.run(inference)
    return (again.centredStatistics(result.sums).value, result.logLikelihood, result.entropy)
  }

  private func centredStatistics(_ sums: Sums) -> (value: GaussianStatistics, cancelled: Bool) {
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
          let centred = raw - count * shift[i] * shift[j]
          scatters[k][i, j] = centred
          scatters[k][j, i] = centred
          if i == j, centred < 1e-4 * raw { cancelled = true }
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
