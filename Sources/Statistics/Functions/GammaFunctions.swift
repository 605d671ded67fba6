/// The logarithm of the gamma function, log Γ(x), for x > 0.
///
/// Uses Stirling's series above 15, and the recurrence Γ(x+1) = xΓ(x) to get there from below. The
/// absolute error is below 10⁻¹⁴·(1 + |log Γ|). Returns +∞ at 0 and at +∞, and NaN below 0. Source:
/// NIST DLMF 5.11.1, https://dlmf.nist.gov/5.11.
public func logGamma(_ x: Double) -> Double {
  guard x > 0, x < .infinity else { return x < 0 || x.isNaN ? .nan : .infinity }
  if x == 1 || x == 2 { return 0 }
  var shifted = x
  var product = 1.0
  while shifted < 15 {
    product *= shifted
    shifted += 1
  }
  let halfLogTwoPi = 0.918_938_533_204_672_741_78
  return (shifted - 0.5) * Elementary.log(shifted) - shifted + halfLogTwoPi + stirlingTail(shifted)
    - Elementary.log(product)
}

/// The digamma function ψ(x) = d/dx log Γ(x), for x > 0.
///
/// Uses the asymptotic series above 15 and the recurrence ψ(x+1) = ψ(x) + 1/x below. The absolute
/// error is below 10⁻¹⁴·(1 + |ψ|). Returns −∞ at 0 and NaN below 0. Source: NIST DLMF 5.11.2.
public func digamma(_ x: Double) -> Double {
  guard x > 0 else { return x == 0 ? -.infinity : .nan }
  var shifted = x
  var value = 0.0
  while shifted < 15 {
    value -= 1 / shifted
    shifted += 1
  }
  return value + Elementary.log(shifted) - 0.5 / shifted - digammaTail(shifted)
}

/// ψ(x) − log x, for x > 0, without the cancellation of a difference, near −1/(2x).
package func digammaExcess(_ x: Double) -> Double {
  x < 15 ? digamma(x) - Elementary.log(x) : -0.5 / x - digammaTail(x)
}

/// The amount that the asymptotic series subtracts from log x − 1/(2x).
private func digammaTail(_ x: Double) -> Double {
  let square = 1 / (x * x)
  return square
    * (1.0 / 12
      - square
      * (1.0 / 120
        - square
        * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132 - square * 691.0 / 32_760)))))
}

/// The trigamma function ψ′(x), for x > 0.
///
/// Uses the asymptotic series above 15 and the recurrence ψ′(x) = ψ′(x+1) + 1/x² below. The
/// relative error is below 10⁻¹⁴. Returns +∞ at 0 and NaN below 0. Source: NIST DLMF 5.15.8.
public func trigamma(_ x: Double) -> Double {
  guard x > 0 else { return x == 0 ? .infinity : .nan }
  var shifted = x
  var value = 0.0
  while shifted < 15 {
    value += 1 / (shifted * shifted)
    shifted += 1
  }
  let inverse = 1 / shifted
  let square = inverse * inverse
  let series =
    inverse
    * (1
      + square
      * (1.0 / 6
        - square * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * 5.0 / 66)))))
  return value + series + square / 2
}

/// The regularized lower incomplete gamma function P(a, x) = γ(a, x) / Γ(a), for a > 0, x ≥ 0.
///
/// This is the distribution function of a gamma variable with shape a and rate 1. Uses a power
/// series below x = a + 1 and Lentz's continued fraction above. The relative error of the smaller
/// tail is below 10⁻¹². Returns NaN outside the domain. Source: NIST DLMF 8.11.4 and 8.9.2.
public func regularizedGammaP(_ a: Double, _ x: Double) -> Double {
  guard a > 0, x >= 0 else { return .nan }
  if x == 0 { return 0 }
  if x == .infinity { return 1 }
  return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
}

/// The regularized upper incomplete gamma function Q(a, x) = 1 − P(a, x), accurate even when it is
/// small.
public func regularizedGammaQ(_ a: Double, _ x: Double) -> Double {
  guard a > 0, x >= 0 else { return .nan }
  if x == 0 { return 1 }
  if x == .infinity { return 0 }
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
}

private func gammaSeries(_ a: Double, _ x: Double) -> Double {
  var term = 1 / a
  var sum = term
  var denominator = a
  repeat {
    denominator += 1
    term *= x / denominator
    sum += term
  } while term > sum * 1e-17
  return sum * Elementary.exp(a * Elementary.log(x) - x - logGamma(a))
}

private func gammaFraction(_ a: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var h = d
  var i = 1.0
  while i < 100_000 {
    let numerator = -i * (i - a)
    b += 2
    d = numerator * d + b
    if abs(d) < tiny { d = tiny }
    c = b + numerator / c
    if abs(c) < tiny { c = tiny }
    d = 1 / d
    let factor = d * c
    h *= factor
    if abs(factor - 1) < 1e-16 { break }
    i += 1
  }
  return h * Elementary.exp(a * Elementary.log(x) - x - logGamma(a))
}

/// log Γ(x + δ) − log Γ(x), for x > 0 and δ ≥ 0, computed without the cancellation of two large
/// logarithms.
///
/// The absolute error is near 10⁻¹⁴ for any x.
package func logGammaRatio(_ x: Double, plus delta: Double) -> Double {
  guard x > 15 else { return logGamma(x + delta) - logGamma(x) }
  // Stirling's series for both terms, with the large parts subtracted analytically.
  return (x + delta - 0.5) * Elementary.log1p(delta / x) + delta * Elementary.log(x) - delta
    + stirlingTail(x + delta) - stirlingTail(x)
}

/// x log x − x − log Γ(x), for x > 0, without the cancellation of a difference, near ½ log(x/2π).
package func gammaExcess(_ x: Double) -> Double {
  x < 15
    ? x * Elementary.log(x) - x - logGamma(x)
    : 0.5 * Elementary.log(x / (2 * .pi)) - stirlingTail(x)
}

/// The correction that Stirling's series adds to (x−½) log x − x + ½ log 2π.
func stirlingTail(_ x: Double) -> Double {
  let inverse = 1 / x
  let square = inverse * inverse
  // Bernoulli numbers B₂ₖ / (2k(2k−1)).
  return inverse
    * (1.0 / 12
      + square
      * (-1.0 / 360
        + square
        * (1.0 / 1260
          + square * (-1.0 / 1680 + square * (1.0 / 1188 + square * (-691.0 / 360_360))))))
}
