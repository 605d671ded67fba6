import Dispatch

/// Splits a range of observations into segments that do not depend on the number of threads,
/// processes each, and combines the results in order, so that sums are the same, bit for bit, for
/// any number of threads.
enum Segments {
  /// The number of segments, enough for 16 threads.
  ///
  /// Each segment has its own sums.
  static let count = 16

  /// The bounds of the segments of `observations`; each length except the last is a multiple of
  /// `block`.
  static func bounds(_ observations: Int, block: Int) -> [Range<Int>] {
    let blocks = (observations + block - 1) / block
    let segments = min(count, blocks)
    return (0..<segments).map { segment in
      let first = blocks * segment / segments
      let last = blocks * (segment + 1) / segments
      return first * block..<min(last * block, observations)
    }
  }

  /// Processes the segments in parallel and returns the results in order.
  static func map<Result: Sendable>(
    _ observations: Int, block: Int, threads: Int,
    _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let bounds = bounds(observations, block: block)
    let workers = max(1, min(threads, bounds.count))
    guard workers > 1 else { return bounds.map(work) }
    return [Result](unsafeUninitializedCapacity: bounds.count) { buffer, initialized in
      // Each worker writes to its own slots.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for segment in stride(from: worker, to: bounds.count, by: workers) {
          (slots.baseAddress! + segment).initialize(to: work(bounds[segment]))
        }
      }
      initialized = bounds.count
    }
  }
}
