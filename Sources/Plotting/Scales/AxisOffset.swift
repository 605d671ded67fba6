/// A round number that is added to the numbers of an axis, as in matplotlib, if the axis is so
/// short and so far from zero that its numbers would differ only in their last digits.
struct AxisOffset {
  /// The round number, near or below the lower end of the axis.
  let value: Double
  /// The domain of the axis minus the offset.
  let rest: ClosedRange<Double>
  /// The offset with its sign, as the source of a label.
  let label: String

  /// The shortest axis without an offset, relative to its largest number.
  private static let limit = 1e-9

  /// Returns nil if the numbers of the axis can be written in full.
  init?(of domain: ClosedRange<Double>) {
    let length = domain.upperBound - domain.lowerBound
    let largest = max(abs(domain.lowerBound), abs(domain.upperBound))
    guard length > 0, length < Self.limit * largest, length > 1e-200, largest < 1e200 else {
      return nil
    }
    let exponent = Int(log10(length).rounded(.up)) + 1
    let power = DecimalText.powerOfTen(abs(exponent))
    // Data that start at a round number use it as the offset despite their padding.
    let start = domain.lowerBound + 0.1 * length
    let count = (exponent < 0 ? start * power : start / power).rounded(.down)
    guard abs(count) < 9e15 else { return nil }
    value = exponent < 0 ? count / power : count * power
    guard value <= start else { return nil }
    rest = (domain.lowerBound - value)...(domain.upperBound - value)
    label = Self.label(of: Int(count), exponent)
  }

  private static func label(of count: Int, _ exponent: Int) -> String {
    var digits = String(count.magnitude)
    var exponent = exponent
    while digits.count > 1, digits.hasSuffix("0") {
      digits.removeLast()
      exponent += 1
    }
    let sign = count < 0 ? "-" : "+"
    exponent += digits.count - 1
    if digits == "1" { return "$\(sign)10^{\(exponent)}$" }
    let fraction = digits.dropFirst()
    let mantissa = fraction.isEmpty ? digits : "\(digits.prefix(1)).\(fraction)"
    return exponent == 0
      ? "$\(sign)\(mantissa)$" : "$\(sign)\(mantissa) \\cdot 10^{\(exponent)}$"
  }
}
