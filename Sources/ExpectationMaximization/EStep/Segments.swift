import Dispatch

/// Cuts a range of observations into segments that do not depend on the number of threads, works on
/// each, and combines the results in order: the sums come out the same, bit by bit, for any number.
enum Segments {
  /// Enough for 16 threads; every segment needs one set of sums.
  static let count = 16

  /// The bounds of the segments of `observations`, each a multiple of `block` long but the last.
  static func bounds(_ observations: Int, block: Int) -> [Range<Int>] {
    let blocks = (observations + block - 1) / block
    let segments = min(count, blocks)
    return (0..<segments).map { segment in
      let first = blocks * segment / segments
      let last = blocks * (segment + 1) / segments
      return first * block..<min(last * block, observations)
    }
  }

  /// Maps every segment and returns the results in order.
  static func map<Result: Sendable>(
    _ observations: Int, block: Int, threads: Int,
    _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let bounds = bounds(observations, block: block)
    let workers = max(1, min(threads, bounds.count))
    guard workers > 1 else { return bounds.map(work) }
    return [Result](unsafeUninitializedCapacity: bounds.count) { buffer, initialized in
      // Every worker writes slots of its own.
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
