/// Formats numbers as text without a locale and without Foundation.
enum DecimalText {
  /// The value rounded to a number of decimals, ties away from zero, as in `-0.50`.
  ///
  /// The result is never −0. Values of 2⁵³ / 10^decimals and above use Swift's own description.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = powerOfTen(decimals)
    let scaled = (value * scale).rounded()
    guard abs(scaled) < 9_007_199_254_740_992 else { return value.description }
    let whole = Int64(scaled)
    guard decimals > 0, decimals < 400 else { return String(whole) }
    var digits = String(whole.magnitude)
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    return whole < 0 ? "-" + digits : digits
  }

  /// The value rounded to a number of significant digits, without trailing zeros, for descriptions.
  static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    let exponent = Int(log10(abs(value)).rounded(.down))
    if exponent < -4 || exponent > 8 {
      let mantissa = trimmed(fixed(value / powerOfTen(exponent), decimals: digits - 1))
      return "\(mantissa)e\(exponent)"
    }
    let decimals = max(0, digits - 1 - exponent)
    return trimmed(fixed(value, decimals: decimals))
  }

  /// Removes trailing zeros of a decimal fraction.
  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = Substring(text)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : String(text)
  }

  /// 10ⁿ, exact if a Double can represent it (|n| ≤ 22).
  static func powerOfTen(_ n: Int) -> Double {
    let power = powersOfTen[min(Int(clamping: n.magnitude), powersOfTen.count - 1)]
    return n < 0 ? 1 / power : power
  }

  /// 10⁰, 10¹, … up to ∞.
  private static let powersOfTen: [Double] = {
    var powers = [1.0]
    while powers[powers.count - 1].isFinite { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()
}
