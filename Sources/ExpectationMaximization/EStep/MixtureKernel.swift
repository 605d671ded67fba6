import Statistics

/// The two loops of a mixture's E-step over blocks of observations.
///
/// A block is ``RowBlock/size`` observations in adjacent SIMD lanes. Per-component values of a
/// block take K · ``RowBlock/groups`` vectors, component by component. The kernel contains the
/// data.
protocol MixtureKernel: Sendable {
  /// The sums of one segment.
  associatedtype Sums: Sendable
  /// The working memory for a block.
  associatedtype Scratch

  /// The number of observations N.
  var observationCount: Int { get }
  /// The number of components K.
  var componentCount: Int { get }

  /// Empty sums.
  func makeSums() -> Sums

  /// Allocates the working memory for one block.
  func makeScratch() -> Scratch

  /// Computes log πₖ + log p(xₙ | θₖ) for the observations of a block.
  func fillLogJoint(
    _ observations: Range<Int>, _ logJoint: UnsafeMutablePointer<Elementary.Lanes>,
    scratch: inout Scratch)

  /// Adds the observations of the most recent block, weighted by their responsibilities.
  func add(
    _ observations: Range<Int>, responsibilities: UnsafePointer<Elementary.Lanes>,
    scratch: inout Scratch, to sums: inout Sums)

  /// Adds what remains in the working memory after the last block of a segment.
  func finish(scratch: inout Scratch, sums: inout Sums)

  /// Adds the sums of a later segment.
  func merge(_ later: Sums, into sums: inout Sums)
}

/// The shape of a block.
enum RowBlock {
  /// Observations per block.
  static let size = 128
  /// SIMD vectors per block.
  static let groups = size / Elementary.Lanes.scalarCount
}

/// The result of the loops.
struct MixtureSums<Sums: Sendable>: Sendable {
  var sums: Sums
  var logLikelihood: Double
  var entropy: Double
}

extension MixtureKernel {
  /// Does nothing: no observations remain in the working memory.
  func finish(scratch: inout Scratch, sums: inout Sums) {}

  /// Performs the E-step over all observations; the memory is that of ``Segments/count`` sums.
  func run(_ inference: Inference) -> MixtureSums<Sums> {
    let segments = Segments.map(
      observationCount, block: RowBlock.size, threads: inference.threads
    ) { segment in
      var sums = makeSums()
      var scratch = makeScratch()
      var totals = BlockTotals()
      var block = PosteriorBlock(components: componentCount)
      for rows in blocks(of: segment) {
        block.withLanes { lanes in
          fillLogJoint(rows, lanes, scratch: &scratch)
          totals.normalize(lanes, components: componentCount, rows: rows, inference)
          add(
            rows, responsibilities: UnsafePointer(lanes), scratch: &scratch, to: &sums)
        }
      }
      finish(scratch: &scratch, sums: &sums)
      return MixtureSums(
        sums: sums, logLikelihood: totals.logLikelihood, entropy: totals.entropy)
    }
    guard var result = segments.first else {
      return MixtureSums(sums: makeSums(), logLikelihood: 0, entropy: 0)
    }
    for later in segments.dropFirst() {
      merge(later.sums, into: &result.sums)
      result.logLikelihood += later.logLikelihood
      result.entropy += later.entropy
    }
    return result
  }

  /// The responsibilities, N × K.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for an observation of probability 0.
  func responsibilities() throws(InvalidData) -> Matrix {
    let (matrix, logDensities) = posteriors()
    if let row = logDensities.firstIndex(of: -.infinity) { throw .impossible(row: row) }
    return matrix
  }

  /// The responsibilities, N × K, and log p(xₙ) for each observation.
  func posteriors(_ inference: Inference = Inference()) -> (Matrix, logDensities: [Double]) {
    var matrix = Matrix(rows: observationCount, columns: componentCount)
    var logDensities: [Double] = []
    logDensities.reserveCapacity(observationCount)
    var scratch = makeScratch()
    var block = PosteriorBlock(components: componentCount)
    for rows in blocks(of: 0..<observationCount) {
      block.withLanes { lanes in
        fillLogJoint(rows, lanes, scratch: &scratch)
        var totals = BlockTotals()
        var perRow = Array(repeating: Elementary.Lanes.zero, count: RowBlock.groups)
        perRow.withUnsafeMutableBufferPointer {
          totals.normalize(
            lanes, components: componentCount, rows: rows, inference,
            logDensities: $0.baseAddress)
        }
        for (offset, row) in rows.enumerated() {
          let (group, lane) = (offset / 8, offset % 8)
          logDensities.append(perRow[group][lane])
          for k in 0..<componentCount { matrix[row, k] = lanes[k * RowBlock.groups + group][lane] }
        }
      }
    }
    return (matrix, logDensities)
  }

  private func blocks(of segment: Range<Int>) -> some Sequence<Range<Int>> {
    stride(from: segment.lowerBound, to: segment.upperBound, by: RowBlock.size).lazy.map {
      $0..<Swift.min($0 + RowBlock.size, segment.upperBound)
    }
  }
}

/// The vectors of one block, component by component.
struct PosteriorBlock {
  private var lanes: [Elementary.Lanes]

  init(components: Int) {
    lanes = Array(repeating: .zero, count: components * RowBlock.groups)
  }

  mutating func withLanes(_ body: (UnsafeMutablePointer<Elementary.Lanes>) -> Void) {
    lanes.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { body(base) } }
  }
}
