/// Parts of probabilities of counts that do not cancel, however large the counts are.
///
/// Loader, "Fast and accurate computation of binomial probabilities" (2000).
enum SaddlePoint {
  /// The deviance x log(x/m) − x + m of a count x from its expectation m, for x ≥ 0 and m > 0.
  static func deviance(_ x: Double, from m: Double) -> Double {
    if x == 0 { return m }
    let e = (x - m) / m
    guard abs(e) < 0.1 else { return x * Elementary.log(x / m) - (x - m) }
    // Near e = 0 the leading terms of (1 + e) log(1 + e) − e cancel by hand.
    return m * ((1 + e) * log1pExcess(e) + e * e)
  }

  /// log x! − x log x + x − ½ log 2πx, the rest of Stirling's formula, for x > 0.
  static func rest(_ x: Double) -> Double { stirlingTail(x) }
}

/// log(1 + x) − x, for x > −1, which is near −x²/2: without the cancellation of a difference.
package func log1pExcess(_ x: Double) -> Double {
  guard abs(x) < 0.1 else { return Elementary.log1p(x) - x }
  // log(1 + x) = 2 artanh(z) with z = x/(2+x), of which x itself is 2z + zx.
  let z = x / (2 + x)
  let square = z * z
  var (series, power) = (0.0, square)
  for n in stride(from: 3.0, through: 21, by: 2) {
    series += power / n
    power *= square
  }
  return 2 * z * series - z * x
}
