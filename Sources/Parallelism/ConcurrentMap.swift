internal import Dispatch

extension RandomAccessCollection where Self: Sendable {
  /// Maps the elements on all cores; the results are in the order of the elements.
  ///
  /// - Parameter transform: A function of the element alone, so that the results do not depend on the
  ///   number of cores.
  public func concurrentMap<Result>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let count = count
    guard count > 1 else { return map(transform) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Each slot is written exactly once, by one iteration.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: count) { offset in
        let element = self[index(startIndex, offsetBy: offset)]
        slots.initializeElement(at: offset, to: transform(element))
      }
      initialized = count
    }
  }
}
