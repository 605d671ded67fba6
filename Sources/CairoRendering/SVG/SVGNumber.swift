/// Coordinates of SVG: hundredths, without zeros that mean nothing.
enum SVGNumber {
  /// The value in hundredths.
  static func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }

  /// Appends hundredths as a decimal number without leading or trailing zeros, as in `-.5`.
  static func append(_ hundredths: Int, to text: inout String) {
    let magnitude = hundredths.magnitude
    if hundredths < 0 { text += "-" }
    let (whole, fraction) = (magnitude / 100, magnitude % 100)
    if whole > 0 || fraction == 0 { text += String(whole) }
    guard fraction > 0 else { return }
    text += fraction < 10 ? ".0" : "."
    text += String(fraction % 10 == 0 ? fraction / 10 : fraction)
  }

  static func text(_ value: Double) -> String {
    var text = ""
    append(hundredths(value), to: &text)
    return text
  }

  /// A factor with four decimals, for scales and opacities below a hundredth.
  static func factor(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    guard scaled % 10_000 != 0 else { return String(scaled / 10_000) }
    var digits = String(scaled.magnitude % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    let whole = scaled.magnitude / 10_000
    return (scaled < 0 ? "-" : "") + (whole > 0 ? String(whole) : "") + "." + digits
  }
}
