/// How the numbers of an axis are written.
public enum TickFormat: Sendable, Hashable {
  /// Plain up to 999 999 with a thin space between thousands, else as a multiple of a power of ten.
  case automatic
  /// A hundredfold with a per cent sign.
  case percent
  /// With this number of decimals.
  case fixed(decimals: Int)
}

/// Writes ticks, all of one axis with the same number of decimals.
enum TickLabels {
  static func labels(for sequence: ExtendedWilkinson.Sequence, format: TickFormat) -> [Label] {
    var exponent = sequence.exponent
    var mantissas = sequence.mantissas
    while mantissas.allSatisfy({ $0 % 10 == 0 }), mantissas.contains(where: { $0 != 0 }) {
      mantissas = mantissas.map { $0 / 10 }
      exponent += 1
    }
    let largest = mantissas.map { abs($0) }.max() ?? 0
    let digits = String(largest).count
    switch format {
    case .fixed(let decimals):
      return sequence.values.map { plain(DecimalText.fixed($0, decimals: decimals)) }
    case .percent:
      return mantissas.map { plain(shifted($0, by: exponent + 2) + "\u{2009}%") }
    case .automatic:
      if digits + exponent > 6 || digits + exponent < -3 {
        return mantissas.map { scientific($0, exponent: exponent, lead: digits - 1) }
      }
      return mantissas.map { plain(shifted($0, by: exponent)) }
    }
  }

  /// The label of a power of ten.
  static func power(of ten: Int) -> Label {
    (-3...4).contains(ten)
      ? plain(shifted(1, by: ten))
      : Label(runs: [
        .mathematics(.scripts(.text("10"), below: nil, above: .text(signed(String(ten)))))
      ])
  }

  /// The label of a number; very large and very small ones are multiples of powers of ten.
  static func number(_ value: Double, decimals: Int) -> Label {
    guard value != 0, abs(value) >= 1e7 || abs(value) < 1e-4 else {
      return plain(DecimalText.fixed(value, decimals: decimals))
    }
    let exponent = Int(log10(abs(value)).rounded(.down))
    let mantissa = Int((value / DecimalText.powerOfTen(exponent) * 1000).rounded())
    return scientific(mantissa, exponent: exponent - 3, lead: 3)
  }

  /// How many decimals a number needs, at most six.
  static func decimals(of value: Double) -> Int {
    let text = DecimalText.trimmed(DecimalText.fixed(value, decimals: abs(value) < 1 ? 6 : 3))
    return text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count
      ?? 0
  }

  static func words(_ text: String) -> Label { Label(runs: [.text(text)]) }

  static func plain(_ text: String) -> Label {
    Label(runs: [.text(signed(grouped(text)))])
  }

  /// A hyphen becomes a minus sign.
  private static func signed(_ text: String) -> String {
    text.first == "-" ? "−" + text.dropFirst() : text
  }

  /// Thin spaces between thousands, from five digits on.
  private static func grouped(_ text: String) -> String {
    let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
    guard digits.count > 4 else { return text }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append("\u{2009}") }
      result.append(digit)
    }
    return text[..<digits.startIndex] + result + text[digits.endIndex...]
  }

  /// mantissa · 10^exponent as a plain decimal.
  private static func shifted(_ mantissa: Int, by exponent: Int) -> String {
    var digits = String(abs(mantissa))
    if exponent >= 0 {
      if mantissa != 0 { digits += String(repeating: "0", count: exponent) }
    } else {
      if digits.count <= -exponent {
        digits = String(repeating: "0", count: 1 - exponent - digits.count) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: exponent))
    }
    return mantissa < 0 ? "-" + digits : digits
  }

  private static func scientific(_ mantissa: Int, exponent: Int, lead: Int) -> Label {
    guard mantissa != 0 else { return plain("0") }
    let digits = DecimalText.trimmed(shifted(mantissa, by: -lead))
    let power = String(exponent + lead)
    return Label(runs: [
      .mathematics(
        .scripts(
          .text(signed(digits) + "\u{2009}×\u{2009}10"), below: nil, above: .text(signed(power))))
    ])
  }
}
