/// Exponential and logarithm that return the same bits on every machine.
///
/// The C library's versions differ in the last bit between platforms and releases, and a long EM
/// run amplifies such differences. These functions use only additions, multiplications and
/// divisions, whose rounding IEEE 754 defines. The SIMD versions of the E-step perform the same
/// operations in the same order. The error of `exp` and `log` is below one unit in the last place.
///
/// Argument reduction as in Tang, "Table-driven implementation of the exponential function",
/// ACM TOMS 15:144 (1989), https://doi.org/10.1145/63522.214389, without the table; the
/// polynomials interpolate at Chebyshev nodes with a relative error of 2·10⁻¹⁷.
package enum Elementary {
  /// The number of lanes that the vectorized loops process at a time.
  package typealias Lanes = SIMD8<Double>

  /// e to the power x: 0 below −745.2, ∞ above 709.79, and NaN for NaN.
  package static func exp(_ x: Double) -> Double {
    guard x < 709 else {
      return x.isNaN ? x : (x > 709.782_712_893_384 ? .infinity : reducedExp(x, shift: -2))
    }
    guard x > -708 else { return x < -745.2 ? 0 : reducedExp(x, shift: 100) }
    return reducedExp(x)
  }

  /// The natural logarithm: −∞ at 0 and NaN for negative numbers.
  package static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    if x < .leastNormalMagnitude { return log(x * 0x1p54) - 54 * ln2 }
    // x = m·2ᵉ with m in [√½, √2).
    let bits = x.bitPattern &+ sqrtHalfOffset
    let exponent = Double(Int64(bits >> 52) - 1023)
    let m = Double(bitPattern: (bits & mantissaMask) &+ sqrtHalfBits)
    let f = m - 1
    let s = f / (m + 1)
    let z = s * s
    let w = z * z
    let even =
      z
      * (logCoefficients.0 + w
        * (logCoefficients.2 + w * (logCoefficients.4 + w * logCoefficients.6)))
    let odd = w * (logCoefficients.1 + w * (logCoefficients.3 + w * logCoefficients.5))
    let half = 0.5 * f * f
    // log(1+f) = f − f²/2 + s·(f²/2 + R) avoids the rounding of s.
    return exponent * ln2High - ((half - (s * (half + (even + odd)) + exponent * ln2Low)) - f)
  }

  /// log(1 + x), accurate for small x.
  package static func log1p(_ x: Double) -> Double {
    let u = 1 + x
    if u == 1 { return x }
    return u.isFinite ? log(u) * (x / (u - 1)) : u
  }

  /// e to the power x, minus 1, accurate for small x.
  package static func expm1(_ x: Double) -> Double {
    let u = exp(x)
    if u == 1 { return x }
    let shifted = u - 1
    return shifted == -1 || !u.isFinite ? shifted : shifted * (x / log(u))
  }

  /// x to the power y for x ≥ 0, as exp(y·log x); 0⁰ is 1.
  package static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 { return 1 }
    return exp(y * log(x))
  }

  static let ln2 = 0x1.62e42fefa39efp-1
  static let ln2High = 0x1.62e42fefa3800p-1
  static let ln2Low = 0x1.ef35793c76730p-45
  static let log2e = 0x1.71547652b82fep+0
  static let roundingShift = 0x1.8p52
  static let mantissaMask: UInt64 = 0x000f_ffff_ffff_ffff
  static let sqrtHalfBits: UInt64 = 0x3fe6_a09e_667f_3bcd
  static let sqrtHalfOffset: UInt64 = 0x3ff0_0000_0000_0000 - 0x3fe6_a09e_667f_3bcd

  static let logCoefficients = (
    0x1.5555555555558p-1, 0x1.99999999952ccp-2, 0x1.2492492df3ba9p-2, 0x1.c71c62e26208bp-3,
    0x1.7462b58e46ebep-3, 0x1.39fe42e9740a7p-3, 0x1.2b59b713616c9p-3
  )

  /// 2^−shift · (2^(k+shift) · eʳ), where the shift keeps the power within the normal numbers.
  private static func reducedExp(_ x: Double, shift: Int64 = 0) -> Double {
    let shifted = x * log2e + roundingShift
    let k = shifted - roundingShift
    let r = (x - k * ln2High) - k * ln2Low
    let power = Double(bitPattern: (shifted.bitPattern &+ UInt64(1023 + shift)) << 52)
    let value = (1 + (r + r * r * expTail(r))) * power
    return shift == 0 ? value : value * Double(bitPattern: UInt64(1023 - shift) << 52)
  }

  private static func expTail(_ r: Double) -> Double {
    let r2 = r * r
    let r4 = r2 * r2
    let p01 = 0.5 + r * 0x1.5555555555556p-3
    let p23 = 0x1.5555555553d63p-5 + r * 0x1.11111111109b3p-7
    let p45 = 0x1.6c16c1788bd90p-10 + r * 0x1.a01a01a7c41d5p-13
    let p67 = 0x1.a019b90d2ae7ap-16 + r * 0x1.71de0dae63bb3p-19
    let p89 = 0x1.289185613a3d6p-22 + r * 0x1.af38a9b0ec855p-26
    return (p01 + r2 * p23) + r4 * ((p45 + r2 * p67) + r4 * p89)
  }
}
