/// The format of the numbers of an axis.
public enum TickFormat: Sendable, Hashable {
  /// Plain up to 999 999 with thin spaces between thousands, otherwise as multiples of a power of
  /// ten.
  case automatic
  /// Multiplied by 100, with a percent sign.
  case percent
  /// With this number of decimals.
  case fixed(decimals: Int)
}

/// Formats the ticks of an axis, all with the same number of decimals.
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
      // Numbers that differ only in their last digits, such as 100 000 005, are shorter in full.
      let isLong = digits >= 6 && exponent <= 0 && digits + exponent > 6 && digits + exponent <= 12
      if !isLong, digits + exponent > 6 || digits + exponent < -3 {
        return mantissas.map { scientific($0, exponent: exponent, lead: digits - 1) }
      }
      return mantissas.map { plain(shifted($0, by: exponent)) }
    }
  }

  /// A digit times a power of ten.
  struct Multiple {
    var digit: Int
    var power: Int
    var value: Double { Double(digit) * DecimalText.powerOfTen(power) }
  }

  /// The labels of the ticks of a logarithmic axis.
  ///
  /// All labels of an axis use the same notation: plain if every power is within 10⁻³…10⁴,
  /// otherwise with explicit powers.
  static func multiples(_ ticks: [Multiple], format: TickFormat) -> [Label] {
    let isPlain = ticks.allSatisfy { $0.digit == 0 || (-3...4).contains($0.power) }
    return ticks.map { tick in
      let (digit, power) = (tick.digit, tick.power)
      if format != .automatic {
        return labels(for: .init(mantissas: [digit], exponent: power), format: format)[0]
      }
      if isPlain || digit == 0 { return plain(shifted(digit, by: digit == 0 ? 0 : power)) }
      return abs(digit) == 1
        ? powerOfTen(power, isNegative: digit < 0) : scientific(digit, exponent: power, lead: 0)
    }
  }

  /// The labels of arbitrary numbers, all with the same number of decimals, or all as multiples of
  /// powers of ten if some are very large or very small.
  ///
  /// On a logarithmic scale, each number has the decimals that it needs.
  static func numbers(_ values: [Double], on scale: Scale = .linear) -> [Label] {
    let sizes = values.filter { $0 != 0 }.map { abs($0) }
    let (least, most) = (sizes.min() ?? 1, sizes.max() ?? 1)
    if most < 1e7, least >= 1e-6, least >= 1e-4 || most >= 0.1 {
      let most = values.map(decimals).max() ?? 0
      let isLinear = scale == .linear
      return values.map {
        plain(DecimalText.fixed($0, decimals: isLinear ? most : decimals(of: $0)))
      }
    }
    let parts = values.map { value -> (mantissa: Int, power: Int) in
      guard abs(value) > 1e-290, value.isFinite else { return (0, 0) }
      let power = Int(log10(abs(value)).rounded(.down))
      return (Int((value / DecimalText.powerOfTen(power) * 1000).rounded()), power)
    }
    let arePowers = parts.allSatisfy { [-1000, 0, 1000].contains($0.mantissa) }
    return parts.map { mantissa, power in
      arePowers && mantissa != 0
        ? powerOfTen(power, isNegative: mantissa < 0)
        : scientific(mantissa, exponent: power - 3, lead: 3)
    }
  }

  private static func powerOfTen(_ power: Int, isNegative: Bool) -> Label {
    Label(runs: [
      .mathematics(
        .scripts(
          .text(isNegative ? "−10" : "10"), below: nil, above: .text(signed(String(power)))))
    ])
  }

  /// The number of decimals that a number needs, at most six.
  static func decimals(of value: Double) -> Int {
    let text = DecimalText.trimmed(DecimalText.fixed(value, decimals: abs(value) < 1 ? 6 : 3))
    return text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count
      ?? 0
  }

  static func words(_ text: String) -> Label { Label(runs: [.text(text)]) }

  static func plain(_ text: String) -> Label {
    Label(runs: [.text(signed(grouped(text)))])
  }

  /// Replaces a hyphen with a minus sign.
  private static func signed(_ text: String) -> String {
    text.first == "-" ? "−" + text.dropFirst() : text
  }

  /// Inserts thin spaces between thousands, for five or more digits.
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
