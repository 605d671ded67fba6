/// log Σ exp(xᵢ), without overflow or underflow.
///
/// The largest term is taken out first, so that the result is finite whenever it is
/// representable. −∞ for an empty list or when every term is −∞ (log of zero probability); NaN
/// when any term is NaN; +∞ when any term is.
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
