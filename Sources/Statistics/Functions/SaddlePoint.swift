/// Terms of the probabilities of counts, computed without cancellation even for large counts.
///
/// Loader, "Fast and accurate computation of binomial probabilities" (2000).
enum SaddlePoint {
  /// The deviance x log(x/m) − x + m of a count x from its expectation m, for x ≥ 0 and m > 0.
  static func deviance(_ x: Double, from m: Double) -> Double {
    if x == 0 { return m }
    let e = (x - m) / m
    guard abs(e) < 0.1 else { return x * Elementary.log(x / m) - (x - m) }
    // Near e = 0 the leading terms of (1 + e) log(1 + e) − e are canceled analytically.
    return m * ((1 + e) * log1pExcess(e) + e * e)
  }

  /// log x! − x log x + x − ½ log 2πx, the remainder of Stirling's formula, for x > 0.
  static func rest(_ x: Double) -> Double { stirlingTail(x) }
}

/// log(1 + x) − x, for x > −1, without the cancellation of a difference, near −x²/2.
package func log1pExcess(_ x: Double) -> Double {
  guard abs(x) < 0.1 else { return Elementary.log1p(x) - x }
  // log(1 + x) = 2 artanh(z) with z = x/(2+x), and x = 2z + zx.
  let z = x / (2 + x)
  let square = z * z
  var (series, power) = (0.0, square)
  for n in stride(from: 3.0, through: 21, by: 2) {
    series += power / n
    power *= square
  }
  return 2 * z * series - z * x
}
