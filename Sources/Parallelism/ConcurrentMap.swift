internal import Dispatch

extension RandomAccessCollection where Self: Sendable {
  /// The results of a function for each element, in the order of the elements, computed on all
  /// cores.
  ///
  /// - Parameter transform: A function of the element alone, so that the results do not depend on
  ///   how many cores there are.
  public func concurrentMap<Result>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let count = count
    guard count > 1 else { return map(transform) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Every slot is written once, by the iteration that computed it.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: count) { offset in
        let element = self[index(startIndex, offsetBy: offset)]
        slots.initializeElement(at: offset, to: transform(element))
      }
      initialized = count
    }
  }
}
