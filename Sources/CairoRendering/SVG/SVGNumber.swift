/// Coordinates of SVG in hundredths, without redundant zeros.
enum SVGNumber {
  /// The value in hundredths.
  ///
  /// NaN becomes 0, and coordinates are clamped to ±10⁹.
  static func hundredths(_ value: Double) -> Int { whole(value * 100) }

  /// The value rounded to a whole number.
  static func whole(_ value: Double) -> Int {
    value.isNaN ? 0 : Int(min(max(value, -1e11), 1e11).rounded())
  }

  /// Appends hundredths as a decimal number without leading or trailing zeros, as in `-.5`.
  static func append(_ hundredths: Int, to text: inout [UInt8]) {
    let magnitude = hundredths.magnitude
    if hundredths < 0 { text.append(UInt8(ascii: "-")) }
    let (whole, fraction) = (magnitude / 100, magnitude % 100)
    if whole > 0 || fraction == 0 { append(whole: whole, to: &text) }
    guard fraction > 0 else { return }
    text.append(UInt8(ascii: "."))
    text.append(UInt8(ascii: "0") + UInt8(fraction / 10))
    if fraction % 10 > 0 { text.append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
  }

  /// Appends a whole number.
  static func append(whole value: UInt, to text: inout [UInt8]) {
    if value >= 10 { append(whole: value / 10, to: &text) }
    text.append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  static func text(_ value: Double) -> String {
    var text: [UInt8] = []
    append(hundredths(value), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// A factor with four decimals, for scales, and for opacities below 0.01.
  static func factor(_ value: Double) -> String {
    let scaled = whole(value * 10_000)
    guard scaled % 10_000 != 0 else { return String(scaled / 10_000) }
    var digits = String(scaled.magnitude % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    let whole = scaled.magnitude / 10_000
    return (scaled < 0 ? "-" : "") + (whole > 0 ? String(whole) : "") + "." + digits
  }
}
