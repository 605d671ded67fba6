/// The error function erf(x) = 2/√π ∫₀ˣ e^(−t²) dt.
///
/// The function is odd, with values between −1 and 1. The relative error is below 10⁻¹⁴. Returns
/// NaN for NaN. Source: NIST DLMF 7.2.1, 7.11.1.
public func erf(_ x: Double) -> Double {
  if x.isNaN { return x }
  let magnitude = regularizedGammaP(0.5, x * x)
  return x < 0 ? -magnitude : magnitude
}

/// The complementary error function erfc(x) = 1 − erf(x), accurate for large x, where it is small.
public func erfc(_ x: Double) -> Double {
  if x.isNaN { return x }
  return x < 0 ? 1 + regularizedGammaP(0.5, x * x) : regularizedGammaQ(0.5, x * x)
}
