internal import Glibc

extension Double {
  /// The number with a fixed number of decimals, rounded half to even on its exact binary value.
  ///
  /// A result that rounds to zero has no minus sign. NaN and infinities are `NaN`, `∞`, `−∞`.
  func formatted(decimals: Int) -> String {
    guard isFinite else { return nonFinite }
    let text = printed("%.*f", Int32(clamping: max(decimals, 0)))
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A share as a percentage with a fixed number of decimals, with a thin space before the sign.
  func formatted(percentWithDecimals decimals: Int) -> String {
    (100 * self).formatted(decimals: decimals) + "\u{202F}%"
  }

  /// The number with at most that many significant digits, without trailing zeros; scientific
  /// where the plain form would be longer than a reader wants.
  func formatted(digits: Int) -> String {
    guard isFinite else { return nonFinite }
    if self == 0 { return "0" }
    let magnitude = abs(self)
    // Whole numbers that are exact keep all their digits: 10000, not 1e+04.
    if magnitude < 1e15, self == rounded() { return String(Int(self)) }
    var text = printed("%.*g", Int32(clamping: max(digits, 1)))
    if let e = text.firstIndex(of: "e") {
      let exponent = Int(text[text.index(after: e)...]) ?? 0
      // C writes 123457.8 with six digits as 123458, and with five as 1.2346e+05.
      if (0..<15).contains(exponent) { return formatted(decimals: 0) }
      text = text[..<e] + "e" + String(exponent)
    }
    return text
  }

  private var nonFinite: String {
    isNaN ? "NaN" : self < 0 ? "−∞" : "∞"
  }

  private func printed(_ format: String, _ precision: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let length = withVaList([precision, self]) {
      Int(vsnprintf(&buffer, buffer.count, format, $0))
    }
    return String(decoding: buffer.prefix(max(length, 0)).map(UInt8.init), as: UTF8.self)
  }
}

/// A value as text: numbers and lists of numbers with six significant digits, everything else as
/// it describes itself.
func plainText<Value>(of value: Value) -> String {
  switch value {
  case let value as Double: value.formatted(digits: 6)
  case let value as Float: Double(value).formatted(digits: 6)
  case let values as [Double]:
    "[" + values.map { $0.formatted(digits: 6) }.joined(separator: ", ") + "]"
  case let rows as [[Double]]:
    "[" + rows.map { plainText(of: $0) }.joined(separator: ",\n ") + "]"
  case let value as String: value
  default: String(describing: value)
  }
}
