/// Whether two numbers agree to a relative tolerance, with an absolute floor.
///
/// True when `|a − b| ≤ max(absolute, relative · max(|a|, |b|))`. Infinities of the same sign are
/// close; NaN is close to nothing.
public func isClose(
  _ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 0
) -> Bool {
  if a == b { return true }
  guard a.isFinite, b.isFinite else { return false }
  return abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))
}

/// Whether two lists of numbers have the same length and agree element by element.
public func isClose(
  _ a: [Double], _ b: [Double], relative: Double = 1e-12, absolute: Double = 0
) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { isClose($0, $1, relative: relative, absolute: absolute) }
}
