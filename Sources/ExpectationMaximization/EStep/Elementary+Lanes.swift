import Statistics

// These functions are here and not next to the scalar functions, because the compiler inlines them
// into the loops only within a module, and a call costs more than the arithmetic on eight numbers.
extension Elementary {
  /// Two vectors whose operations are interleaved to hide latency.
  typealias Pair = SIMD16<Double>

  /// `exp` of each lane.
  ///
  /// Results below 2⁻¹⁰²² become 0; lanes must be below 709.
  @inline(__always)
  static func exp(_ x: Lanes) -> Lanes { exp(Pair(lowHalf: x, highHalf: x)).lowHalf }

  /// The same for two vectors.
  @inline(__always)
  static func exp(_ x: Pair) -> Pair {
    let isNormal = x .>= -708
    let clamped = Pair(repeating: -708).replacing(with: x, where: isNormal)
    let shifted = clamped * 0x1.71547652b82fep+0 + 0x1.8p52
    let k = shifted - 0x1.8p52
    let r = (clamped - k * 0x1.62e42fefa3800p-1) - k * 0x1.ef35793c76730p-45
    let bits = (unsafeBitCast(shifted, to: SIMD16<UInt64>.self) &+ 1023) &<< 52
    let power = unsafeBitCast(bits, to: Pair.self)
    let value = (1 + (r + r * r * expTail(r))) * power
    return Pair.zero.replacing(with: value, where: isNormal)
  }

  /// `log` of each lane, for positive normal numbers only.
  @inline(__always)
  static func log(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD8<UInt64>.self) &+ 0x0009_5f61_9980_c433
    // The exponent as a Double, by writing it into the mantissa of 2⁵².
    let planted = (bits &>> 52) | 0x4330_0000_0000_0000
    let exponent = unsafeBitCast(planted, to: Lanes.self) - (0x1p52 + 1023)
    let m = unsafeBitCast((bits & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd, to: Lanes.self)
    let f = m - 1
    let s = f / (m + 1)
    let z = s * s
    let w = z * z
    let even =
      z
      * (0x1.5555555555558p-1 + w
        * (0x1.2492492df3ba9p-2 + w * (0x1.7462b58e46ebep-3 + w * 0x1.2b59b713616c9p-3)))
    let odd = w * (0x1.99999999952ccp-2 + w * (0x1.c71c62e26208bp-3 + w * 0x1.39fe42e9740a7p-3))
    let half = 0.5 * f * f
    return exponent * 0x1.62e42fefa3800p-1
      - ((half - (s * (half + (even + odd)) + exponent * 0x1.ef35793c76730p-45)) - f)
  }

  /// The sum of the lanes, pairwise: a dependency chain of three additions instead of eight.
  @inline(__always)
  static func sum(_ x: Lanes) -> Double {
    let four = x.lowHalf + x.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  /// The lanes of `a` where the mask is set, and those of `b` elsewhere, by three bitwise
  /// operations.
  @inline(__always)
  static func select(_ mask: SIMDMask<SIMD8<Int64>>, _ a: Lanes, _ b: Lanes) -> Lanes {
    b.replacing(with: a, where: mask)
  }

  @inline(__always)
  static func expTail(_ r: Pair) -> Pair {
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
