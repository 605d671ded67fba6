/// log Σ exp(xᵢ), without overflow or underflow.
///
/// The largest term is factored out, so that the result is finite whenever it is representable.
/// Returns −∞ for an empty list or if every term is −∞ (the logarithm of probability 0), NaN if any
/// term is NaN, and +∞ if any term is +∞.
public func logSumExp(_ values: some Sequence<Double>) -> Double {
  var largest = -Double.infinity
  for value in values {
    if value.isNaN { return value }
    largest = max(largest, value)
  }
  guard largest.isFinite else { return largest }
  var sum = 0.0
  for value in values { sum += Elementary.exp(value - largest) }
  return largest + Elementary.log(sum)
}
